"""A query as it may be kept: without what could say who asked it, or about whom."""

import re

from search.language.tokens import clean

LONGEST = 100
MAIL, NUMBER = "[mailadres]", "[nummer]"

_MAIL = re.compile(r"\S*[^\s@]@[^\s@]\S*")
# Telephone numbers, dates and numbers of people: six digits or more, also with signs between them.
_SPACED_NUMBER = re.compile(r"\+?\d(?:[ .,/()-]{0,2}\d){5,}")
_NUMBER = re.compile(r"\d{3,}")
# The year of a law says nothing about a person, and without it "wmo 2015" would tell editors nothing.
_YEAR_OF_LAW = re.compile(r"(?:\bwmo|wet) (?:19|20)\d\d\b")


def kept_query(q: str) -> str:
    """In lower case with single spaces, numbers and mail addresses masked, and no longer than a query is."""
    text = " ".join(clean(q).lower().split())
    text = _SPACED_NUMBER.sub(NUMBER, _MAIL.sub(MAIL, text))
    years = {match.end() - 4 for match in _YEAR_OF_LAW.finditer(text)}
    text = _NUMBER.sub(lambda found: found[0] if found.start() in years else NUMBER, text)
    if len(text) > LONGEST:
        text = text[: LONGEST + 1].rsplit(" ", 1)[0][:LONGEST]
    return text


def is_masked(kept: str) -> bool:
    return MAIL in kept or NUMBER in kept
