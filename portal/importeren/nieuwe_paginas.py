"""Many new published pages at once.

Wagtail adds pages one by one, each with a dozen queries that grow with the number of siblings. Here a batch takes
a fixed number: places in the tree are handed out in memory under a lock on the parent, and the tables are filled
with one statement each. Saved as "raw", as fixtures are, so no receiver of post_save acts on a half-made page; what
receivers would do (search, files, references) is done here for the whole batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.text import slugify
from modelcluster.models import (
    get_all_child_m2m_relations,
    get_all_child_relations,
    get_serializable_data_for_fields,
)
from wagtail.models import Page, Revision

from bestanden.actions.openbaarheid import zet_openbaar
from bestanden.models import Bestand
from search.actions.index_wijziging import meld_wijzigingen
from search.actions.openbaarheid_bijwerken import bron_van
from search.boom import direct_onder
from search.models import Begrip, VindbarePagina
from search.page_source import NAAM as PAGINA

_SLUG_MAXIMUM = 100
_PAGINAVELDEN = [veld for veld in Page._meta.concrete_fields if not veld.primary_key]


@dataclass
class NieuwePagina:
    pagina: VindbarePagina  # unsaved
    toevoeging: str  # set behind the slug when another page has that slug already
    begrippen: Sequence[Begrip] = ()
    bijlagen: Sequence[Bestand] = ()
    onder: list["NieuwePagina"] = field(default_factory=list)

    @property
    def allen(self) -> list["NieuwePagina"]:
        return [self, *self.onder]


def voeg_toe(ouder: Page, nieuw: Sequence[NieuwePagina], *, live: bool = True) -> None:
    """Put these pages, with those below them, last under `ouder`; not live they are concepts. In a transaction."""
    ouder = Page.objects.select_for_update().get(pk=ouder.pk)
    _geef_plaats(ouder, nieuw)
    allen = [deel for hoofd in nieuw for deel in hoofd.allen]
    paginas = [deel.pagina for deel in allen]
    for pagina in paginas:
        _geef_stand(pagina, live)
    _schrijf_paginas(paginas)
    revisies = [_revisie_inhoud(pagina) for pagina in paginas]
    Page.objects.filter(pk=ouder.pk).update(numchild=ouder.numchild + len(nieuw))
    for deel, revisie in zip(allen, revisies, strict=True):
        _schrijf_relaties(deel, revisie)
    _schrijf_revisies(paginas, revisies)
    meld_wijzigingen(PAGINA, [pagina.pk for pagina in paginas])


def _geef_plaats(ouder: Page, nieuw: Sequence[NieuwePagina]) -> None:
    laatste = Page.objects.filter(direct_onder(ouder)).order_by("-path")
    pad = laatste.values_list("path", flat=True).first()
    stap = Page._str2int(pad[-Page.steplen :]) if pad else 0
    slugs = _vrije_slugs(ouder, nieuw)
    for hoofd in nieuw:
        stap += 1
        _plaats(hoofd.pagina, ouder, stap, slugs[id(hoofd)])
        bezet: set[str] = set()
        for nummer, deel in enumerate(hoofd.onder, start=1):
            slug = _slug(deel.pagina.title, deel.toevoeging)
            _plaats(deel.pagina, hoofd.pagina, nummer, slug if slug not in bezet else f"{slug}-{nummer}")
            bezet.add(deel.pagina.slug)
        hoofd.pagina.numchild = len(hoofd.onder)


def _plaats(pagina: VindbarePagina, ouder: Page, stap: int, slug: str) -> None:
    pagina.depth = ouder.depth + 1
    pagina.path = Page._get_path(ouder.path, pagina.depth, stap)
    pagina.slug = slug
    pagina.url_path = f"{ouder.url_path}{slug}/"
    pagina.draft_title = pagina.title
    pagina.locale_id = ouder.locale_id


def _geef_stand(pagina: VindbarePagina, live: bool) -> None:
    nu = timezone.now()
    pagina.latest_revision_created_at = nu
    pagina.live, pagina.has_unpublished_changes = live, not live
    if live:
        pagina.first_published_at = pagina.last_published_at = nu
        pagina.publicatiedatum = pagina.publicatiedatum or timezone.localdate(nu)


def _slug(titel: str, toevoeging: str) -> str:
    slug = slugify(titel)
    if len(slug) > _SLUG_MAXIMUM:
        slug = slug[: _SLUG_MAXIMUM + 1].rsplit("-", 1)[0][:_SLUG_MAXIMUM]
    return slug.strip("-_") or slugify(toevoeging)[:_SLUG_MAXIMUM] or "pagina"


def _vrije_slugs(ouder: Page, nieuw: Sequence[NieuwePagina]) -> dict[int, str]:
    """A slug per page: of its title, else with its number in the source, so that it stays what it is."""
    keuzes = {}
    for deel in nieuw:
        kort = _slug(deel.pagina.title, deel.toevoeging)
        keuzes[id(deel)] = [kort, f"{kort}-{slugify(deel.toevoeging)}"[:200].strip("-_")]
    bezet = set(
        Page.objects.filter(
            direct_onder(ouder),
            slug__in={keuze for beide in keuzes.values() for keuze in beide},
        ).values_list("slug", flat=True)
    )
    gekozen = {}
    for sleutel, (kort, lang) in keuzes.items():
        slug = next((keuze for keuze in (kort, lang) if keuze not in bezet), None) or _genummerd(ouder, lang, bezet)
        bezet.add(slug)
        gekozen[sleutel] = slug
    return gekozen


def _genummerd(ouder: Page, slug: str, bezet: set[str]) -> str:
    """The rare third page of that name."""
    bezet = bezet | set(Page.objects.child_of(ouder).filter(slug__startswith=slug).values_list("slug", flat=True))
    nummer = 2
    while f"{slug}-{nummer}" in bezet:
        nummer += 1
    return f"{slug}-{nummer}"


def _schrijf_paginas(paginas: Sequence[Page]) -> None:
    kaal = [Page(**{veld.attname: getattr(pagina, veld.attname) for veld in _PAGINAVELDEN}) for pagina in paginas]
    Page.objects.bulk_create(kaal, batch_size=250)
    for pagina, basis in zip(paginas, kaal, strict=True):
        pagina.pk = pagina.id = basis.pk
        pagina.save_base(raw=True, force_insert=True)


def _revisie_inhoud(pagina: Page) -> dict[str, Any]:
    """What `serializable_data` gives for a page without relations, without a query for each of them."""
    leeg = [*(rel.get_accessor_name() for rel in get_all_child_relations(pagina))]
    leeg += [veld.name for veld in get_all_child_m2m_relations(pagina) if veld.serialize]
    return {**get_serializable_data_for_fields(pagina), **{naam: [] for naam in leeg}}


def _schrijf_relaties(deel: NieuwePagina, revisie: dict[str, Any]) -> None:
    """Concepts and attachments, in the tables and in the page's first revision."""
    pagina = deel.pagina
    if deel.begrippen:
        veld = type(pagina)._meta.get_field("begrippen")
        koppeling = veld.remote_field.through
        koppeling._default_manager.bulk_create(
            [koppeling(**{f"{veld.m2m_field_name()}_id": pagina.pk, "begrip": begrip}) for begrip in deel.begrippen]
        )
        revisie["begrippen"] = [begrip.pk for begrip in deel.begrippen]
    if deel.bijlagen:
        bijlage = type(pagina)._meta.get_field("bijlagen").related_model
        bijlagen = bijlage._default_manager.bulk_create(
            [
                bijlage(pagina_id=pagina.pk, bestand=bestand, sort_order=nummer)
                for nummer, bestand in enumerate(deel.bijlagen)
            ]
        )
        revisie["bijlagen"] = [get_serializable_data_for_fields(een) for een in bijlagen]
        if pagina.live:
            zet_openbaar(bron_van(pagina.pk), bestanden=[bestand.pk for bestand in deel.bijlagen], afbeeldingen=[])


def _schrijf_revisies(paginas: Sequence[Page], inhoud: Sequence[dict[str, Any]]) -> None:
    """The first entry of each page's history, so that what came in stays to be seen after later edits."""
    basis = ContentType.objects.get_for_model(Page)
    Revision.objects.bulk_create(
        [
            Revision(
                content_type_id=pagina.content_type_id,
                base_content_type=basis,
                object_id=str(pagina.pk),
                created_at=pagina.latest_revision_created_at,
                object_str=pagina.title,
                content=velden,
            )
            for pagina, velden in zip(paginas, inhoud, strict=True)
        ],
        batch_size=100,
    )
    eigen = Revision.objects.filter(base_content_type=basis, object_id=Cast(OuterRef("pk"), CharField())).values("pk")
    geschreven = Page.objects.filter(pk__in=[pagina.pk for pagina in paginas])
    geschreven.update(latest_revision=Subquery(eigen[:1]))
    geschreven.filter(live=True).update(live_revision=Subquery(eigen[:1]))
