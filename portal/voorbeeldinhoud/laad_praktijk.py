"""Praktijkvoorbeelden, sprekers and bijeenkomsten of the sample content."""

import datetime
import json
from io import BytesIO

from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.models import Page

from bestanden.models import Afbeelding
from bijeenkomsten.models import Agenda, Bijeenkomst, BijeenkomstSpreker, Programmaonderdeel, Spreker, SprekersOverzicht
from gemeenten.models import Provincie
from handreikingen.tekst_naar_blokken import html_naar_blokken
from portal.voorbeeldinhoud.lezen import Tekstbestand, lees_map
from portal.voorbeeldinhoud.plaatsen import Plaatser
from portal.voorbeeldinhoud.tekening import teken
from praktijkvoorbeelden.models import Praktijkvoorbeeld, PraktijkvoorbeeldenOverzicht

SECTIES = {
    "Aanleiding": "aanleiding",
    "Doel": "doel",
    "Aanpak": "aanpak",
    "Resultaten": "resultaten",
    "Lessen": "lessen",
    "Randvoorwaarden": "randvoorwaarden",
    "Kosten en inzet": "kosten_en_inzet",
}
LICENTIES = {"CC BY 4.0": Praktijkvoorbeeld.Licentie.CC_BY, "CC0 1.0": Praktijkvoorbeeld.Licentie.CC0}


def laad_praktijkvoorbeelden(plaatser: Plaatser) -> None:
    """Those that were taken over from another come after it."""
    ouder = PraktijkvoorbeeldenOverzicht.objects.get()
    bestanden = sorted(lees_map("praktijkvoorbeelden"), key=lambda b: ("overgenomen_van" in b.gegevens, b.slug))
    per_slug: dict[str, Praktijkvoorbeeld] = {}
    for bestand in bestanden:
        per_slug[bestand.slug] = _laad_praktijkvoorbeeld(plaatser, ouder, bestand, per_slug)


def _laad_praktijkvoorbeeld(
    plaatser: Plaatser, ouder: Page, bestand: Tekstbestand, eerdere: dict[str, Praktijkvoorbeeld]
) -> Praktijkvoorbeeld:
    bron_id = f"voorbeeldinhoud/{bestand.slug}"
    if bestaand := plaatser.bestaande(Praktijkvoorbeeld, bron_id):
        return bestaand
    gegevens = bestand.gegevens
    secties = bestand.secties()
    verzonnen = {}
    if gegevens["verzonnen"]:
        verzonnen = {"contact_email": f"{bestand.slug}@voorbeeld.example", **_tekening(bestand)}
    pagina = plaatser.plaats(
        ouder,
        Praktijkvoorbeeld,
        bestand,
        bron_id,
        gemeente=plaatser.gemeente(gegevens.get("gemeente")),
        partnergemeenten=[plaatser.gemeenten[naam] for naam in gegevens.get("partnergemeenten", [])],
        partners="\n".join(gegevens.get("partners", [])),
        licentie=LICENTIES.get(gegevens.get("licentie", ""), ""),
        overgenomen_van=eerdere.get(gegevens.get("overgenomen_van", "")),
        **{
            veld: gegevens[veld]
            for veld in (
                *("fase", "periode_van", "periode_tot", "onderbouwing", "contact_naam", "contact_functie"),
                *("laatst_bevestigd", "archief", "bron"),
            )
            if veld in gegevens
        },
        **{veld: secties[kop] for kop, veld in SECTIES.items() if kop in secties},
        **verzonnen,
    )
    plaatser.publiceer(pagina)
    return pagina


def _tekening(bestand: Tekstbestand) -> dict[str, object]:
    """An abstract drawing with one in three, so that pages with and without a picture can be judged."""
    if sum(bestand.slug.encode()) % 3:
        return {}
    beeld = ImageFile(BytesIO(teken(bestand.slug)), name=f"{bestand.slug}.png")
    afbeelding = Afbeelding.objects.create(
        title=f"Tekening bij {bestand.gegevens['titel']}",
        description="Gekantelde vlakken in groen, blauw en geel.",
        file=beeld,
        maker="De makers van dit portaal",
        rechten="CC0 1.0",
    )
    return {"foto": afbeelding, "foto_alt": "Tekening van gekantelde vlakken in groen, blauw en geel."}


def laad_sprekers(plaatser: Plaatser) -> None:
    ouder = SprekersOverzicht.objects.get()
    provincies = {label: waarde for waarde, label in Provincie.choices}
    for bestand in lees_map("sprekers"):
        gegevens = bestand.gegevens
        pagina = plaatser.plaats(
            ouder,
            Spreker,
            bestand,
            f"voorbeeldinhoud/{bestand.slug}",
            functie=gegevens["functie"],
            organisatie=gegevens.get("organisatie", ""),
            gemeente=plaatser.gemeente(gegevens.get("gemeente")),
            over=bestand.html,
            onderwerpen="\n".join(gegevens.get("onderwerpen", [])),
            provincies=[provincies[naam] for naam in gegevens.get("regios", [])],
            online=gegevens.get("online", False),
            talen=", ".join(gegevens.get("talen", ["Nederlands"])),
        )
        plaatser.publiceer(pagina)


def laad_bijeenkomsten(plaatser: Plaatser) -> None:
    ouder = Agenda.objects.get()
    sprekers = {spreker.slug: spreker for spreker in Spreker.objects.all()}
    for bestand in lees_map("bijeenkomsten"):
        gegevens = bestand.gegevens
        beschrijving, _, verslag = bestand.html.partition("<h2>Verslag</h2>")
        pagina = plaatser.plaats(
            ouder,
            Bijeenkomst,
            bestand,
            f"voorbeeldinhoud/{bestand.slug}",
            begin=timezone.make_aware(gegevens["begin"]),
            einde=timezone.make_aware(gegevens["einde"]),
            beschrijving=json.dumps(html_naar_blokken(beschrijving)),
            verslag=json.dumps(html_naar_blokken(verslag)),
            gemeente=plaatser.gemeente(gegevens.get("gemeente")),
            programma=[_programmaonderdeel(deel) for deel in gegevens.get("programma", [])],
            sprekers=[BijeenkomstSpreker(spreker=sprekers[slug]) for slug in gegevens.get("sprekers", [])],
            **{
                veld: gegevens[veld]
                for veld in ("vorm", "locatie_naam", "plaats", "capaciteit", "aanmelden_tot")
                if veld in gegevens
            },
        )
        plaatser.publiceer(pagina)


def _programmaonderdeel(deel: dict[str, str]) -> Programmaonderdeel:
    return Programmaonderdeel(
        tijd=datetime.datetime.strptime(deel["tijd"], "%H.%M").time(),
        titel=deel["titel"],
        toelichting=deel.get("toelichting", ""),
    )
