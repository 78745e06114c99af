"""Meanings that come round: once a year, once a week; which one is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.interval import Interval, one_day, shift_day, unit_around
from pipeline.time_expressions.meaning.anchors import Anchors, Sense, placed
from pipeline.time_expressions.meaning.stated import Stated


@dataclass(frozen=True, slots=True)
class Yearly:
    """Something that comes once a year: a month, a day of a month, a season, a quarter, a feast.

    `pick` gives it in a year, null when that year has none; `label` is its value with the year left out. `toward` is
    -1 for the last one, 1 for the next, 0 for this year's, null when nothing was said.
    """

    label: str
    pick: Callable[[int], Interval | None]
    toward: int | None = None
    told: bool = False
    """Counted from what the text told last: the following spring."""

    def in_year(self, year: int) -> Stated | None:
        """It, in that year; null when that year has none."""
        found = self.pick(year)
        return Stated(found) if found else None

    def place(self, anchors: Anchors) -> Sense | None:
        """The one that the anchors and the clause point to; with no anchor its value with the year left out."""
        if anchors.before_our_era and self.toward is None:
            return Sense("DATE", f"BC{anchors.before_our_era:04d}{self.label[4:]}")
        base = anchors.told if self.told else anchors.now if self.toward is not None else anchors.running
        if base is None:
            return Sense("DATE", self.label)
        years = range(base.start.year - 2, base.start.year + 3)
        if self.label.endswith("02-29"):
            years = range(base.start.year - 8, base.start.year + 9)
        found = [one for one in map(self.pick, years) if one]
        chosen = self._choose(found, base, anchors)
        return placed(chosen, "relative", base.start) if chosen else None

    def _choose(self, found: list[Interval], base: Interval, anchors: Anchors) -> Interval | None:
        if not found:
            return None
        if self.toward == -1:
            return max((one for one in found if one.end < base.start), key=lambda one: one.end, default=None)
        if self.toward == 1:
            return min((one for one in found if one.start > base.end), key=lambda one: one.start, default=None)
        if self.toward == 0:
            return _this(found, base)
        if anchors.narrative and anchors.year:
            return self.pick(anchors.year)
        if anchors.narrative and anchors.focus:
            return _follow(found, base)
        if anchors.begun:
            return max((one for one in found if one.start <= base.start), key=lambda one: one.start, default=None)
        return _lean(found, base, anchors.lean)


def _this(found: list[Interval], base: Interval) -> Interval | None:
    """This year's; of what runs over the new year, the one that is or was nearest."""
    over = [one for one in found if one.start.year != one.end.year]
    if over:
        return min(over, key=lambda one: max((one.start - base.start).days, (base.start - one.end).days, 0))
    return next((one for one in found if one.start.year == base.start.year), None)


def _lean(found: list[Interval], base: Interval, lean: int) -> Interval:
    """News: the one that holds the day; else as the clause leans; else the nearest, with the past ahead by a third."""
    holding = [one for one in found if one.start <= base.start <= one.end]
    if holding:
        return holding[0]
    past = max((one for one in found if one.end < base.start), key=lambda one: one.end, default=None)
    ahead = min((one for one in found if one.start > base.end), key=lambda one: one.start, default=None)
    if past is None or ahead is None:
        return past or ahead or found[0]
    back, forth = (base.start - past.end).days, (ahead.start - base.start).days
    if lean:
        return _as_leaning(past, ahead, back, forth, lean)
    return past if back <= 2 * forth else ahead


def _as_leaning(past: Interval, ahead: Interval, back: int, forth: int, lean: int) -> Interval:
    """As the clause leans, unless that is most of a year off and the other at hand: the year would have been said."""
    if lean > 0:
        return past if forth > MOST_OF_A_YEAR and back < AT_HAND else ahead
    return ahead if back > MOST_OF_A_YEAR and forth < AT_HAND else past


MOST_OF_A_YEAR, AT_HAND = 200, 45


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
        base = anchors.now if self.toward is not None else anchors.running
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
        return placed(one_day(there), "relative", base.start) if there else None


@dataclass(frozen=True, slots=True)
class Weekend:
    """The weekend, neither last nor next: the one now, else the one just over, or the one ahead where the clause is."""

    def place(self, anchors: Anchors) -> Sense | None:
        """The weekend that the anchors and the clause point to."""
        base = anchors.now
        if base is None:
            return Sense("DATE", "XXXX-WXX-WE")
        back = 0 if base.start.isoweekday() >= 6 or anchors.lean > 0 else -1
        there = shift_day(base.start, "week", back)
        around = unit_around(there, "weekend") if there else None
        return placed(around, "relative", base.start) if around else None
