"""Meanings that are a part of another: early, the end of, the first half, a time of day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from pipeline.interval import Interval, one_day, shift_day, unit_around
from pipeline.time_expressions.meaning.anchors import Anchors, Meaning, Sense, placed


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

    >>> from datetime import date
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
class Half:
    """The first or second half of something that is no quarter's house: of next year, of the 1990s, of May."""

    whole: Meaning
    first: bool

    def place(self, anchors: Anchors) -> Sense | None:
        """Of a year its half as a value; of anything else the whole's value with START or END."""
        whole = self.whole.place(anchors)
        if whole is None or whole.interval is None:
            return whole
        days, mod = whole.interval, "START" if self.first else "END"
        if days.precision == "year":
            half = unit_around(days.start if self.first else days.end, "half")
            return placed(half, whole.basis, whole.anchor) if half else None
        if days.days == 1:
            return replace(whole, mod=mod)
        middle = days.start + timedelta(days=days.days // 2)
        first, last = (days.start, middle - timedelta(days=1)) if self.first else (middle, days.end)
        return replace(whole, interval=Interval(first, last, days.precision), mod=mod)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, on a day that was said with it or else the one that the text is at.

    `time` is what follows T in the value; `precision` hour, minute or day (a part of one).
    """

    time: str
    precision: str
    day: Meaning | None = None
    shift: int = 0
    mod: str | None = None

    def place(self, anchors: Anchors) -> Sense | None:
        """The day's value with the time; with no day X in its place."""
        day = self.day.place(anchors) if self.day else self._told(anchors)
        if day is None:
            return None
        if day.type != "DATE" or (day.interval is not None and day.interval.precision != "day"):
            return None if day.interval is None else replace(day, type="TIME", value=f"{day.value}T{self.time}")
        mod = self.mod or day.mod
        return replace(day, type="TIME", value=f"{day.value}T{self.time}", precision=self.precision, mod=mod)

    def _told(self, anchors: Anchors) -> Sense | None:
        told = anchors.told if anchors.narrative or self._goes_on(anchors) else anchors.now
        if told is None or told.precision != "day":
            return Sense("DATE", "XXXX-XX-XX")
        there = shift_day(told.start, "day", self.shift)
        return placed(one_day(there), "relative", told.start) if there else None

    def _goes_on(self, anchors: Anchors) -> bool:
        """Whether news is still at a day just over that it told last: "on Monday … in the evening"."""
        day, focus = anchors.published, anchors.focus
        if day is None or focus is None or focus.precision not in ("day", "hour", "minute") or anchors.lean > 0:
            return False
        return anchors.fresh and 0 < (day - focus.end).days <= A_WEEK


A_WEEK = 7
"""Days for which a day told in news is still the one that its times of day are of."""
