"""Things as documents of Elasticsearch, and back: one document for each, its passages in it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from search.engines import stored
from search.engines.contract import EngineHit
from search.facets import facet_values
from search.language.analysis import AnalysedDocument, Streams


def document_id(source: str, key: int) -> str:
    return f"{source}-{key}"


def key_of(document_id: str) -> tuple[str, int]:
    """Of which source, and the key within it."""
    source, _, key = document_id.rpartition("-")
    return source, int(key)


def thing(source: str, key: int, documents: Iterable[AnalysedDocument]) -> bytes | None:
    """What is indexed for this key, as JSON; None when there is nothing to find."""
    documents = list(documents)
    analysed = next((each for each in documents if not each.document.ouder), None)
    if analysed is None:
        return None
    passages = [each for each in documents if each.document.ouder]
    document = analysed.document
    fields: dict[str, Any] = {
        "id": document.id,
        "volgorde": stored.date_order(document),
        "facetten": {facet: list(values) for facet, values in facet_values(document).items() if values},
        "getoond": stored.shown(source, key, document, len(passages)),
    }
    texts = {
        "titel": analysed.title,
        "tekst": analysed.body,
        "bijlage": analysed.attachments,
        "labels": analysed.labels,
    }
    fields |= {name: _streams(streams) for name, streams in texts.items() if streams.written}
    if document.verschenen:
        fields["verschenen"] = stored.milliseconds(document.verschenen)
    if passages:
        fields["passages"] = [
            {"tekst": _streams(each.body), "getoond": _json(stored.shown(source, key, each.document))}
            for each in passages
        ]
    return _json(fields).encode(errors="replace")  # a lone surrogate, which no UTF-8 can carry, is a question mark


def thing_hit(found: Mapping[str, Any], score: float) -> EngineHit:
    return stored.hit(found["_source"]["getoond"], score)


def passage_hit(found: Mapping[str, Any]) -> EngineHit:
    return stored.hit(json.loads(found["fields"]["passages.getoond"][0]), found["_score"])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _streams(streams: Streams) -> dict[str, str]:
    return {"geschreven": streams.written, "lemmas": streams.lemmas, "delen": streams.parts}
