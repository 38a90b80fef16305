"""General pages, Kantelingboekjes, handreikingen and the modelverordening of the sample content."""

import json

from django.utils.text import slugify
from wagtail.models import Page

from handreikingen.actions.versie_vullen import vul_versie
from handreikingen.models import (
    Handreiking,
    HandreikingenOverzicht,
    HandreikingWijziging,
    Hoofdstuk,
    Kantelingboekje,
    KantelingboekjesOverzicht,
    KantelingboekjeWijziging,
    Modelverordening,
    ModelverordeningenOverzicht,
    Versie,
)
from handreikingen.regelingtekst import lees_regeling
from handreikingen.tekst_naar_blokken import html_naar_blokken
from portal.models import AlgemenePagina, Startpagina
from portal.voorbeeldinhoud.lezen import MAP, Tekstbestand, lees, lees_map
from portal.voorbeeldinhoud.plaatsen import Plaatser
from search.models import Schema

_DEZE_SITE = "https://deze-site.invalid"


def _blokken(html: str) -> str:
    """As blocks. Those drop links without a host, since text may come from anywhere; here they are ours, and stay."""
    blokken = html_naar_blokken(html.replace('href="/', f'href="{_DEZE_SITE}/'))
    return json.dumps(blokken).replace(_DEZE_SITE, "")


def laad_paginas(plaatser: Plaatser, start: Startpagina) -> None:
    bestanden = sorted(lees_map("paginas"), key=lambda b: (b.gegevens["pad"].count("/"), b.gegevens.get("volgorde", 0)))
    per_pad: dict[str, Page] = {"": start}
    for bestand in bestanden:
        ouderpad, _, slug = bestand.gegevens["pad"].rpartition("/")
        pagina = plaatser.plaats(
            per_pad[ouderpad],
            AlgemenePagina,
            bestand,
            f"voorbeeldinhoud/{bestand.gegevens['pad']}",
            slug=slug,
            tekst=_blokken(bestand.html),
        )
        plaatser.publiceer(pagina)
        per_pad[bestand.gegevens["pad"]] = pagina


def laad_boekjes(plaatser: Plaatser) -> None:
    ouder = KantelingboekjesOverzicht.objects.get()
    _laad_reeks(plaatser, ouder, "boekjes", "boekje.md", Kantelingboekje, KantelingboekjeWijziging)


def laad_handreikingen(plaatser: Plaatser) -> None:
    ouder = HandreikingenOverzicht.objects.get()
    _laad_reeks(plaatser, ouder, "handreikingen", "handreiking.md", Handreiking, HandreikingWijziging)


def _laad_reeks(
    plaatser: Plaatser,
    ouder: Page,
    map_naam: str,
    hoofdbestand: str,
    model: type[Handreiking] | type[Kantelingboekje],
    wijziging_model: type[HandreikingWijziging] | type[KantelingboekjeWijziging],
) -> None:
    for map_pad in sorted(pad for pad in (MAP / map_naam).iterdir() if pad.is_dir()):
        hoofd, *hoofdstukken = lees(map_pad / hoofdbestand, *sorted(map_pad.glob("[0-9]*.md")))
        wijzigingen = [
            wijziging_model(datum=w["datum"], aard=w["soort"], tekst=w["tekst"])
            for w in hoofd.gegevens.get("wijzigingen", [])
        ]
        publicatie = plaatser.plaats(
            ouder,
            model,
            hoofd,
            f"voorbeeldinhoud/{map_pad.name}",
            slug=map_pad.name,
            inleiding=_blokken(hoofd.html),
            wijzigingen=wijzigingen,
        )
        if publicatie.live:
            continue
        for hoofdstuk in hoofdstukken:
            _laad_hoofdstuk(plaatser, publicatie, hoofdstuk)
        plaatser.publiceer(publicatie)


def _laad_hoofdstuk(plaatser: Plaatser, publicatie: Handreiking | Kantelingboekje, bestand: Tekstbestand) -> None:
    """A chapter shares date, concepts and origin with the publication it belongs to."""
    _, _, slug = bestand.slug.partition("-")
    hoofdstuk = plaatser.plaats(
        publicatie,
        Hoofdstuk,
        bestand,
        f"{publicatie.bron_id}/{slug}",
        slug=slug,
        tekst=_blokken(bestand.html),
        publicatiedatum=publicatie.publicatiedatum,
        verzonnen=publicatie.verzonnen,
        begrippen=list(publicatie.begrippen.all()),
    )
    plaatser.publiceer(hoofdstuk)


def laad_modelverordening(plaatser: Plaatser) -> None:
    ouder = ModelverordeningenOverzicht.objects.get()
    vorige: Versie | None = None
    for bestand in sorted(lees_map("modelverordening"), key=lambda b: b.gegevens["gepubliceerd_op"]):
        gegevens = bestand.gegevens
        wet = plaatser.begrippen[Schema.WETTELIJK_KADER, gegevens["wet"]]
        model = Modelverordening.objects.filter(wet=wet).first() or ouder.add_child(
            instance=Modelverordening(
                title=gegevens["naam"],
                slug=slugify(gegevens["wet"]),
                wet=wet,
                inleiding=(
                    "Een gemeente legt in een verordening vast hoe zij de wet uitvoert. Dit model is daarvoor een "
                    "vertrekpunt. Het geldt zelf niet als regel: dat doet alleen de verordening van uw gemeente."
                ),
            )
        )
        naam = f"Versie {gegevens['datum_weergave']}" + (", concept" if gegevens["status"] == "concept" else "")
        versie = plaatser.plaats(
            model,
            Versie,
            Tekstbestand(bestand.slug, {**gegevens, "titel": naam, "verzonnen": gegevens["verzonnen_tekst"]}, "", ""),
            f"voorbeeldinhoud/modelverordening/{bestand.slug}",
            samenvatting=_samenvatting(gegevens["status"], gegevens["datum_weergave"]),
            status=gegevens["status"],
            vastgesteld_op=gegevens["gepubliceerd_op"],
            datum_weergave=gegevens["datum_weergave"],
            publicatiedatum=gegevens["gepubliceerd_op"],
            toelichting=gegevens["toelichting_versie"].strip(),
            begrippen=[wet, plaatser.begrippen[Schema.THEMA, "Toegang en melding"]],
        )
        if not versie.live:
            herkomst = {**gegevens.get("herkomst", {}), **dict.fromkeys(gegevens.get("nieuw", []), "")}
            vul_versie(versie, lees_regeling(bestand.markdown), vorige=vorige, herkomst=herkomst)
            plaatser.publiceer(versie)
        vorige = versie


def _samenvatting(status: str, verschenen: str) -> str:
    if status == "concept":
        return (
            f"Concept uit {verschenen}, dat vooruitloopt op nieuwe taken van gemeenten. "
            "Het actuele model blijft dat van eind 2010."
        )
    return f"De gekantelde modelverordening van {verschenen}: eerst de melding en het gesprek, daarna pas de aanvraag."
