"""The time expressions of a sentence on its tokens: days told, stretches told by two of them, lengths."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from pipeline.acts.status import Status
from pipeline.interval import unit_around
from pipeline.language import Parse
from pipeline.lexicon import words

ELAPSED = frozenset({"length_later", "length_earlier"})
"""Rules that count a length from a day told before."""
LENGTH = re.compile(r"^P(\d+)([DW])$|^PT")
DAYS_OF = {"D": 1, "W": 7}
DAY, WEEK = "day", "week"


@dataclass(frozen=True, slots=True)
class When:
    """The days of an act, open at the side that is null, and the expression that tells them."""

    date_id: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in a sentence: its row's id, the tokens that it covers, its days, and where they lie.

    `lies` is -1 when it is over before the document was published, 1 when it begins after that, else 0.
    """

    date_id: str
    first: int
    last: int
    start: date | None = None
    end: date | None = None
    precision: str | None = None
    lies: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it tells one single day."""
        return self.start is not None and self.start == self.end

    @property
    def when(self) -> When:
        """What it says of an act."""
        return When(self.date_id, self.start, self.end)

    @property
    def moment(self) -> When:
        """What it says of an act that only happened then, though something else goes on since: "since May, when"."""
        around = unit_around(self.start, self.precision or DAY) if self.start and self.end is None else None
        return replace(self.when, end=around.end) if around else self.when

    def may_date(self, status: Status) -> bool:
        """Whether an act of that status can be at that time: what was done lies not ahead, what is planned not behind.

        >>> Expression("d", 3, 4, lies=1).may_date(Status.REPORTED)
        False
        """
        return not ((status is Status.REPORTED and self.lies > 0) or (status is Status.PLANNED and self.lies < 0))


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of whole days that something is away from something else: "two weeks" before "after they met"."""

    date_id: str
    last: int
    days: int


def located(parse: Parse, starts: Sequence[int], dates: Iterable[Mapping[str, Any]]) -> list[Expression]:
    """The expressions that place something in time; `starts` are the places of the tokens in the raw text.

    Two that tell the ends of one stretch both stand for the whole of it.
    """
    found = []
    for row in dates:
        tokens = _tokens(row, starts)
        if tokens and (row["date_start"] or row["date_end"]):
            start, end = _days(row)
            precision = row["precision"]
            found.append(Expression(row["date_id"], tokens[0], tokens[-1], start, end, precision, _lies(row)))
    return _stretched(parse, found)


def lengths(starts: Sequence[int], dates: Iterable[Mapping[str, Any]]) -> Iterator[Length]:
    """The lengths said in whole days or weeks; hours and minutes are none of a day."""
    for row in dates:
        told = LENGTH.match(row["timex_value"] or "") if row["timex_type"] == "DURATION" else None
        tokens = _tokens(row, starts)
        if told and tokens and row["timex_mod"] is None:
            yield Length(row["date_id"], tokens[-1], int(told[1]) * DAYS_OF[told[2]] if told[1] else 0)


def _tokens(row: Mapping[str, Any], starts: Sequence[int]) -> list[int]:
    return [i for i, start in enumerate(starts) if row["start_char"] <= start < row["end_char"]]


def _days(row: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """The row's days; of weeks counted from a day the day itself: "a week later"."""
    start, end, anchor = row["date_start"], row["date_end"], row["anchor_on"]
    if row["rule"] in ELAPSED and row["precision"] == WEEK and start and anchor:
        weeks = round((start - anchor).days / 7 + (anchor.isoweekday() - 1) / 7)
        day = anchor + timedelta(weeks=weeks)
        return day, day
    return start, end


def _lies(row: Mapping[str, Any]) -> int:
    """-1 when it is over before the document was published, 1 when it begins after that, else 0."""
    published, first, last = row["published_on"], row["date_start"], row["date_end"]
    if published is None:
        return 0
    return -1 if last is not None and last < published else int(first is not None and first > published)


def _stretched(parse: Parse, found: Sequence[Expression]) -> list[Expression]:
    """The expressions, those that tell the ends of one stretch with its first and last day."""
    made = list(found)
    for at in range(len(made) - 1):
        one, other = made[at], made[at + 1]
        if one.start and other.end and one.start < other.end and _is_stretch(parse, one, other):
            made[at] = replace(one, end=other.end, lies=max(one.lies, other.lies))
            made[at + 1] = replace(other, start=one.start, lies=max(one.lies, other.lies))
    return made


def _is_stretch(parse: Parse, one: Expression, other: Expression) -> bool:
    """Whether the words before and between make a stretch of two expressions."""
    between = " ".join(token.text.lower() for token in parse.tokens[one.last + 1 : other.first])
    if between in _words("joins"):
        return True
    opened = one.first > 0 and parse.tokens[one.first - 1].text.lower() in _words("opening")
    return between in _words("adding") and (opened or _are_next(one, other))


def _are_next(one: Expression, other: Expression) -> bool:
    """Whether the second begins on the day after the first ends: "Monday and Tuesday", not "1989 and 1991"."""
    return bool(one.end and other.start and other.start - one.end == timedelta(days=1))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(words("tense")["stretch"][key])
