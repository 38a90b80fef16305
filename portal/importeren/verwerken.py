"""Records into pages, a batch at a time: each batch goes in whole, or each of its records by itself."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from bestanden.models import Bestand
from handreikingen.models import Hoofdstuk
from portal.importeren.bijlagen import bewaar_bestand
from portal.importeren.bijwerken import werk_bij
from portal.importeren.nieuwe_paginas import NieuwePagina, voeg_toe
from portal.importeren.record import Record, Recordfout
from portal.importeren.soorten import SOORTEN
from portal.models import Importrecord
from portal.tasks import ververs_verwijzingen
from search.actions.index_wijziging import uitgesteld_indexeren
from search.models import VindbarePagina

Sleutel = tuple[str, str]


class Uitkomst(Enum):
    TOEGEVOEGD = "toegevoegd"
    GEWIJZIGD = "gewijzigd"
    ONGEWIJZIGD = "ongewijzigd"
    MISLUKT = "mislukt"


@dataclass(frozen=True)
class Resultaat:
    record: Record
    uitkomst: Uitkomst
    reden: str = ""


@dataclass(frozen=True)
class _Bekend:
    """What the portal has of a record."""

    pagina_id: int
    vingerafdruk: str  # empty for a page that came by another way


def verwerk(records: Sequence[Record]) -> list[Resultaat]:
    """Bring these records (of different keys) in; what fails leaves the others alone."""
    try:
        return _verwerk_samen(records)
    except (DatabaseError, ValidationError, Recordfout) as fout:
        if len(records) == 1:
            return [Resultaat(records[0], Uitkomst.MISLUKT, _reden(fout))]
    return [resultaat for record in records for resultaat in verwerk([record])]


def _reden(fout: Exception) -> str:
    if isinstance(fout, ValidationError):
        return " ".join(fout.messages)
    if isinstance(fout, DatabaseError):
        return f"de database weigert dit record ({fout})"
    return str(fout)


def _verwerk_samen(records: Sequence[Record]) -> list[Resultaat]:
    bekend = _bekende(records)
    anders = [record for record in records if not _is_gelijk(record, bekend)]
    bijlagen = {record.sleutel: [bewaar_bestand(pad) for pad in record.bestanden] for record in anders}
    with transaction.atomic(), uitgesteld_indexeren(), disable_reference_index_auto_update():
        uit: list[Resultaat] = []
        nieuw: list[Record] = []
        geraakt: list[int] = []
        for record in anders:
            if staat := bekend.get(record.sleutel):
                _wijzig(record, staat, bijlagen[record.sleutel])
                geraakt.append(staat.pagina_id)
                uit.append(Resultaat(record, Uitkomst.GEWIJZIGD))
            else:
                nieuw.append(record)
        geraakt += _voeg_toe(nieuw, bijlagen)
        uit += [Resultaat(record, Uitkomst.TOEGEVOEGD) for record in nieuw]
        if geraakt:
            ververs_verwijzingen.enqueue(geraakt)
    return uit + [Resultaat(record, Uitkomst.ONGEWIJZIGD) for record in records if _is_gelijk(record, bekend)]


def _is_gelijk(record: Record, bekend: Mapping[Sleutel, _Bekend]) -> bool:
    """Whether nothing changed since it last came in."""
    return record.sleutel in bekend and bekend[record.sleutel].vingerafdruk == record.vingerafdruk


def _bekende(records: Sequence[Record]) -> dict[Sleutel, _Bekend]:
    bekend: dict[Sleutel, _Bekend] = {}
    for soort, groep in _per_soort(records).items():
        ids = [record.bron_id for record in groep]
        paginas = SOORTEN[soort].model._default_manager.filter(bron_id__in=ids).values_list("bron_id", "pk")
        bekend.update({(soort, bron_id): _Bekend(pk, "") for bron_id, pk in paginas})
        importrecords = Importrecord.objects.filter(soort=soort, bron_id__in=ids)
        bekend.update({(soort, een.bron_id): _Bekend(een.pagina_id, een.vingerafdruk) for een in importrecords})
    return bekend


def _per_soort(records: Sequence[Record]) -> dict[str, list[Record]]:
    groepen: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groepen[record.soort].append(record)
    return groepen


def _wijzig(record: Record, staat: _Bekend, bijlagen: Sequence[Bestand]) -> None:
    soort = SOORTEN[record.soort]
    pagina: VindbarePagina = soort.model._default_manager.get(pk=staat.pagina_id)
    werk_bij(pagina, soort.inhoud(record), record.begrippen, bijlagen)
    Importrecord.objects.update_or_create(
        soort=record.soort,
        bron_id=record.bron_id,
        defaults={"vingerafdruk": record.vingerafdruk, "pagina_id": staat.pagina_id},
    )


def _voeg_toe(records: Sequence[Record], bijlagen: Mapping[Sleutel, Sequence[Bestand]]) -> list[int]:
    """New pages for these records; gives their keys and those of their chapters."""
    sleutels: list[int] = []
    for soort, groep in _per_soort(records).items():
        nieuw = [_nieuwe_pagina(record, bijlagen[record.sleutel]) for record in groep]
        voeg_toe(SOORTEN[soort].ouder._default_manager.get(), nieuw)
        Importrecord.objects.bulk_create(
            [
                Importrecord(
                    soort=soort,
                    bron_id=record.bron_id,
                    vingerafdruk=record.vingerafdruk,
                    pagina_id=een.pagina.pk,
                )
                for record, een in zip(groep, nieuw, strict=True)
            ]
        )
        sleutels += [deel.pagina.pk for een in nieuw for deel in een.allen]
    return sleutels


def _nieuwe_pagina(record: Record, bijlagen: Sequence[Bestand]) -> NieuwePagina:
    soort = SOORTEN[record.soort]
    inhoud = soort.inhoud(record)
    hoofdstukken = [
        NieuwePagina(Hoofdstuk(**deel.velden(), publicatiedatum=record.datum), str(nummer))
        for nummer, deel in enumerate(inhoud.hoofdstukken, start=1)
    ]
    return NieuwePagina(soort.model(**inhoud.velden), record.bron_id, record.begrippen, bijlagen, hoofdstukken)
