"""What a plain date says: its parts as far as they were said.

dateparser fills the parts that a date leaves out from the day it is given as a base. So each span is read from two
bases that have no part in common, and only what both readings agree on, and the span shows, was said.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from pipeline.interval import Interval, day_of, month, year
from pipeline.plain_dates.names import language_words
from pipeline.plain_dates.spans import find_spans

LONGEST = 60
"""Spans of more characters are not read."""
FIRST_YEAR, LAST_YEAR = 1000, 2999
BASES = (datetime(2004, 3, 3), datetime(2008, 10, 24))  # noqa: DTZ001 - a day has no zone; leap years, for 29 February
UNSEEN = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
OTHER_DIGIT = re.compile(r"[^\D0-9]")
NUMBER = re.compile(r"\d+")
EITHER_WAY = re.compile(r"(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(\d{4})\Z")
YEAR_FIRST = re.compile(r"(\d{4})([/.-]) ?(\d{1,2})\2 ?(\d{1,2})(?:\.?\Z|T)")
TOLD_TWICE = re.compile(r"\b([^\W\d]+) ?/ ?\1\b")
"""Two names of one month side by side, as Arabic news has them, once they are brought to the same name."""
DAY_FIRST_MARK = "."
TWELVE = 12
PROBE = "2000-01-01"


@dataclass(frozen=True, slots=True)
class PlainDate:
    """A date as far as it was said: the parts left out are null."""

    year: int | None
    month: int | None
    day: int | None

    def interval(self) -> Interval | None:
        """Its days; null without a year, or when the calendar has no such day.

        >>> PlainDate(2025, 5, None).interval().value
        '2025-05'
        """
        if self.year is None:
            return None
        if self.month is None:
            return year(self.year)
        return month(self.year, self.month) if self.day is None else day_of(self.year, self.month, self.day)

    def value(self) -> str:
        """TIMEX3, with X for what is missing.

        >>> PlainDate(None, 5, 11).value()
        'XXXX-05-11'
        """
        parts = [f"{self.year:04d}" if self.year else "XXXX"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A plain date at its place in the text; `other` is its second reading where day and month may change places."""

    start: int
    end: int
    date: PlainDate
    other: PlainDate | None = None


def find_plain_dates(text: str, language: str) -> list[FoundDate]:
    """The plain dates of the text in order; none for what the calendar does not have.

    >>> [found.date.value() for found in find_plain_dates("Le 1er février 2024, puis le 30 février 2024.", "fr")]
    ['2024-02-01']
    """
    clean, places = unmarked(text)
    found = []
    for start, end in find_spans(clean, language):
        said = read_plain_date(clean[start:end], language)
        if said is not None:
            found.append(FoundDate(places[start], places[end - 1] + 1, said, other_way(clean[start:end], language)))
    return found


def unmarked(text: str) -> tuple[str, range | list[int]]:
    """The text in plain digits without marks of direction and width, and the place in it of each code point left."""
    if text.isascii():
        return text, range(len(text))
    clean = OTHER_DIGIT.sub(lambda digit: str(int(digit[0])), text.translate(UNSEEN))
    if len(clean) == len(text):
        return clean, range(len(text))
    return clean, [place for place, letter in enumerate(text) if ord(letter) not in UNSEEN]


@lru_cache(maxsize=8192)
def read_plain_date(span: str, language: str) -> PlainDate | None:
    """What the span says, which must be a date and nothing else; null when it is none, or longer than LONGEST.

    >>> read_plain_date("11 de mayo de 2025", "es")
    PlainDate(year=2025, month=5, day=11)
    >>> read_plain_date("August 12", "en"), read_plain_date("30 February 2023", "en")
    (PlainDate(year=None, month=8, day=12), None)
    """
    if len(span) > LONGEST:
        return None
    plain = _folded(span, language)
    if numbers := _all_numbers(plain, language):
        return numbers if numbers.interval() else None
    readings = [parser.get_date_data(plain).date_obj for parser in _parsers(language)]
    if not readings or None in readings:
        return None
    shown = {int(number) for number in NUMBER.findall(plain)}
    said = _agreed(readings, shown)
    if said.month is None or (said.day is None and said.year is None):
        return None
    return said if said.year is None or said.interval() else None


def _all_numbers(plain: str, language: str) -> PlainDate | None:
    """A date of numbers alone: year first, or in the language's order; null when the span is none."""
    if numbers := YEAR_FIRST.match(plain):
        return PlainDate(int(numbers[1]), int(numbers[3]), int(numbers[4]))
    if (numbers := EITHER_WAY.match(plain)) is None:
        return None
    first, second = int(numbers[1]), int(numbers[3])
    if second > TWELVE or (language == "en" and numbers[2] != DAY_FIRST_MARK and first <= TWELVE):
        return PlainDate(int(numbers[4]), first, second)
    return PlainDate(int(numbers[4]), second, first)


def other_way(span: str, language: str) -> PlainDate | None:
    """The second reading of an English all-number date whose day and month may be either way round."""
    numbers = EITHER_WAY.match(span)
    if numbers is None or language != "en" or numbers[2] == DAY_FIRST_MARK:
        return None
    first, second = int(numbers[1]), int(numbers[3])
    if max(first, second) > TWELVE or first == second:
        return None
    return PlainDate(int(numbers[4]), second, first)


def _folded(span: str, language: str) -> str:
    """The span with plain digits and blanks, and each month by its first name in the language's words."""
    folded = " ".join(span.split())
    for word in language_words(language).get("year_after", ()):
        folded = folded.removesuffix(word).rstrip()
    for alias, name in language_words(language).get("month_aliases", {}).items():
        folded = folded.replace(alias, name)
    return TOLD_TWICE.sub(r"\1", folded)


def _agreed(readings: list[datetime], shown: set[int]) -> PlainDate:
    first, second = readings
    said_year = first.year if first.year == second.year and first.year in shown else None
    said_month = first.month if first.month == second.month else None
    said_day = first.day if first.day == second.day and first.day in shown else None
    return PlainDate(said_year, said_month, said_day)


@cache
def _parsers(language: str) -> tuple[Any, ...]:
    """A parser of the language for each base; none for a language that dateparser does not know."""
    from dateparser.date import DateDataParser

    settings = {"PARSERS": ["absolute-time"], "DATE_ORDER": "MDY" if language == "en" else "DMY"}
    parsers = tuple(DateDataParser(languages=[language], settings=settings | {"RELATIVE_BASE": base}) for base in BASES)
    try:
        parsers[0].get_date_data(PROBE)  # it looks only now whether it knows the language
    except ValueError:
        return ()
    return parsers


def nearest(said: PlainDate, anchor: date) -> Interval | None:
    """The date in the year that brings it nearest to the anchor, when it was said without one."""
    if said.year is not None or said.month is None:
        return said.interval()
    around = [PlainDate(anchor.year + off, said.month, said.day).interval() for off in (-1, 0, 1)]
    return min((days for days in around if days), key=lambda days: abs((days.start - anchor).days), default=None)
