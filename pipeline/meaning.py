"""What a time expression means before and after its anchor is known.

Rules give back a `Meaning`; a meaning placed from `Anchors` is a `Sense`. Meanings hold no text and no day of their
own beyond what was said, so one reading of a text can be placed from any number of anchors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from pipeline.interval import (
    DAYS_IN,
    MONTHS_IN,
    Interval,
    one_day,
    shift_day,
    step,
    unit_around,
)


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative and partial expressions are read from.

    `published` is the text's day; `focus` the stretch that the text last set; `narrative` says that the text tells a
    history, whose own time counts; `lean` is -1 when the clause speaks of the past, 1 of the future, 0 of neither.
    """

    published: date | None = None
    focus: Interval | None = None
    narrative: bool = False
    lean: int = 0

    @property
    def told(self) -> Interval | None:
        """The stretch that the text is at: its focus, else the day of publication."""
        return self.focus or (one_day(self.published) if self.published else None)

    @property
    def now(self) -> Interval | None:
        """What `last`, `this` and `next` count from: in a history its focus, else the day of publication."""
        if self.narrative and self.focus:
            return self.focus
        return one_day(self.published) if self.published else None


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


def _sense(interval: Interval, basis: str, anchor: date | None = None, mod: str | None = None) -> Sense:
    return Sense("DATE", interval.value, interval, interval.precision, mod, None, basis, anchor)


@dataclass(frozen=True, slots=True)
class Stated:
    """Days that were said whole; `value` where it is not the interval's own."""

    interval: Interval
    value: str | None = None
    type: str = "DATE"
    mod: str | None = None
    other: str | None = None

    def place(self, anchors: Anchors) -> Sense | None:
        """The same from any anchor."""
        days = self.interval
        return Sense(
            self.type, self.value or days.value, days, days.precision, self.mod, None, "stated", None, self.other
        )


@dataclass(frozen=True, slots=True)
class Plain:
    """A value without days: a length (P3M), a repetition, PAST_REF."""

    type: str
    value: str
    mod: str | None = None
    precision: str = "unknown"

    def place(self, anchors: Anchors) -> Sense | None:
        """The same from any anchor."""
        return Sense(self.type, self.value, None, self.precision, self.mod)


@dataclass(frozen=True, slots=True)
class Yearly:
    """Something that comes once a year: a month, a day of a month, a season, a quarter, a feast.

    `pick` gives it in a year, null when that year has none; `label` is its value with the year left out. `toward` is
    -1 for the last one, 1 for the next, 0 for this year's, null when nothing was said.
    """

    label: str
    pick: Callable[[int], Interval | None]
    toward: int | None = None

    def in_year(self, year: int) -> Stated | None:
        """It, in that year; null when that year has none."""
        found = self.pick(year)
        return Stated(found) if found else None

    def place(self, anchors: Anchors) -> Sense | None:
        """The one that the anchors and the clause point to; with no anchor its value with the year left out."""
        base = anchors.now
        if base is None:
            return Sense("DATE", self.label)
        years = range(base.start.year - 2, base.start.year + 3)
        if self.label.endswith("02-29"):
            years = range(base.start.year - 8, base.start.year + 9)
        found = [one for one in map(self.pick, years) if one]
        chosen = self._choose(found, base, anchors)
        return _sense(chosen, "relative", base.start) if chosen else None

    def _choose(self, found: list[Interval], base: Interval, anchors: Anchors) -> Interval | None:
        if not found:
            return None
        if self.toward == -1:
            return max((one for one in found if one.end < base.start), key=lambda one: one.end, default=None)
        if self.toward == 1:
            return min((one for one in found if one.start > base.end), key=lambda one: one.start, default=None)
        if self.toward == 0:
            return next((one for one in found if one.start.year == base.start.year), None)
        if anchors.narrative and anchors.focus:
            return _follow(found, base)
        return _lean(found, base, anchors.lean)


def _lean(found: list[Interval], base: Interval, lean: int) -> Interval:
    """News: the one that holds the day; else as the clause leans; else the nearest, with the past ahead by a third."""
    holding = [one for one in found if one.start <= base.start <= one.end]
    if holding:
        return holding[0]
    past = max((one for one in found if one.end < base.start), key=lambda one: one.end, default=None)
    ahead = min((one for one in found if one.start > base.start), key=lambda one: one.start, default=None)
    if past is None or ahead is None:
        return past or ahead or found[0]
    if lean:
        return ahead if lean > 0 else past
    back, forth = (base.start - past.end).days, (ahead.start - base.start).days
    return past if back <= 2 * forth else ahead


def _follow(found: list[Interval], base: Interval) -> Interval:
    """Histories: the year that the text is in, unless the next or the last one's is clearly nearer to what was told."""
    same = next((one for one in found if one.start.year == base.start.year), found[0])
    if base.precision in ("year", "decade", "century", "half"):
        return same
    gap = (same.start - base.start).days
    if gap < -FAR:
        return next((one for one in found if one.start.year == base.start.year + 1), same)
    if gap > FAR:
        return next((one for one in found if one.start.year == base.start.year - 1), same)
    return same


FAR = 240
"""Days of difference at which a history is taken to have turned the year."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 1 for Monday; `toward` as in `Yearly`."""

    number: int
    toward: int | None = None

    def place(self, anchors: Anchors) -> Sense | None:
        """The day that the anchors and the clause point to."""
        base = anchors.now
        if base is None:
            return Sense("DATE", f"XXXX-WXX-{self.number}", None, "day")
        back = (base.start.isoweekday() - self.number) % 7
        if self.toward == -1:
            days = -(back or 7)
        elif self.toward == 1:
            days = 7 - back
        elif self.toward == 0:
            days = self.number - base.start.isoweekday()
        elif anchors.lean > 0 or (anchors.narrative and anchors.focus):
            days = (7 - back) % 7
        else:
            days = -back
        there = shift_day(base.start, "day", days)
        return _sense(one_day(there), "relative", base.start) if there else None


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
        if self.deictic and anchors.narrative:
            return Sense("DATE", "PRESENT_REF")
        base = anchors.told if self.told else anchors.now
        if base is None:
            return Sense("DATE", UNKNOWN.get(self.grain or self.unit, "XXXX"), mod=self.mod)
        origin = base.end if self.count > 0 and base.precision in ("day", "week", "weekend") else base.start
        there = self._there(origin)
        around = unit_around(there, self.grain or self.unit) if there else None
        return _sense(around, "relative", origin, self.mod) if around else None

    def _there(self, origin: date) -> date | None:
        if self.count == int(self.count):
            return shift_day(origin, self.unit, int(self.count))
        length = 7 if self.unit == "week" else MONTHS_IN.get(self.unit, 0) * 30.4375 or DAYS_IN.get(self.unit, 1)
        return shift_day(origin, "day", round(self.count * length))


UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX"}
"""Values of units that no anchor places."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the text last set, seen through a unit: that day, the same year, that summer."""

    unit: str

    def place(self, anchors: Anchors) -> Sense | None:
        """The unit around what was told last; with nothing told its value in X."""
        base = anchors.told
        if base is None:
            return Sense("DATE", UNKNOWN.get(self.unit, "XXXX"))
        around = unit_around(base.start, self.unit)
        return _sense(around, "relative", base.start) if around else None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of something: early, mid, late, the end of; `mod` is START, MID or END."""

    whole: Meaning
    mod: str

    def place(self, anchors: Anchors) -> Sense | None:
        """The whole's value with the mod, and the third of its days that is meant."""
        whole = self.whole.place(anchors)
        if whole is None or whole.type in ("DURATION", "SET"):
            return None
        return replace(whole, mod=self.mod, interval=third(whole.interval, self.mod) if whole.interval else None)


def third(interval: Interval, mod: str) -> Interval:
    """The first, middle or last third of the days; a single day stays whole.

    >>> third(Interval(date(2025, 4, 1), date(2025, 4, 30), "month"), "MID").start
    datetime.date(2025, 4, 11)
    """
    if interval.days < 3:
        return interval
    length = interval.days // 3
    first, last = interval.start, interval.end
    if mod == "START":
        last = first + timedelta(days=length - 1)
    elif mod == "MID":
        first, last = first + timedelta(days=length), last - timedelta(days=length)
    else:
        first = last - timedelta(days=length - 1)
    return Interval(first, last, interval.precision)


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
        return _sense(found, around.basis, around.anchor) if found else None


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
        return _sense(one_day(days.start + timedelta(days=self.number - 1)), around.basis, around.anchor)


@dataclass(frozen=True, slots=True)
class Half:
    """The first or second half of something that is no quarter's house: of next year, of the 1990s, of May."""

    whole: Meaning
    first: bool

    def place(self, anchors: Anchors) -> Sense | None:
        """Of a year its half as a value; of anything else the whole's value with START or END."""
        whole = self.whole.place(anchors)
        if whole is None or whole.interval is None:
            return whole
        days = whole.interval
        middle = days.start + timedelta(days=days.days // 2)
        part = (
            Interval(days.start, middle - timedelta(days=1), "half")
            if self.first
            else Interval(middle, days.end, "half")
        )
        if days.precision == "year":
            whole_half = unit_around(days.start if self.first else days.end, "half")
            return _sense(whole_half, whole.basis, whole.anchor) if whole_half else None
        return replace(
            whole, interval=Interval(part.start, part.end, days.precision), mod="START" if self.first else "END"
        )


@dataclass(frozen=True, slots=True)
class Away:
    """So many units before or after something else: two days before Christmas, the day after the vote on June 5."""

    count: float
    unit: str
    origin: Meaning

    def place(self, anchors: Anchors) -> Sense | None:
        """The unit that far from where the origin is placed."""
        origin = self.origin.place(anchors)
        if origin is None:
            return None
        if origin.interval is None:
            return Sense("DATE", UNKNOWN.get(self.unit, "XXXX"))
        start = origin.interval.start if self.count < 0 else origin.interval.end
        found = step(one_day(start), self.unit, int(self.count))
        return _sense(found, origin.basis, origin.anchor) if found else None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, on a day that was said with it or else the one that the text is at.

    `time` is what follows T in the value; `precision` hour, minute or day (a part of one).
    """

    time: str
    precision: str
    day: Meaning | None = None
    shift: int = 0

    def place(self, anchors: Anchors) -> Sense | None:
        """The day's value with the time; with no day X in its place."""
        day = self.day.place(anchors) if self.day else self._told(anchors)
        if day is None:
            return None
        if day.type != "DATE" or (day.interval is not None and day.interval.precision != "day"):
            return None if day.interval is None else replace(day, type="TIME", value=f"{day.value}T{self.time}")
        return replace(day, type="TIME", value=f"{day.value}T{self.time}", precision=self.precision)

    def _told(self, anchors: Anchors) -> Sense | None:
        told = anchors.told if anchors.narrative else anchors.now
        if told is None or told.precision != "day":
            return Sense("DATE", "XXXX-XX-XX")
        there = shift_day(told.start, "day", self.shift)
        return _sense(one_day(there), "relative", told.start) if there else None


@dataclass(frozen=True, slots=True)
class Modified:
    """Something with a mod: about 1910, more than a year."""

    inner: Meaning
    mod: str

    def place(self, anchors: Anchors) -> Sense | None:
        """The inner sense with the mod, where it has none of its own."""
        inner = self.inner.place(anchors)
        return replace(inner, mod=inner.mod or self.mod) if inner else None


@dataclass(frozen=True, slots=True)
class Several:
    """Readings that one phrase holds side by side: 1957-58, May 3 and 4. Each has its first and last token."""

    parts: tuple[tuple[int, int, Meaning], ...]


def length_value(count: float, code: str) -> str:
    """The TIMEX3 value of a length, `code` being a unit's letter with T before units of a day.

    >>> length_value(2, "M"), length_value(1.5, "Y"), length_value(30, "TM")
    ('P2M', 'P1.5Y', 'PT30M')
    """
    number = f"{count:g}" if count != int(count) else str(int(count))
    return f"PT{number}{code[1:]}" if code.startswith("T") else f"P{number}{code}"
