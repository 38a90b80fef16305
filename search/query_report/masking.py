"""A query as it may be kept: without what could say who asked it, or about whom."""

import re
import unicodedata

from search.language.tokens import clean

LONGEST = 100
MAIL, NUMBER = "[mailadres]", "[nummer]"

# People write around machines that gather addresses: jan @ gemeente.nl, jan(at)gemeente.nl, jan at gemeente.nl.
_AT = r"(?:@|[(\[{<]\s*(?:at|apenstaartje)\s*[)\]}>])"
_MAIL = re.compile(rf"[^\s@]+\s*{_AT}\s*\S+|\S+ at \S+\.[a-z]{{2,}}\b\S*")
# Telephone numbers, dates and numbers of people: six digits or more, whatever signs stand between them.
_BETWEEN = r"[\W_]{0,3}"
_LONG_NUMBER = rf"\+?\d(?:{_BETWEEN}\d){{5,}}"
# The year of a law and the number of an article say nothing about a person, and without them "wmo 2015 artikel 2.3.2"
# would tell editors nothing. They end where no other digits follow: then it is a date or a telephone number.
_ARTICLE = r"(?!(?:[.:]?\d){6})[1-9]\d{0,2}[a-z]{0,2}(?:[.:][1-9]\d{0,2}[a-z]{0,2}){0,3}"
_END = rf"(?![^\W_]|{_BETWEEN}\d)"
_OF_LAW = rf"(?:\bwmo|wet) (?:19|20)\d\d(?:,? {_ARTICLE})?{_END}|\bart(?:\.|ikel(?:en)?)? ?{_ARTICLE}{_END}"
_NUMBERS = re.compile(rf"(?P<law>{_OF_LAW})|{_LONG_NUMBER}|\d{{3,}}")


def kept_query(q: str) -> str:
    """In lower case with single spaces, numbers and mail addresses masked, and no longer than a query is.

    In Unicode's plain form first: there are many dashes and digits that look the same to a reader.
    """
    text = " ".join(clean(unicodedata.normalize("NFKC", q)).lower().split())
    text = _NUMBERS.sub(lambda found: found["law"] or NUMBER, _MAIL.sub(MAIL, text))
    if len(text) > LONGEST:
        text = text[: LONGEST + 1].rsplit(" ", 1)[0][:LONGEST]
    return text


def is_masked(kept: str) -> bool:
    return MAIL in kept or NUMBER in kept
