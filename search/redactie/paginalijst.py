"""Lists of findable pages in the editors' admin: one fixed number of queries, however many pages there are."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.formats import date_format
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from search.models import VindbarePagina
from search.redactie.rechten import takken_van

PER_KEER = 500  # pages of an export that are in memory at a time
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")
Waarde = Callable[[Any], Any]


def als_tekst(waarde: str) -> str:
    """A text that a spreadsheet will not take for a formula when it opens a CSV file."""
    return f"'{waarde}" if waarde.startswith(FORMULETEKENS) else waarde


def ja_nee(waarde: bool) -> str:
    return "ja" if waarde else "nee"


def stand(pagina: VindbarePagina) -> str:
    """The state of a page in a word, without asking the database."""
    if pagina.live:
        return "gepubliceerd, met wijzigingen in concept" if pagina.has_unpublished_changes else "gepubliceerd"
    return "ingetrokken" if pagina.first_published_at else "concept"


def labels(schema: str) -> Waarde:
    """An export column: the labels of the concepts of one scheme."""
    return lambda pagina: ", ".join(begrip.label for begrip in pagina.begrippen.all() if begrip.schema == schema)


class PaginalijstView(IndexView):
    """The list of one page type; its pages are specific already, so nothing is fetched twice."""

    verwant: ClassVar[tuple[str, ...]] = ()  # foreign keys that columns and export show
    export_waarden: ClassVar[Mapping[str, Waarde]] = {}  # heading to value
    custom_value_preprocess = {
        **IndexView.custom_value_preprocess,
        str: {IndexView.FORMAT_CSV: als_tekst},
        bool: dict.fromkeys(IndexView.FORMATS, ja_nee),
    }

    @property
    def list_export(self) -> list[str]:
        return list(self.export_waarden)

    def get_base_queryset(self) -> QuerySet[Any]:
        paginas: QuerySet[Any] = self.model.objects.filter(takken_van(self.request.user, *self.any_permission_required))
        if self.is_export:
            return paginas.select_related(*self.verwant).prefetch_related("begrippen")
        return paginas

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """Find which pages are on this page of the list first: whole rows are slow to sort by the thousands."""
        if isinstance(queryset, QuerySet):
            queryset = queryset.values_list("pk", flat=True)
        paginator, bladzijde, gevonden, meer = super().paginate_queryset(queryset, page_size)
        nummers = [ding if isinstance(ding, int) else ding.pk for ding in gevonden]
        paginas = self.annotate_queryset(self.model.objects.all()).in_bulk(nummers)
        bladzijde.object_list = [paginas[nummer] for nummer in nummers if nummer in paginas]
        return paginator, bladzijde, bladzijde.object_list, meer

    def annotate_queryset(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        return (
            pages.select_related(*self.verwant)
            .prefetch_related("content_type", "sites_rooted_here")
            .defer_streamfields()  # type: ignore[attr-defined]
            .prefetch_workflow_states()
            .annotate_site_root_state()
            .annotate_approved_schedule()
        )

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {kop: waarde(item) for kop, waarde in self.export_waarden.items()}

    def get_heading(self, queryset: Any, field: str) -> str:
        return field

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        yield from super().stream_csv(queryset.iterator(chunk_size=PER_KEER))

    def write_xlsx(self, queryset: QuerySet[Any], output: Any) -> None:
        super().write_xlsx(queryset.iterator(chunk_size=PER_KEER), output)


class Datum(Column):
    """A day as readers see it: 21 november 2014."""

    def get_value(self, instance: Any) -> str:
        dag = super().get_value(instance)
        return date_format(dag, "j F Y") if dag else ""


class Paginalijst(PageListingViewSet):
    """A page type in the menu as one flat list, with filters and export."""

    index_view_class = PaginalijstView
    ordering = "-latest_revision_created_at"
    list_per_page = 30


def kolommen(*eigen: BaseColumn) -> list[BaseColumn]:
    """The columns of a list: title first, status last, the type's own in between."""
    return [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Titel", sort_key="title", classname="title"),
        *eigen,
        Datum("publicatiedatum", label="Gepubliceerd", sort_key="publicatiedatum"),
        DateColumn(
            "latest_revision_created_at", label="Bijgewerkt", sort_key="latest_revision_created_at", width="10%"
        ),
        PageStatusColumn("status", label="Status", sort_key="live", width="10%"),
    ]


def export_kolommen(eigen: Mapping[str, Waarde]) -> dict[str, Waarde]:
    """The columns of an export, by heading."""
    return {
        "Titel": lambda pagina: pagina.title,
        **eigen,
        "Gepubliceerd op": lambda pagina: pagina.publicatiedatum,
        "Opnieuw bekijken op": lambda pagina: pagina.herzien_op,
        "Stand": stand,
        "Verzonnen": lambda pagina: pagina.verzonnen,
        "Adres": lambda pagina: pagina.full_url,
    }
