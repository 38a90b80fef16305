"""The blocks of running text, shared by all pages that hold some: few, and hard to use wrongly."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import slugify
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    RichTextBlock,
    StreamBlock,
    StreamBlockValidationError,
    StreamValue,
    StructBlock,
    StructValue,
    TextBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import get_text_for_indexing

TEKST_FEATURES = ["bold", "italic", "ul", "ol", "link", "document-link"]


class KopWaarde(StructValue):
    @cached_property
    def anker(self) -> str:
        return slugify(self["tekst"])


class KopBlok(StructBlock):
    niveau = ChoiceBlock(
        choices=[("h2", "Kop"), ("h3", "Tussenkop")],
        default="h2",
        label="niveau",
        help_text="Een tussenkop hoort onder een kop.",
        search_index=False,
    )
    tekst = CharBlock(max_length=150, label="tekst")

    class Meta:
        icon = "title"
        label = "Kop"
        template = "handreikingen/blokken/kop.html"
        value_class = KopWaarde


class AfbeeldingBlok(StructBlock):
    afbeelding = ImageBlock(
        label="afbeelding",
        help_text="Vertel in de alternatieve tekst wat er te zien is, of vink aan dat het beeld alleen versiering is.",
    )
    bijschrift = CharBlock(max_length=250, required=False, label="bijschrift")

    class Meta:
        icon = "image"
        label = "Afbeelding"
        template = "handreikingen/blokken/afbeelding.html"


class TabelBlok(TypedTableBlock):
    """A table whose columns all have a heading, for readers who hear the table."""

    def clean(self, value: TypedTable | None) -> Any:
        schoon = super().clean(value)
        if schoon and any(not (kolom.get("heading") or "").strip() for kolom in schoon.columns):
            raise ValidationError(
                "Geef elke kolom een kop. Wie de tabel laat voorlezen, hoort anders niet wat een getal betekent."
            )
        return schoon

    class Meta:
        icon = "table"
        label = "Tabel"
        template = "handreikingen/blokken/tabel.html"


class CitaatBlok(StructBlock):
    tekst = TextBlock(label="tekst")
    bron = CharBlock(max_length=200, required=False, label="van wie of waaruit")

    class Meta:
        icon = "openquote"
        label = "Citaat"
        template = "handreikingen/blokken/citaat.html"


class KaderBlok(StructBlock):
    titel = CharBlock(max_length=150, required=False, label="titel")
    tekst = RichTextBlock(features=TEKST_FEATURES, label="tekst")

    class Meta:
        icon = "form"
        label = "Kader"
        template = "handreikingen/blokken/kader.html"


class TekstBlok(StreamBlock):
    """Running text. The page's title is the only h1, so text starts at h2 and skips no level."""

    kop = KopBlok()
    alinea = RichTextBlock(
        features=TEKST_FEATURES, label="Tekst", icon="pilcrow", template="handreikingen/blokken/alinea.html"
    )
    afbeelding = AfbeeldingBlok()
    tabel = TabelBlok([("tekst", RichTextBlock(features=["bold", "italic", "link"], label="Tekst", required=False))])
    citaat = CitaatBlok()
    kader = KaderBlok()

    def clean(self, value: StreamValue, **kwargs: Any) -> StreamValue:
        schoon: StreamValue = super().clean(value, **kwargs)
        kop_gezien = False
        for nummer, blok in enumerate(schoon):
            if blok.block_type != "kop":
                continue
            if blok.value["niveau"] == "h2":
                kop_gezien = True
            elif not kop_gezien:
                fout = ValidationError("Zet eerst een kop. Een tussenkop kan niet zonder kop erboven.")
                raise StreamBlockValidationError(block_errors={nummer: fout})
        return schoon

    class Meta:
        label = "Tekst"


def koppen(tekst: StreamValue) -> list[KopWaarde]:
    """The headings of level 2, for the contents list of a page."""
    return [blok.value for blok in tekst if blok.block_type == "kop" and blok.value["niveau"] == "h2"]


def platte_tekst(tekst: StreamValue) -> str:
    """The words of the blocks without markup, for search."""
    return "\n".join(
        get_text_for_indexing(str(deel)) for blok in tekst for deel in blok.block.get_searchable_content(blok.value)
    )
