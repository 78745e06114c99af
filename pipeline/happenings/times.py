"""How far two tellings agree in when it was, or in when they were told."""

from math import log2

from pipeline.happenings.kinds import recurs_after
from pipeline.happenings.told import FORBID, OPEN, Days, Telling, distance, overlap

VAGUE = 100
"""Days from which a stretch no longer tells two happenings of a kind apart."""
DAYS_AGREE = ((1, 2.0), (9, 1.5), (31, 1.2), (VAGUE, 0.8))
"""Longest of two overlapping stretches -> what the agreement weighs: a shared day says more than a shared season."""
TOLD_NEAR = ((2, 0.5), (7, 0.3))
"""Days between two reports -> what it weighs: news of a kind comes every day, so that nearness says little."""
LEAST, A_WEEK = -3.0, 7
PLANNED, ZONES = "planned", 1
"""The status of what is told before its day, and days by which two places may differ in what day it is."""


def of_days(one: Telling, other: Telling) -> float:
    """Up to 2 for the same day; forbids days that exclude each other; vague ones by how far apart they are told."""
    if _is_told_before(one, other) or _is_told_before(other, one):
        return FORBID
    if one.days and other.days:
        if not overlap(one.days, other.days):
            near = distance(one.days, other.days) == 1 and max(one.days.length, other.days.length) == 1
            return 0.0 if near and one.doc_id != other.doc_id else FORBID
        if _is_one_of_many(one, other) or _is_one_of_many(other, one):
            return FORBID
        longest = max(one.days.length, other.days.length)
        if longest <= VAGUE:
            return next(weight for limit, weight in DAYS_AGREE if longest <= limit)
    return _of_reports(one, other)


def _is_one_of_many(run: Telling, single: Telling) -> bool:
    """Whether one goes on since some day, and the other was on a day long after that, of what may come every week."""
    if run.days is None or single.days is None or run.days.last < OPEN or single.days.length > A_WEEK:
        return False
    often = max(recurs_after(run.kinds)[1], recurs_after(single.kinds)[1]) <= A_WEEK
    return often and run.days.first > 0 and single.days.first - run.days.first > A_WEEK


def _of_reports(one: Telling, other: Telling) -> float:
    apart = _apart(one, other)
    if apart is None or one.doc_id == other.doc_id:
        return 0.0
    near = next((weight for limit, weight in TOLD_NEAR if apart <= limit), None)
    if near is not None:
        return near
    recurs = max(recurs_after(one.kinds)[1], recurs_after(other.kinds)[1])
    return max(LEAST, TOLD_NEAR[-1][1] - log2(1 + apart / recurs))


def _apart(one: Telling, other: Telling) -> int | None:
    """Days between what they tell or between their reports, whichever are nearer: old news is told again."""
    pairs = ((_about(one), _about(other)), (_news(one), _news(other)))
    return min((distance(a, b) for a, b in pairs if a and b), default=None)


def _is_told_before(one: Telling, other: Telling) -> bool:
    """Whether the one was published before the other's first day: what has happened was not told before it did."""
    if one.status == PLANNED or not one.reported or not other.days or other.days.length > VAGUE:
        return False
    return one.reported.first < other.days.first - ZONES


def _news(telling: Telling) -> Days | None:
    """The days on which it was news: later reports of it tell old news, and may be of the next of its kind."""
    if telling.reported is None:
        return None
    first, last = telling.reported
    until = first + recurs_after(telling.kinds)[1]
    return telling.reported if last <= until else Days(first, until)


def _about(telling: Telling) -> Days | None:
    """Its days unless they are vague, else those of its publication."""
    if telling.days and telling.days.length <= VAGUE:
        return telling.days
    return telling.reported or telling.days
