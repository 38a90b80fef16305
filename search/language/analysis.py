"""A document as the engines index it: as written, as lemmas, and as the parts of its compounds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.document import SearchDocument
from search.language.compounds import Splitter
from search.language.lemmas import lemma
from search.language.stopwords import STOP_WORDS
from search.language.tokens import clean, fold, plain, raw_words


@dataclass(frozen=True, slots=True)
class Streams:
    """One text three times, each as words between spaces."""

    written: str = ""
    lemmas: str = ""
    parts: str = ""


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """What an engine stores: the document and the streams of its texts."""

    document: SearchDocument
    title: Streams
    body: Streams
    attachments: Streams
    labels: Streams


class Analyser:
    """Applies what we know of Dutch to documents; one for each vocabulary."""

    def __init__(self, vocabulary: Mapping[str, int], labels: Mapping[str, Mapping[str, str]]) -> None:
        self._splitter = Splitter(vocabulary)
        self._labels = labels
        self._forms: dict[str, tuple[str, str, str]] = {}

    def document(self, document: SearchDocument) -> AnalysedDocument:
        return AnalysedDocument(
            document=document,
            title=self.streams(document.titel),
            body=self.streams(f"{document.samenvatting}\n{document.tekst}"),
            attachments=self.streams(document.bijlagetekst),
            labels=self.streams("\n".join(self._labels_of(document))),
        )

    def streams(self, text: str) -> Streams:
        if not text:
            return Streams()
        known, make = self._forms.get, self._form
        forms = [known(word) or make(word) for word in raw_words(clean(text))]
        return Streams(
            written=" ".join([form[0] for form in forms if form[0]]),
            lemmas=" ".join([form[1] for form in forms if form[1]]),
            parts=" ".join([form[2] for form in forms if form[2]]),
        )

    def _form(self, word: str) -> tuple[str, str, str]:
        """Folded, lemma (none for stop words), parts."""
        if len(self._forms) > 200_000:
            self._forms.clear()
        form = ("", "", "")
        if base := plain(word):
            folded = fold(base)
            form = (folded, "" if folded in STOP_WORDS else lemma(base), " ".join(self._splitter.parts(base)))
        self._forms[word] = form
        return form

    def _labels_of(self, document: SearchDocument) -> Iterable[str]:
        for scheme, slugs in document.begrippen.items():
            yield from self._named(scheme, slugs)
        yield from self._named("gemeente", document.gemeenten)
        yield from self._named("provincie", document.provincies)
        yield from document.wetsartikelen

    def _named(self, facet: str, values: Iterable[str]) -> Iterable[str]:
        names = self._labels.get(facet, {})
        return (names[value] for value in values if value in names)
