"""Place a page of the sample content in the tree, once, with its concepts and dates."""

from typing import Any, TypeVar

from django.utils import timezone
from wagtail.models import Page

from gemeenten.models import Gemeente
from portal.voorbeeldinhoud.lezen import Tekstbestand
from search.models import Begrip, VindbarePagina, Wetsartikel

P = TypeVar("P", bound=VindbarePagina)


class Plaatser:
    """Creates and publishes pages; a page that is there already (by bron_id) is left as it is."""

    def __init__(self) -> None:
        self.toegevoegd = 0
        self.begrippen = {(begrip.schema, begrip.label): begrip for begrip in Begrip.objects.all()}
        self.wetsartikelen = {str(artikel): artikel for artikel in Wetsartikel.objects.select_related("wet")}
        self.gemeenten = {gemeente.naam: gemeente for gemeente in Gemeente.objects.all()}

    def bestaande(self, model: type[P], bron_id: str) -> P | None:
        pagina: P | None = model.objects.filter(bron_id=bron_id).first()
        return pagina

    def plaats(self, ouder: Page, model: type[P], bestand: Tekstbestand, bron_id: str, **velden: Any) -> P:
        """The page of this file under `ouder`: the existing one, or a new one made from the front matter."""
        if pagina := self.bestaande(model, bron_id):
            return pagina
        gegevens = bestand.gegevens
        pagina = model(
            title=gegevens.get("titel") or gegevens["naam"],
            samenvatting=gegevens.get("samenvatting", ""),
            publicatiedatum=gegevens.get("datum") or timezone.localdate(),
            verzonnen=gegevens.get("verzonnen", False),
            bron_id=bron_id,
            slug=velden.pop("slug", bestand.slug),
            live=False,
        )
        for naam, waarde in {
            "begrippen": self._begrippen(gegevens),
            "wetsartikelen": [self.wetsartikelen[naam] for naam in gegevens.get("wetsartikelen", [])],
            **velden,
        }.items():
            setattr(pagina, naam, waarde)
        ouder.add_child(instance=pagina)
        self.toegevoegd += 1
        return pagina

    def publiceer(self, pagina: VindbarePagina) -> None:
        if not pagina.live:
            pagina.save_revision().publish()

    def gemeente(self, naam: str | None) -> Gemeente | None:
        return self.gemeenten[naam] if naam else None

    def _begrippen(self, gegevens: dict[str, Any]) -> list[Begrip]:
        return [
            self.begrippen[schema, label]
            for schema, labels in gegevens.get("begrippen", {}).items()
            for label in labels
        ]
