"""The names that records use, looked up in memory."""

from django.utils.text import slugify

from gemeenten.models import Gemeente
from search.models import Begrip
from search.models.begrip import Schema


class Naslag:
    """Gemeenten by code or name, concepts by any of their labels; loaded once per import."""

    def __init__(self) -> None:
        self._gemeenten: dict[str, Gemeente] = {}
        for gemeente in Gemeente.objects.all():
            self._gemeenten[gemeente.code.lower()] = gemeente
            self._gemeenten.setdefault(slugify(gemeente.naam), gemeente)
        self._begrippen: dict[tuple[str, str], Begrip] = {}
        begrippen = list(Begrip.objects.all())
        for begrip in begrippen:
            self._begrippen[begrip.schema, slugify(begrip.label)] = begrip
        for begrip in begrippen:
            for naam in (begrip.slug, begrip.afkorting, *begrip.alternatieve_labels):
                self._begrippen.setdefault((begrip.schema, slugify(naam)), begrip)

    def gemeente(self, naam: str) -> Gemeente | None:
        sleutel = naam.strip().lower()
        return self._gemeenten.get(sleutel) or self._gemeenten.get(slugify(sleutel.removeprefix("gemeente ")))

    def begrip(self, schema: str, naam: str) -> Begrip | None:
        schema = slugify(schema.replace("_", "-"))
        return self._begrippen.get((_MEERVOUD.get(schema, schema), slugify(naam))) if slugify(naam) else None


_MEERVOUD = {
    "themas": Schema.THEMA,
    "doelgroepen": Schema.DOELGROEP,
    "verschuivingen": Schema.VERSCHUIVING,
    "resultaatgebieden": Schema.RESULTAATGEBIED,
}
