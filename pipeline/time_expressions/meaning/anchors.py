"""What expressions are placed from, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pipeline.interval import Interval, one_day

WITHIN_MEMORY = 2
"""Years after which `last year` in a history is not the writer's own."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative and partial expressions are read from.

    `published` is the text's day; `focus` the stretch that the text last set; `narrative` says that the text tells a
    history, whose own time counts; `lean` is -1 when the clause speaks of the past, 1 of the future, 0 of neither;
    `year` is the one that the history's own course gives this expression; `fresh` says that the
    focus was told in this sentence or the one before; `before_our_era` is
    the year of ours that the text is at before year 1, which no calendar here holds; `begun` says that it is when
    something began that goes on: since January.
    """

    published: date | None = None
    focus: Interval | None = None
    narrative: bool = False
    lean: int = 0
    year: int | None = None
    fresh: bool = False
    before_our_era: int | None = None
    begun: bool = False

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

    def about(self, unit: str) -> Interval | None:
        """Where the text is for `the year`, `the month`: in news its own, unless something finer was told just now."""
        if self.narrative or unit == "day":
            return self.at(unit)
        if self.focus and self.fresh and SIZES[self.focus.precision] < SIZES[unit]:
            return self.focus
        return self.now

    @property
    def now(self) -> Interval | None:
        """What `last`, `this` and `next` count from: the day of publication.

        In a history of times long gone, or one not dated, they stand in what people said then: what was told last.
        """
        day, focus = self.published, self.focus
        if self.narrative and focus and (day is None or day.year - focus.start.year > WITHIN_MEMORY):
            return focus
        return one_day(day) if day else None

    @property
    def running(self) -> Interval | None:
        """What a bare month or weekday is near to: in a history what it told last, else the day of publication."""
        return self.focus if self.narrative and self.focus else self.now


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
