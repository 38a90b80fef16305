"""The schema of the embedded index, and documents in it."""

import json

import tantivy

from search.document import SearchDocument
from search.engines import stored
from search.engines.contract import EngineHit
from search.facets import FILTERABLE, facet_values
from search.language.analysis import AnalysedDocument, Streams
from search.language.lemmas import stem

# Part of the folder's name: raise it whenever the schema, the analysis or the stored document changes.
SCHEMA_VERSION = 6

WORDS = "whitespace"  # all texts are words between spaces, and what is stemmed was stemmed here


def facet_field(facet: str) -> str:
    return "facet_" + facet.replace("-", "_")


def _text_fields(builder: tantivy.SchemaBuilder, *names: str) -> None:
    for name in names:
        builder.add_text_field(f"{name}_geschreven", tokenizer_name=WORDS, index_option="position")
        builder.add_text_field(f"{name}_lemmas", tokenizer_name=WORDS, index_option="position")
        builder.add_text_field(f"{name}_delen", tokenizer_name=WORDS, index_option="freq")


def things_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("sleutel", tokenizer_name="raw", index_option="basic")
    _text_fields(builder, "titel", "tekst", "bijlage", "labels")
    for facet in FILTERABLE:
        builder.add_text_field(facet_field(facet), fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("volgorde", fast=True)
    builder.add_unsigned_field("verschenen", fast=True)  # milliseconds since 1970
    builder.add_bytes_field("document", stored=True)
    return builder.build()


def passages_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("sleutel", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("ouder", tokenizer_name="raw", index_option="basic")
    _text_fields(builder, "tekst")
    builder.add_bytes_field("document", stored=True)
    return builder.build()


def source_key(source: str, key: int) -> str:
    return f"{source}-{key}"


def thing(source: str, key: int, analysed: AnalysedDocument, passages: int) -> tantivy.Document:
    document = analysed.document
    doc = tantivy.Document()
    doc.add_text("sleutel", source_key(source, key))
    for name, streams in (
        ("titel", analysed.title),
        ("tekst", analysed.body),
        ("bijlage", analysed.attachments),
        ("labels", analysed.labels),
    ):
        _add_text(doc, name, streams)
    for facet, values in facet_values(document).items():
        for value in values:
            doc.add_text(facet_field(facet), value)
    doc.add_text("id", document.id)
    doc.add_unsigned("volgorde", stored.date_order(document))
    if document.verschenen:
        doc.add_unsigned("verschenen", stored.milliseconds(document.verschenen))
    doc.add_bytes("document", _stored(source, key, document, passages))
    return doc


def passage(source: str, key: int, analysed: AnalysedDocument) -> tantivy.Document:
    document = analysed.document
    doc = tantivy.Document()
    doc.add_text("sleutel", source_key(source, key))
    doc.add_text("ouder", document.ouder)
    _add_text(doc, "tekst", analysed.body)
    doc.add_bytes("document", _stored(source, key, document))
    return doc


def _add_text(doc: tantivy.Document, name: str, streams: Streams) -> None:
    if streams.written:
        doc.add_text(f"{name}_geschreven", streams.written)
        doc.add_text(f"{name}_lemmas", _stems(streams.lemmas))
        doc.add_text(f"{name}_delen", _stems(streams.parts))


def _stems(words: str) -> str:
    return " ".join(map(stem, words.split(" ")))


def _stored(source: str, key: int, document: SearchDocument, passages: int = 0) -> bytes:
    return json.dumps(stored.shown(source, key, document, passages), separators=(",", ":")).encode()


def hit(doc: tantivy.Document, score: float) -> EngineHit:
    return stored.hit(json.loads(bytes(doc["document"][0])), score)
