"""Meanings counted from an anchor: last year, two days later, that month, October of next year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.interval import DAYS_IN, MONTHS_IN, Interval, one_day, shift_day, unit_around
from pipeline.time_expressions.meaning.anchors import SIZES, UNKNOWN, Anchors, Meaning, Sense, placed
from pipeline.time_expressions.meaning.yearly import Yearly


@dataclass(frozen=True, slots=True)
class Shifted:
    """So many units away: yesterday, last year, two weeks ago, three days later.

    `grain` is how exact it was said, when not by the unit; `told` counts from what the text last set, rather than
    from its publication; `mod` is TIMEX3's; `deictic` means the writer's own day, which no history tells.
    """

    count: float
    unit: str
    grain: str | None = None
    told: bool = False
    mod: str | None = None
    deictic: bool = False

    def place(self, anchors: Anchors) -> Sense | None:
        """The calendar unit that far away; with no anchor its value in X."""
        if self.told and anchors.before_our_era:
            return ancient(anchors.before_our_era - int(self.count) * YEARS.get(self.unit, 0), self.unit)
        if self.deictic and anchors.narrative:
            return Sense("DATE", "PRESENT_REF")
        base = anchors.told if self.told else anchors.now
        if base and self.told and SIZES[base.precision] > SIZES[self.unit]:
            base = None
        if self.told and self.count > 0 and anchors.focus is None and anchors.lean < 0:
            base = None
        if base is None:
            return Sense("DATE", UNKNOWN.get(self.grain or self.unit, "XXXX"), mod=self.mod)
        origin = base.end if self.count > 0 and base.precision in ("day", "week", "weekend") else base.start
        there = self._there(origin)
        around = unit_around(there, self.grain or self.unit) if there else None
        if around is None:
            return Sense("DATE", "PAST_REF" if self.count < 0 else "FUTURE_REF", mod=self.mod)
        return placed(around, "relative", origin, self.mod)

    def _there(self, origin: date) -> date | None:
        if self.count == int(self.count):
            return shift_day(origin, self.unit, int(self.count))
        length = 7 if self.unit == "week" else MONTHS_IN.get(self.unit, 0) * 30.4375 or DAYS_IN.get(self.unit, 1)
        return shift_day(origin, "day", round(self.count * length))


YEARS = {"year": 1, "decade": 10, "century": 100}


def ancient(year: int, unit: str) -> Sense:
    """A unit before our era: a value with no days; in X what is finer than a year.

    >>> ancient(480, "decade").value
    'BC048'
    """
    if unit not in YEARS or year < 1:
        return Sense("DATE", UNKNOWN.get(unit, "XXXX"))
    return Sense("DATE", f"BC{year:04d}"[: 6 - len(str(YEARS[unit])) + 1], precision=unit)


@dataclass(frozen=True, slots=True)
class AncientYear:
    """Three bare digits: a year, where the text is at one near it before our era; else an amount."""

    number: int

    def place(self, anchors: Anchors) -> Sense | None:
        """The year before our era, or null."""
        at = anchors.before_our_era
        return ancient(self.number, "year") if at and abs(at - self.number) <= NEAR_YEARS else None


NEAR_YEARS = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What the text last set, seen through a unit: that day, the same year, that summer."""

    unit: str
    near: bool = False
    """Said with no more than an article: in news it is the writer's own, unless something finer was just told."""

    def place(self, anchors: Anchors) -> Sense | None:
        """The unit around what was told last; with nothing told its value in X."""
        if anchors.before_our_era:
            return ancient(anchors.before_our_era, self.unit)
        base = anchors.about(self.unit) if self.near else anchors.at(self.unit)
        if base is None:
            return Sense("DATE", UNKNOWN.get(self.unit, "XXXX"))
        around = unit_around(base.start, self.unit)
        return placed(around, "relative", base.start) if around else None


@dataclass(frozen=True, slots=True)
class SamePeriod:
    """What the text is at, a year back: the same quarter last year. `unit` is null when none was named."""

    unit: str | None

    def place(self, anchors: Anchors) -> Sense | None:
        """The stretch a year before the one told last, as long as that; with nothing told the year in X."""
        base = anchors.told
        if base is None:
            return Sense("DATE", UNKNOWN.get(self.unit or "year", "XXXX"))
        back = shift_day(base.start, "year", -1)
        unit = self.unit or (base.precision if base.precision in PERIODS else "year")
        around = unit_around(back, unit) if back else None
        return placed(around, "relative", base.start) if around else None


PERIODS = frozenset(("week", "month", "season", "quarter", "half", "year"))


@dataclass(frozen=True, slots=True)
class Within:
    """Something yearly in a year that is itself relative: October of next year, the first quarter of last year."""

    inner: Yearly
    year: Meaning

    def place(self, anchors: Anchors) -> Sense | None:
        """It, in the year that the other turns out to be."""
        around = self.year.place(anchors)
        if around is None:
            return None
        if around.interval is None:
            return Sense("DATE", self.inner.label)
        found = self.inner.pick(around.interval.start.year)
        return placed(found, around.basis, around.anchor) if found else None


@dataclass(frozen=True, slots=True)
class InUnit:
    """A day counted inside a week (1 for Monday) or a month that is itself relative: Tuesday of next week."""

    unit: Meaning
    number: int

    def place(self, anchors: Anchors) -> Sense | None:
        """The day; null when the month is too short for it."""
        around = self.unit.place(anchors)
        if around is None or around.interval is None:
            return Sense("DATE", "XXXX-XX-XX", None, "day") if around else None
        days = around.interval
        if self.number > days.days:
            return None
        return placed(one_day(days.start + timedelta(days=self.number - 1)), around.basis, around.anchor)


@dataclass(frozen=True, slots=True)
class Around:
    """The calendar unit around something else: the week of Oct. 9."""

    inner: Meaning
    unit: str

    def place(self, anchors: Anchors) -> Sense | None:
        """The unit around the inner one's first day."""
        inner = self.inner.place(anchors)
        if inner is None:
            return None
        if inner.interval is None:
            return Sense("DATE", UNKNOWN.get(self.unit, "XXXX"))
        around = unit_around(inner.interval.start, self.unit)
        return placed(around, inner.basis, inner.anchor) if around else None


@dataclass(frozen=True, slots=True)
class Ending:
    """A period that need not be the calendar's, known by its last day: the second quarter ended July 31.

    It bears the number it is given, else the name of the calendar's unit that holds its middle; its days are its own.
    """

    last: Meaning
    unit: str
    number: int | None = None

    def place(self, anchors: Anchors) -> Sense | None:
        """The period up to the day; with no day for it a value in X."""
        last = self.last.place(anchors)
        if last is None:
            return None
        if last.interval is None:
            return Sense("DATE", UNKNOWN.get(self.unit, "XXXX"))
        day = last.interval.end
        next_day = shift_day(day, "day", 1)
        first = shift_day(next_day, self.unit, -1) if next_day else None
        if first is None:
            return None
        days = Interval(first, day, self.unit)
        return replace(placed(days, last.basis, last.anchor), value=self._name(days))

    def _name(self, days: Interval) -> str:
        if self.number:
            return f"{days.end.year:04d}-Q{self.number}"
        if self.unit == "year":
            return f"{days.end.year:04d}"
        return Interval(days.start + timedelta(days=days.days // 2), days.end, self.unit).value
