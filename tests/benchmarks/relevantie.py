"""How well search answers: nDCG@10, MRR and empty answers, beside plain BM25 and Wagtail's own search.

Each set has a portal of its own, kept for the next run: the sample content, and on top of it the documents of the set,
imported. The known-item sets keep from a document its title, which is the query. Without ../shared there is nothing
to measure. Where the machine can run Elasticsearch, the portals are measured on that engine too.

Inside such a portal (PORTAL_VAR=var/bench/relevantie-beoordeeld) `python -m tests.benchmarks.relevantie beoordeeld
slechtste` lists the judged queries that do worst, without those that are kept for the final figure.
"""

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks.collecties import Collectie
from tests.benchmarks.tabel import Tabel
from tests.benchmarks.zoekmachine import elasticsearch_url
from tests.relevantie.collectie import records, sleutel, teksten
from tests.relevantie.maten import Figuren, antwoorden, figuren, ndcg
from tests.relevantie.oordelen import BEOORDEELD, GEDEELD, HELFTEN, NIETS, SETS, Vraag, vragen

RECEPT = 1  # raise it when the records change: kept portals are then made anew
INGEBOUWD, ELASTICSEARCH = "embedded", "Elasticsearch"
BM25, WAGTAIL, WAGTAIL_TEKST = "plain BM25", "Wagtail, titles", "Wagtail, with text"
ALLE = "all"
_SLECHTSTE = 25
_UITLEG = "nDCG@10 / MRR / queries that find nothing. Wagtail finds pages only, so no articles of a regulation."

Gemeten = dict[str, dict[str, Figuren]]  # what answered -> group of queries -> how well


def meet(onder: Path) -> list[Tabel]:
    if not GEDEELD.exists():
        return [Tabel("Relevance: skipped, ../shared is not on this machine", ["set"], [])]
    with elasticsearch_url() as url:
        gemeten = {naam: _meet_set(naam, onder, url) for naam in SETS}
    per_set = [_rij(naam, naam, ALLE, gemeten) for naam in SETS]
    per_set += [_rij(f"{BEOORDEELD}, {helft}", BEOORDEELD, helft, gemeten) for helft in HELFTEN]
    soorten = [groep for groep in gemeten[BEOORDEELD][BM25] if groep not in (ALLE, *HELFTEN)]
    kolommen = ["queries", *gemeten[BEOORDEELD]]
    return [
        Tabel("Relevance", ["set", *kolommen], per_set, _UITLEG),
        Tabel(
            "Relevance per kind of query",
            ["kind", *kolommen],
            [_rij(soort, BEOORDEELD, soort, gemeten) for soort in soorten],
            f"Of the kind {NIETS} no document is an answer: there, finding nothing is right.",
        ),
    ]


def _rij(label: str, naam: str, groep: str, gemeten: Mapping[str, Gemeten]) -> list[str]:
    per_kolom = [van[groep] for van in gemeten[naam].values()]
    return [label, str(per_kolom[0].vragen), *(str(van) for van in per_kolom)]


def _meet_set(naam: str, onder: Path, url: str) -> Gemeten:
    portaal = _portaal(naam, onder)
    gemeten = _gelezen(portaal.meting("relevantie", naam))
    if url:
        op_elasticsearch = replace(portaal, elasticsearch_url=url)
        op_elasticsearch.beheer("zoekindex", "opnieuw")
        gemeten.update(_gelezen(op_elasticsearch.meting("relevantie", naam, "alleen-portaal")))
    return gemeten


def _gelezen(uitvoer: Mapping[str, Mapping[str, Sequence[Any]]]) -> Gemeten:
    return {kolom: {groep: Figuren(*cijfers) for groep, cijfers in van.items()} for kolom, van in uitvoer.items()}


def _portaal(naam: str, onder: Path) -> Collectie:
    """The portal of this set with a fresh index, made if it is not there yet."""
    alle = teksten(naam)
    portaal = Collectie(len(alle), onder.resolve() / f"relevantie-{naam}")
    if portaal.metingen.get("recept") == RECEPT:
        portaal.beheer("gereedmaken")  # the code may be newer than the portal
        portaal.beheer("zoekindex", "opnieuw")
        return portaal
    print(f"Making the portal of {naam} in {portaal.map} …", file=sys.stderr, flush=True)
    shutil.rmtree(portaal.map, ignore_errors=True)
    portaal.map.mkdir(parents=True)
    with portaal.bestand.open("w", encoding="utf-8") as bestand:
        bestand.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records(alle))
    portaal.beheer("gereedmaken")
    portaal.beheer("importeer", str(portaal.bestand))
    portaal.beheer("zoekindex", "opnieuw")
    portaal.meting("omvang", "zonder-wachtrij")
    portaal.bewaar({"recept": RECEPT})
    return portaal


# -- inside a portal -----------------------------------------------------------------------------------------------


def portaal_zoekt(q: str) -> list[str]:
    """The first page of the portal's own search."""
    from search.query import Zoekvraag
    from search.results import zoek

    resultaten = zoek(Zoekvraag(q=q))
    if resultaten.storing:
        raise RuntimeError("The engine does not answer")
    return [sleutel(treffer.bron_id, treffer.url) for treffer in resultaten.treffers]


def meet_hier(naam: str, alleen_portaal: bool) -> dict[str, dict[str, Figuren]]:
    from django.conf import settings

    alle = vragen(naam)
    gevonden = {ELASTICSEARCH if settings.ELASTICSEARCH_URL else INGEBOUWD: antwoorden(alle, portaal_zoekt)}
    if not alleen_portaal:
        from tests.relevantie.ijkpunten import WoordenTussenSpaties, alle_documenten, wagtail, wagtail_met_tekst

        gevonden[BM25] = antwoorden(alle, WoordenTussenSpaties(alle_documenten()))
        gevonden[WAGTAIL] = antwoorden(alle, wagtail)
        with wagtail_met_tekst():
            gevonden[WAGTAIL_TEKST] = antwoorden(alle, wagtail)
    return {
        kolom: {groep: figuren(van, antwoord) for groep, van in groepen(alle).items()}
        for kolom, antwoord in gevonden.items()
    }


def groepen(alle: Sequence[Vraag]) -> dict[str, list[Vraag]]:
    """All that have an answer, those of each half, and those of each kind."""
    met_antwoord = [vraag for vraag in alle if vraag.judgments]
    gegroepeerd = {ALLE: met_antwoord}
    for vraag in met_antwoord:
        if vraag.half:
            gegroepeerd.setdefault(vraag.half, []).append(vraag)
    for vraag in alle:
        if vraag.kind:
            gegroepeerd.setdefault(vraag.kind, []).append(vraag)
    return gegroepeerd


def toon_slechtste(alle: Iterable[Vraag]) -> None:
    """Per query what was found and how it was judged (? is: nobody looked at it), and what was missed."""
    om_te_zien = [vraag for vraag in alle if vraag.half != HELFTEN[1] and vraag.judgments]
    gevonden = antwoorden(om_te_zien, portaal_zoekt)
    print(f"{figuren(om_te_zien, gevonden)}\n")
    for vraag in sorted(om_te_zien, key=lambda v: ndcg(gevonden[v.id], v.judgments))[:_SLECHTSTE]:
        treffers = gevonden[vraag.id]
        print(f"{ndcg(treffers, vraag.judgments):.3f} {vraag.id}: {vraag.q}")
        for treffer in treffers:
            print(f"    {'0' if treffer in vraag.irrelevant else vraag.judgments.get(treffer, '?')} {treffer}")
        gemist = {document: grade for document, grade in vraag.judgments.items() if document not in treffers}
        print("    missed:", ", ".join(f"{document} ({grade})" for document, grade in gemist.items() if grade > 1))


if __name__ == "__main__":
    import django

    django.setup()
    if "slechtste" in sys.argv:
        toon_slechtste(vragen(sys.argv[1]))
    else:
        gemeten = meet_hier(sys.argv[1], "alleen-portaal" in sys.argv)
        print(
            json.dumps(
                {
                    kolom: {groep: [van.ndcg, van.mrr, van.leeg, van.vragen] for groep, van in per_groep.items()}
                    for kolom, per_groep in gemeten.items()
                }
            )
        )
