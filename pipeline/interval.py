"""A closed stretch of days and how exact it was said; the calendar's units around a day and steps between them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = ("SP", "SU", "FA", "WI")
"""Meteorological seasons of the north: they begin in March, June, September and December.

In the south the same names mean the opposite months. No phrase says which, so the north's are read everywhere: a text
of Sydney's that says last summer is off by half a year, and its `precision` of a season says how far to trust it.
"""

MONTHS_IN = {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "weekend": 7, "week": 7}
LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both inside it; `precision` is a word of `tables.PRECISIONS`.

    >>> Interval(date(2024, 9, 1), date(2024, 11, 30), "season").value
    '2024-FA'
    """

    start: date
    end: date
    precision: str

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"an interval ends on {self.end}, before it starts on {self.start}")

    @property
    def days(self) -> int:
        """How many days it holds.

        >>> month(2024, 2).days
        29
        """
        return (self.end - self.start).days + 1

    @property
    def value(self) -> str:
        """The TIMEX3 value of a calendar unit; of any other stretch, that of its first day."""
        return _VALUES.get(self.precision, _day_value)(self.start)

    def covers(self, other: Interval) -> bool:
        """Whether every day of `other` is a day of this one.

        >>> year(2024).covers(month(2024, 5))
        True
        """
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: Interval) -> Interval:
        """The shortest stretch that holds both, as exact as the coarser of the two."""
        coarser = self if self.days >= other.days else other
        return Interval(min(self.start, other.start), max(self.end, other.end), coarser.precision)


def _day_value(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def _week_value(day: date) -> str:
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def _season_value(day: date) -> str:
    return f"{day.year:04d}-{SEASONS[(day.month // 3 - 1) % 4]}"


_VALUES: dict[str, Callable[[date], str]] = {
    "day": _day_value,
    "weekend": lambda d: f"{_week_value(d)}-WE",
    "week": _week_value,
    "month": lambda d: f"{d.year:04d}-{d.month:02d}",
    "season": _season_value,
    "quarter": lambda d: f"{d.year:04d}-Q{(d.month + 2) // 3}",
    "half": lambda d: f"{d.year:04d}-H{(d.month + 5) // 6}",
    "year": lambda d: f"{d.year:04d}",
    "decade": lambda d: f"{d.year:04d}"[:3],
    "century": lambda d: f"{d.year:04d}"[:2],
}


def one_day(day: date) -> Interval:
    """The day itself.

    >>> one_day(date(2025, 5, 9)).value
    '2025-05-09'
    """
    return Interval(day, day, "day")


def day_of(year: int, month: int, day: int) -> Interval | None:
    """That day; null when the calendar has none such (30 February, year 0).

    >>> day_of(2023, 2, 30) is None
    True
    """
    try:
        return one_day(date(year, month, day))
    except ValueError:
        return None


def months_from(year: int, month: int, count: int, precision: str) -> Interval | None:
    """`count` whole months from the first of that month; null when they leave the years 1 to 9999.

    >>> months_from(2024, 12, 3, "season").end
    datetime.date(2025, 2, 28)
    """
    first, last = year * 12 + month - 1, year * 12 + month + count - 2
    if first < 12 or last >= (LAST_YEAR + 1) * 12:
        return None
    last_year, last_month = divmod(last, 12)
    start = date(first // 12, first % 12 + 1, 1)
    return Interval(start, date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1]), precision)


def month(year: int, month: int) -> Interval | None:
    """That month; null outside the years 1 to 9999."""
    return months_from(year, month, 1, "month")


def year(year: int) -> Interval | None:
    """That year; null outside the years 1 to 9999.

    >>> year(0) is None
    True
    """
    return months_from(year, 1, 12, "year")


def decade(first_year: int) -> Interval | None:
    """The ten years from `first_year`, which ends in 0.

    >>> decade(1990).value
    '199'
    """
    return months_from(first_year, 1, 120, "decade")


def century(first_year: int) -> Interval | None:
    """The hundred years that share the first two digits: the 1900s, told as the 20th century.

    >>> century(1900).value
    '19'
    """
    return months_from(first_year, 1, 1200, "century")


def quarter(year: int, number: int) -> Interval | None:
    """Quarter 1 to 4 of that year."""
    return months_from(year, 3 * number - 2, 3, "quarter")


def half(year: int, number: int) -> Interval | None:
    """Half 1 or 2 of that year."""
    return months_from(year, 6 * number - 5, 6, "half")


def season(year: int, name: str) -> Interval | None:
    """A season of SEASONS in the year it begins in: the winter of 2024 runs into February 2025.

    >>> season(2024, "FA").start
    datetime.date(2024, 9, 1)
    """
    return months_from(year, 3 * SEASONS.index(name) + 3, 3, "season")


def _monday(day: date) -> date | None:
    back = day.weekday()
    return None if day.toordinal() <= back else day - timedelta(days=back)


def _week_around(day: date) -> Interval | None:
    monday = _monday(day)
    if monday is None or monday.toordinal() + 6 > date.max.toordinal():
        return None
    return Interval(monday, monday + timedelta(days=6), "week")


def _weekend_around(day: date) -> Interval | None:
    week = _week_around(day)
    return Interval(week.start + timedelta(days=5), week.end, "weekend") if week else None


def _season_around(day: date) -> Interval | None:
    months = day.year * 12 + day.month - 1
    first = months - (day.month % 3)
    return months_from(first // 12, first % 12 + 1, 3, "season")


_AROUND: dict[str, Callable[[date], Interval | None]] = {
    "day": one_day,
    "weekend": _weekend_around,
    "week": _week_around,
    "month": lambda d: month(d.year, d.month),
    "season": _season_around,
    "quarter": lambda d: quarter(d.year, (d.month + 2) // 3),
    "half": lambda d: half(d.year, (d.month + 5) // 6),
    "year": lambda d: year(d.year),
    "decade": lambda d: decade(d.year // 10 * 10),
    "century": lambda d: century(d.year // 100 * 100),
}


def unit_around(day: date, unit: str) -> Interval | None:
    """The calendar unit that holds the day; null when it leaves the years 1 to 9999.

    >>> unit_around(date(2025, 1, 15), "season").value
    '2024-WI'
    """
    return _AROUND[unit](day)


def step(interval: Interval, unit: str, count: int) -> Interval | None:
    """The calendar unit `count` units after the one that holds the interval's first day; null beyond the calendar.

    >>> step(one_day(date(2024, 12, 28)), "week", -1).value
    '2024-W51'
    """
    there = shift_day(interval.start, unit, count)
    return unit_around(there, unit) if there else None


def shift_day(day: date, unit: str, count: int) -> date | None:
    """The same day `count` units on, or the last of a shorter month; null beyond the calendar.

    >>> shift_day(date(2024, 1, 31), "month", 1)
    datetime.date(2024, 2, 29)
    """
    if unit in DAYS_IN:
        there = day.toordinal() + DAYS_IN[unit] * count
        return date.fromordinal(there) if 1 <= there <= date.max.toordinal() else None
    months = day.year * 12 + day.month - 1 + MONTHS_IN[unit] * count
    if not 12 <= months < (LAST_YEAR + 1) * 12:
        return None
    return date(months // 12, months % 12 + 1, min(day.day, monthrange(months // 12, months % 12 + 1)[1]))
