"""All periodic work of the portal, with how often it is done; `manage.py werk` does it."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from berichten.actions.versturen import verstuur_wachtende
from portal.actions.hervat_taken import hervat_taken
from portal.actions.publiceer_gepland import publiceer_gepland
from portal.models import Hartslag
from portal.planner import registreer
from search.actions.index_bijwerken import werk_bij
from search.actions.ontvolgen import vergeet_onbevestigd
from search.actions.overzichten_versturen import verstuur_overzichten
from search.actions.zoekopdrachten_opruimen import ruim_zoekopdrachten_op


def ruim_op() -> None:
    """Expired sessions, finished tasks, followers who never confirmed and signs of life of workers long gone."""
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)
    vergeet_onbevestigd()
    Hartslag.objects.filter(gezien_op__lt=timezone.now() - timedelta(days=1)).delete()


def registreer_alles() -> None:
    registreer("zoekindex bijwerken", timedelta(seconds=5), werk_bij)
    registreer("mail versturen", timedelta(seconds=10), verstuur_wachtende)
    registreer("gepland publiceren", timedelta(minutes=1), publiceer_gepland)
    registreer("overzichten versturen", timedelta(minutes=1), verstuur_overzichten)
    registreer("verlaten taken hervatten", timedelta(seconds=15), hervat_taken)
    registreer("opruimen", timedelta(days=1), ruim_op)
    registreer("zoekvragen vergeten", timedelta(days=1), ruim_zoekopdrachten_op)
