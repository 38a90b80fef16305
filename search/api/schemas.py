"""What the API takes and gives, as its description tells it to re-users."""

import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field

from search.api.values import Dag, Jaar, Naam, Sortering, Waarden, Zoals, or_default
from search.document import VERZONNEN
from search.query import EARLIEST_YEAR, LAST_PAGE, LONGEST_QUERY, LONGEST_VALUE, MOST_VALUES, PER_PAGE, YEARS_AHEAD

MOST_PER_PAGE = 100


def _example(value: Any) -> dict[str, Any]:
    """For a parameter: its `examples` in the description would have to be an object, and ninja copies a list there."""
    return {"example": value}


class Parameters(Schema):
    q: str = Field(
        "",
        description=f"Zoekwoorden, in het Nederlands. Woorden tussen aanhalingstekens horen bij elkaar. Na "
        f"{LONGEST_QUERY} tekens telt de rest niet mee. Leeg: alles, met het nieuwste eerst.",
        json_schema_extra=_example('"hulp bij het huishouden"'),
    )
    soort: Waarden = Field(
        [],
        description="Soort: praktijkvoorbeeld, handreiking, kantelingboekje, hoofdstuk, modelverordening, artikel, "
        "bijeenkomst, spreker of pagina. Mag vaker voorkomen, net als de andere filters: binnen één filter is een "
        f"van de waarden genoeg, en alle filters gelden samen. Per filter hoogstens {MOST_VALUES} waarden van "
        f"{LONGEST_VALUE} tekens.",
        json_schema_extra=_example(["praktijkvoorbeeld"]),
    )
    thema: Waarden = Field(
        [],
        description="Thema. Welke er zijn, en hoe u ze meegeeft, staat in de facetten van elk antwoord. "
        "Dat geldt ook voor de filters hieronder.",
        json_schema_extra=_example(["mantelzorg"]),
    )
    doelgroep: Waarden = Field([], description="Voor wie.", json_schema_extra=_example(["ouderen"]))
    verschuiving: Waarden = Field(
        [], description="Een van de acht verschuivingen.", json_schema_extra=_example(["meer-maatwerk"])
    )
    resultaatgebied: Waarden = Field(
        [],
        description="Het resultaat waar het om gaat: een van de acht resultaatgebieden.",
        json_schema_extra=_example(["geschikt-huis"]),
    )
    wettelijk_kader: Waarden = Field(
        [], alias="wettelijk-kader", description="De wet waarop het rust.", json_schema_extra=_example(["wmo-2015"])
    )
    provincie: Waarden = Field([], description="Provincie van de gemeente.", json_schema_extra=_example(["overijssel"]))
    gemeente: Waarden = Field([], description="Gemeente, met haar CBS-code.", json_schema_extra=_example(["GM0193"]))
    jaar: Waarden = Field([], description="Jaar van de datum die erbij staat.", json_schema_extra=_example(["2014"]))
    fase: Waarden = Field([], description="Fase van een praktijkvoorbeeld.", json_schema_extra=_example(["uitvoering"]))
    van: Jaar = Field(
        None,
        description=f"Vanaf dit jaar; niet voor {EARLIEST_YEAR} en niet na tot.",
        json_schema_extra=_example(2012),
    )
    tot: Jaar = Field(
        None, description=f"Tot en met dit jaar; hoogstens {YEARS_AHEAD} jaar na nu.", json_schema_extra=_example(2014)
    )
    sinds: Dag = Field(
        None,
        description="Alleen wat op of na deze dag op de website kwam; niet in de toekomst.",
        json_schema_extra=_example("2026-11-01"),
    )
    mijn: Naam = Field(
        "",
        max_length=LONGEST_VALUE,
        description="Een gemeente, met haar naam of CBS-code. Hoort bij zoals.",
        json_schema_extra=_example("Zwolle"),
    )
    zoals: Zoals = Field(
        None,
        description="Alleen van gemeenten zoals mijn gemeente: omvang (even groot), buurt (in de buurt) of provincie "
        "(dezelfde provincie).",
        json_schema_extra=_example("omvang"),
    )
    sortering: Sortering = Field(
        None, description="Zonder deze keuze: op relevantie als er zoekwoorden zijn, anders op datum."
    )
    pagina: Annotated[int, or_default(1)] = Field(
        1, ge=1, le=LAST_PAGE, description="Welke pagina met resultaten. Na de laatste zijn er geen resultaten meer."
    )
    per_pagina: Annotated[int, or_default(PER_PAGE)] = Field(
        PER_PAGE, ge=1, le=MOST_PER_PAGE, description="Hoeveel resultaten op een pagina."
    )


class Resultaat(Schema):
    id: str = Field(description="Blijvend kenmerk.", examples=["pagina-12"])
    soort: str = Field(examples=["praktijkvoorbeeld"])
    bron_id: str = Field(description="Nummer in de bron, als het ergens is overgenomen; anders leeg.")
    titel: str = Field(examples=["De mantelzorgadviesraad van Zwolle"])
    url: str = Field(description="Adres op deze website.")
    datum: datetime.date | None
    fragment: str = Field(description="HTML: alleen <mark> om de gevonden woorden, de rest is ontdaan van opmaak.")
    verzonnen: bool = Field(description="De inhoud is verzonnen, om te laten zien hoe de website werkt.")
    bericht: str | None = Field(description=f'"{VERZONNEN}" als de inhoud verzonnen is. Neem dat over.')


class Facetwaarde(Schema):
    waarde: str = Field(description="Wat u als filter meegeeft.", examples=["mantelzorg"])
    label: str = Field(description="Hoe het heet.", examples=["Mantelzorg"])
    aantal: int = Field(description="Hoeveel resultaten dit hebben.")


class Antwoord(Schema):
    totaal: int = Field(description="Hoeveel resultaten er zijn.")
    pagina: int
    aantal_paginas: int
    vorige: str | None = Field(description="Adres van de vorige pagina.")
    volgende: str | None = Field(description="Adres van de volgende pagina.")
    resultaten: list[Resultaat]
    facetten: dict[str, list[Facetwaarde]] = Field(
        description="Waarmee u verder kunt filteren. De aantallen van een filter kloppen ook als u er al een koos."
    )
    suggestie: str | None = Field(description="Andere zoekwoorden, als een woord onbekend is.")
    gezocht_op: str | None = Field(
        description="De verbeterde zoekwoorden, als met de gegeven woorden niets te vinden was."
    )
    storing: bool = Field(description="De zoekmachine antwoordt niet: er is alleen in titels gezocht, zonder facetten.")


class Probleem(Schema):
    """Wat er mis is, volgens RFC 9457."""

    model_config = ConfigDict(title="Probleem")

    type: str = Field("about:blank", description="Het soort probleem.")
    title: str = Field(description="De statuscode in woorden.", examples=["Unprocessable Entity"])
    status: int = Field(description="De statuscode.", examples=[422])
    detail: str = Field("", description="Wat er aan de hand is.", examples=["per_pagina: hoogstens 100"])
