"""All periodic work of the portal, with how often it is done; `manage.py werk` does it."""

import logging
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from berichten.actions.versturen import verstuur_wachtende
from portal.actions.hervat_taken import hervat_taken
from portal.actions.publiceer_gepland import publiceer_gepland
from portal.models import Hartslag
from portal.planner import PeriodiekWerk, registreer
from search.actions.index_bijwerken import werk_bij
from search.actions.index_herbouwen import herbouw
from search.actions.ontvolgen import vergeet_onbevestigd
from search.actions.overzichten_versturen import verstuur_overzichten
from search.actions.zoekopdrachten_opruimen import ruim_zoekopdrachten_op
from search.engines import get_engine
from search.engines.contract import EngineUnavailable

logger = logging.getLogger(__name__)


def ruim_op() -> None:
    """Expired sessions, finished tasks, followers who never confirmed and signs of life of workers long gone."""
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)
    vergeet_onbevestigd()
    Hartslag.objects.filter(gezien_op__lt=timezone.now() - timedelta(days=1)).delete()


def vernieuw_zoekindex() -> None:
    """What is a word of the collection is known only from all of it, and what was removed leaves something behind."""
    try:
        herbouw()
    except EngineUnavailable as error:
        if not get_engine().status().rebuilding:
            raise  # and so it is tried again within the hour
        logger.warning("De zoekindex wordt later vernieuwd: %s", error)  # another process is at it just now


def registreer_alles() -> None:
    for werk in (
        # Readers wait for it: no mail server that hangs may hold it up, nor a worker that was killed while at it.
        PeriodiekWerk(
            "zoekindex bijwerken", timedelta(seconds=5), werk_bij, eigen_lus=True, claim=timedelta(seconds=20)
        ),
        # Takes minutes on a large site. A new site has just built its index.
        PeriodiekWerk("zoekindex vernieuwen", timedelta(days=7), vernieuw_zoekindex, eigen_lus=True, meteen=False),
        PeriodiekWerk("mail versturen", timedelta(seconds=10), verstuur_wachtende),
        PeriodiekWerk("gepland publiceren", timedelta(minutes=1), publiceer_gepland),
        PeriodiekWerk("overzichten versturen", timedelta(minutes=1), verstuur_overzichten),
        PeriodiekWerk("verlaten taken hervatten", timedelta(seconds=15), hervat_taken),
        PeriodiekWerk("opruimen", timedelta(days=1), ruim_op),
        PeriodiekWerk("zoekvragen vergeten", timedelta(days=1), ruim_zoekopdrachten_op),
    ):
        registreer(werk)
