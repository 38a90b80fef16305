"""The index in Elasticsearch: its analyzers, its fields and its settings.

The streams come out of Python as words between spaces (`search.language`); what is left to do here is to stem them.
What is asked is analysed in full, for who looks into the index with another tool.
"""

from typing import Any

from elasticsearch.dsl import (
    Date,
    Index,
    Keyword,
    Long,
    Mapping,
    Nested,
    Object,
    Text,
    analyzer,
    char_filter,
    token_filter,
)

from search.facets import FILTERABLE
from search.language.stopwords import STOP_WORDS

# Part of the index's name: raise it whenever the mapping, the analysis or the stored document changes.
SCHEMA_VERSION = 1

DEEPEST = 1_000_000  # things one can page to; Elasticsearch keeps a list of so many per question at most
MOST_PASSAGES = 50_000  # of one thing


def _replaced(name: str, pattern: str, replacement: str) -> Any:
    return char_filter(name, "pattern_replace", pattern=pattern, replacement=replacement, flags="CASE_INSENSITIVE")


_CHARACTERS = [
    _replaced("apostrofvormen", r"(?<=\w)['’](s|n|tje|tjes|er|ers)(?!\w)", ""),
    _replaced("apostroffen", r"(?<=\w)['’](?=\w)", ""),
    _replaced("verbonden", r"(?<=\w)[.:_](?=\w)", " "),
]
_FOLDED = ["lowercase", "asciifolding"]
_STEMMED = [
    *_FOLDED,
    token_filter("stopwoorden", "stop", stopwords=sorted(STOP_WORDS)),
    token_filter("porter", "stemmer", language="dutch"),  # dutch_kp yields no tokens in Elasticsearch 9
]


def _analyzer(name: str, filters: list[Any], characters: list[Any]) -> Any:
    return analyzer(name, type="custom", char_filter=characters, tokenizer="standard", filter=filters)


def _text(name: str, filters: list[Any], **options: Any) -> Text:
    """Of documents the characters are right already, and the filters for them take as long as all other indexing."""
    asked = _analyzer(f"{name}_vraag", filters, _CHARACTERS)
    return Text(analyzer=_analyzer(name, filters, []), search_analyzer=asked, **options)


def _streams() -> Object:
    """One text as written, as lemmas and as parts of compounds."""
    return Object(
        properties={
            "geschreven": _text("geschreven", _FOLDED),
            "lemmas": _text("gestamd", _STEMMED),
            "delen": _text("gestamd", _STEMMED, index_options="freqs"),
        }
    )


def _mapping() -> Mapping:
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    # What hits show, and no more: of a thing this is its source, of each passage a field of its own. To find one in a
    # source with the pages of all attachments takes twice the time of the whole question.
    mapping.meta("_source", includes=["getoond"])
    mapping.field("id", Keyword())
    for name in ("titel", "tekst", "bijlage", "labels"):
        mapping.field(name, _streams())
    facets = {facet: Keyword(eager_global_ordinals=True) for facet in FILTERABLE}
    mapping.field("facetten", Object(properties=facets))
    mapping.field("volgorde", Long())
    mapping.field("verschenen", Date(format="epoch_millis"))
    mapping.field("getoond", Object(enabled=False))
    shown = Keyword(index=False, doc_values=False, store=True)
    mapping.field("passages", Nested(properties={"tekst": _streams(), "getoond": shown}))
    return mapping


def index_body(shards: int) -> dict[str, Any]:
    """What a new index is made with; while it is built nobody searches it and no copies of it are kept."""
    index = Index("_")
    index.mapping(_mapping())
    index.settings(
        number_of_shards=shards,
        number_of_replicas=0,
        refresh_interval="-1",
        max_result_window=DEEPEST,
        mapping={"nested_objects": {"limit": MOST_PASSAGES}},
        similarity={"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
    )
    return index.to_dict()


def serving_settings(replicas: int) -> dict[str, Any]:
    """What an index that is complete gets. Who writes refreshes; the interval is for what others write."""
    return {"index": {"number_of_replicas": replicas, "refresh_interval": "1s"}}
