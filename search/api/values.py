"""How the API reads what was given: as it is written or not at all, and a field that was left empty as not given.

The page takes a question as well as it can; a program must be told, or it takes another answer for its own.
"""

import datetime
import re
from typing import Annotated, Any, Literal

from django.utils import timezone
from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from search.language.tokens import clean
from search.query import EARLIEST_YEAR, LONGEST_VALUE, MOST_VALUES, YEARS_AHEAD

_WHOLE = re.compile(r"[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LARGE = 10**9  # above any limit; so many digits are not counted out


def _whole(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    if not _WHOLE.fullmatch(given):
        raise PydanticCustomError("int_parsing", "no whole number")
    return int(given) if len(given) < 10 else _LARGE


def _whole_or_none(given: Any) -> Any:
    return None if given == "" else _whole(given)


def _year(year: int | None) -> int | None:
    last = timezone.localdate().year + YEARS_AHEAD
    if year is not None and not EARLIEST_YEAR <= year <= last:
        raise _not_between(EARLIEST_YEAR, last, year < EARLIEST_YEAR)
    return year


def _written_day(given: Any) -> Any:
    if isinstance(given, str) and given and not _DAY.fullmatch(given):
        raise PydanticCustomError("date_parsing", "no day")
    return given or None


def _past_day(day: datetime.date | None) -> datetime.date | None:
    first, last = datetime.date(EARLIEST_YEAR, 1, 1), timezone.localdate()
    if day is not None and not first <= day <= last:
        raise _not_between(first, last, day < first)
    return day


def _not_between(first: object, last: object, before: bool) -> PydanticCustomError:
    if before:
        return PydanticCustomError("greater_than_equal", "too low", {"ge": str(first)})
    return PydanticCustomError("less_than_equal", "too high", {"le": str(last)})


def _text(given: Any) -> Any:
    return clean(given).strip() if isinstance(given, str) else given


def _values(given: Any) -> Any:
    """Each once, without the empty ones."""
    if not isinstance(given, list):
        return given
    values = list(dict.fromkeys(value for each in given if (value := _text(each))))
    if len(values) > MOST_VALUES:
        raise PydanticCustomError("too_long", "too many values", {"max_length": MOST_VALUES})
    if any(isinstance(value, str) and len(value) > LONGEST_VALUE for value in values):
        raise PydanticCustomError("string_too_long", "value too long", {"max_length": LONGEST_VALUE})
    return values


def or_default(default: int) -> BeforeValidator:
    return BeforeValidator(lambda given: default if given == "" else _whole(given))


_OR_NONE = BeforeValidator(lambda given: given or None)

Naam = Annotated[str, BeforeValidator(_text)]
Waarden = Annotated[list[str], BeforeValidator(_values)]
Jaar = Annotated[int | None, BeforeValidator(_whole_or_none), AfterValidator(_year)]
Dag = Annotated[datetime.date | None, BeforeValidator(_written_day), AfterValidator(_past_day)]
Zoals = Annotated[Literal["omvang", "buurt", "provincie"] | None, _OR_NONE]
Sortering = Annotated[Literal["relevantie", "datum"] | None, _OR_NONE]
