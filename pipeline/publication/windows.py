"""Sets of days as closed stretches side by side, and what they have in common."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

Windows = tuple[tuple[date, date], ...]
"""Stretches in order, none touching the next."""

ALWAYS: Windows = ((date(1000, 1, 1), date(2999, 12, 31)),)
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Between these, what comes once a year is spelled out."""


def joined(stretches: Iterable[tuple[date, date]]) -> Windows:
    """The stretches in order, those that touch or overlap made one.

    >>> joined([(date(2025, 1, 3), date(2025, 1, 9)), (date(2025, 1, 1), date(2025, 1, 2))])
    ((datetime.date(2025, 1, 1), datetime.date(2025, 1, 9)),)
    """
    merged: list[tuple[date, date]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def common(first: Windows, second: Windows) -> Windows:
    """The days in both.

    >>> common(ALWAYS, ((date(2025, 1, 1), date(2025, 1, 2)),))
    ((datetime.date(2025, 1, 1), datetime.date(2025, 1, 2)),)
    """
    found, here, there = list[tuple[date, date]](), 0, 0
    while here < len(first) and there < len(second):
        (start, end), (other_start, other_end) = first[here], second[there]
        if max(start, other_start) <= min(end, other_end):
            found.append((max(start, other_start), min(end, other_end)))
        here, there = (here + 1, there) if end < other_end else (here, there + 1)
    return joined(found)


def about(day: date, before: int, after: int) -> tuple[date, date]:
    """From so many days before a day to so many after it."""
    return day - timedelta(days=before), day + timedelta(days=after)


def yearly(pick: Callable[[int], tuple[date, date] | None], before: int, after: int) -> Windows:
    """Every year's stretch, from so many days before its first day to so many after its last."""
    found = (pick(year) for year in range(FIRST_YEAR, LAST_YEAR))
    return joined((about(days[0], before, 0)[0], about(days[1], 0, after)[1]) for days in found if days)


def hull(windows: Windows) -> tuple[date, date]:
    """From the first day to the last."""
    return windows[0][0], windows[-1][1]


def said(windows: Windows) -> str:
    """In words: one stretch by its days, several as such.

    >>> said(((date(2025, 1, 1), date(2025, 1, 2)),))
    '2025-01-01..2025-01-02'
    """
    if len(windows) > MANY:
        return "yearly"
    return " or ".join(f"{start}..{end}" for start, end in windows)


MANY = 3
