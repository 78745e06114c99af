"""What expressions are placed from, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pipeline.interval import Interval, one_day


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative and partial expressions are read from.

    `published` is the text's day; `focus` the stretch that the text last set; `narrative` says that the text tells a
    history, whose own time counts; `lean` is -1 when the clause speaks of the past, 1 of the future, 0 of neither;
    `year` is the one that the history's own course gives this expression.
    """

    published: date | None = None
    focus: Interval | None = None
    narrative: bool = False
    lean: int = 0
    year: int | None = None

    @property
    def told(self) -> Interval | None:
        """The stretch that the text is at: its focus, else the day of publication."""
        return self.focus or (one_day(self.published) if self.published else None)

    def at(self, unit: str) -> Interval | None:
        """Where the text is, as exactly as the unit: a focus of a whole year tells no day, the publication does."""
        told = self.told
        if told is None or SIZES[told.precision] <= SIZES.get(unit, 1) or self.narrative:
            return told
        return one_day(self.published) if self.published else told

    @property
    def now(self) -> Interval | None:
        """What `last`, `this` and `next` count from: in a history its focus, else the day of publication."""
        if self.narrative and self.focus:
            return self.focus
        return one_day(self.published) if self.published else None


SIZES = {
    "minute": 0, "hour": 0, "day": 1, "weekend": 2, "week": 7, "month": 30, "quarter": 91, "season": 91, "half": 182,
    "year": 365, "decade": 3652, "century": 36524, "unknown": 1,
}  # fmt: skip
"""Days that each precision is about, to say which is coarser."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A placed meaning: TIMEX3 type, value and mod, the days, how exact, and what it was read from."""

    type: str
    value: str
    interval: Interval | None = None
    precision: str = "unknown"
    mod: str | None = None
    bound: str | None = None
    basis: str = "unplaced"
    anchor: date | None = None
    other: str | None = None


class Meaning(Protocol):
    """Something said about time, not yet placed."""

    def place(self, anchors: Anchors) -> Sense | None:
        """Its sense from these anchors; null when nothing there can be meant (30 February)."""
        ...


def placed(interval: Interval, basis: str, anchor: date | None = None, mod: str | None = None) -> Sense:
    """The sense of a DATE that is these days."""
    return Sense("DATE", interval.value, interval, interval.precision, mod, None, basis, anchor)


UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX"}
"""Values of units that no anchor places."""
