"""Search keeps answering as well as it did: floors for each set of judged queries, through `zoek()`, on each engine.

A floor is a little below the figure of the day it was set; raise it when search got better. A change that lowers a
figure below its floor is a loss to readers, or the floor had better be argued with. Needs ../shared.
"""

import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from elasticsearch import Elasticsearch
from pytest_django.plugin import DjangoDbBlocker

from search.actions.index_herbouwen import herbouw
from search.query import Zoekvraag
from search.results import zoek
from search.sources import register_source, sources
from tests.relevantie.collectie import SECTIES, Tekstbron, sleutel, teksten
from tests.relevantie.ijkpunten import alle_documenten
from tests.relevantie.maten import Figuren, antwoorden, figuren
from tests.relevantie.oordelen import BEKEND, BEOORDEELD, HELFTEN, SETS, Vraag, vragen

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SECTIES.exists(), reason="shared/belasting and shared/relevantie are not on this machine"),
    pytest.mark.elasticsearch,
    pytest.mark.xdist_group("relevantie"),  # measured once, in one process
]

# Set, or half of the judged set -> nDCG@10, MRR, and the part that finds nothing at most.
VLOEREN = {
    "don": (0.795, 0.745, 0.02),
    "algoritmekader": (0.825, 0.79, 0.01),
    "afstemmen": (0.81, 0.895, 0.03),
    "eindcijfer": (0.805, 0.89, 0.01),
}
MOTOREN = ("ingebouwd", "elastic")
VERSCHIL = 0.01  # the two engines may differ by
_POGINGEN = 5
_RUST = 5.0  # seconds

Gemeten = Mapping[str, Mapping[str, Figuren]]  # engine -> set or half -> how well it answers


@pytest.fixture(scope="module")
def gemeten(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    elasticsearch_url: str,
) -> Iterator[Gemeten]:
    """The sample content with the documents of each set beside it, measured on each engine."""
    with django_db_blocker.unblock(), transaction.atomic():
        for opdracht in ("laad_gemeenten", "laad_begrippen", "voorbeeldinhoud"):
            call_command(opdracht, stdout=StringIO())
        prefix = f"test-relevantie-{uuid.uuid4().hex[:8]}"
        yield {
            "ingebouwd": _meet(tmp_path_factory.mktemp("ingebouwd")),
            "elastic": _meet(
                tmp_path_factory.mktemp("elastic"),
                ELASTICSEARCH_URL=elasticsearch_url,
                ELASTICSEARCH_PREFIX=prefix,
                ELASTICSEARCH_REPLICAS=0,
            ),
        }
        transaction.set_rollback(True)
    with Elasticsearch(elasticsearch_url) as server:
        server.indices.delete(index=list(server.indices.get(index=f"{prefix}-*", filter_path="*.aliases")))


def _meet(map_: Path, **instellingen: Any) -> dict[str, Figuren]:
    gevonden: dict[str, Figuren] = {}
    for naam in SETS:
        hier = override_settings(SEARCH_INDEX_DIR=map_ / naam, **instellingen)
        with hier, pytest.MonkeyPatch.context() as even:
            even.setattr("search.sources._sources", sources())
            register_source(Tekstbron(teksten(naam)))
            herbouw()
            gevonden.update(_figuren(naam))
    return gevonden


def _figuren(naam: str) -> dict[str, Figuren]:
    met_antwoord = [vraag for vraag in vragen(naam) if vraag.judgments]
    if naam == BEOORDEELD:
        bekend = {tekst.id for tekst in alle_documenten()}
        verweesd = {document for vraag in met_antwoord for document in vraag.judgments} - bekend
        assert not verweesd, "judged documents that are no longer there"
    gevonden = antwoorden(met_antwoord, _zoekt)
    return {groep: figuren(van, gevonden) for groep, van in _groepen(naam, met_antwoord)}


def _groepen(naam: str, alle: Sequence[Vraag]) -> list[tuple[str, list[Vraag]]]:
    if naam in BEKEND:
        return [(naam, list(alle))]
    return [(helft, [vraag for vraag in alle if vraag.half == helft]) for helft in HELFTEN]


def _zoekt(q: str) -> list[str]:
    """On a busy machine a reader's patience may end, and then the portal leaves the engine alone for a while."""
    for _ in range(_POGINGEN):
        resultaten = zoek(Zoekvraag(q=q))
        if not resultaten.storing:
            break
        time.sleep(_RUST)
    assert not resultaten.storing
    return [sleutel(treffer.bron_id, treffer.url) for treffer in resultaten.treffers]


@pytest.mark.parametrize("groep", VLOEREN)
@pytest.mark.parametrize("motor", MOTOREN)
def test_floor(gemeten: Gemeten, motor: str, groep: str) -> None:
    ndcg, mrr, leeg = VLOEREN[groep]
    nu = gemeten[motor][groep]
    assert nu.ndcg >= ndcg, f"{groep}: nDCG@10 {nu.ndcg:.4f}"
    assert nu.mrr >= mrr, f"{groep}: MRR {nu.mrr:.4f}"
    assert nu.leeg <= leeg, f"{groep}: {nu.leeg:.1%} finds nothing"


@pytest.mark.parametrize("groep", VLOEREN)
def test_engines_agree(gemeten: Gemeten, groep: str) -> None:
    cijfers = [gemeten[motor][groep].ndcg for motor in MOTOREN]
    assert max(cijfers) - min(cijfers) <= VERSCHIL, f"{groep}: {dict(zip(MOTOREN, cijfers, strict=True))}"
