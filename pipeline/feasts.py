"""Feasts, observances and national days: the days that a name stands for in a given year.

The one door to `holidays` and `convertdate`; the names are words of `knowledge/feasts.toml`. Days of the Hijri
calendar are those of the almanac: a sighting of the moon can move them by a day in one country or another.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from convertdate import hebrew as hebrew_calendar
from convertdate import islamic as hijri_calendar
from convertdate.holidays import easter as easter_sunday
from holidays.calendars.buddhist import _BuddhistLunisolar
from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.hindu import _HinduLunisolar
from holidays.calendars.islamic import _IslamicLunar

from pipeline.lexicon import words

Days = tuple[date, date]
"""First and last day, both included."""

FIRST_YEAR, LAST_YEAR = 1583, 2200
"""The Gregorian calendar's own years, as far ahead as the reckonings are of use."""


def feast_days(name: str, year: int) -> Days | None:
    """First and last day of the feast called `name` (in lower case) that begins in `year`.

    None for a name that is no feast, one that needs a country it does not name, and a year in which the
    feast does not begin or its day is not known.

    >>> feast_days("victory day", 2025)
    (datetime.date(2025, 5, 9), datetime.date(2025, 5, 9))
    >>> feast_days("ramadan", 2024)
    (datetime.date(2024, 3, 11), datetime.date(2024, 4, 9))
    >>> feast_days("independence day", 2024) is None
    True
    """
    known = _feasts().get(" ".join(name.lower().replace("’", "'").split()))
    if known is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    kind, key = known
    return RECKONINGS[kind](key, year)


def feast_names() -> frozenset[str]:
    """Every name that `feast_days` knows, in lower case and with straight apostrophes.

    >>> "eid al-fitr" in feast_names(), "ukrainian independence day" in feast_names()
    (True, True)
    """
    return frozenset(_feasts())


@cache
def _feasts() -> dict[str, tuple[str, str]]:
    """Name -> the reckoning and its argument."""
    return {name: (kind, key) for kind, key, name in _entries()}


def _entries() -> Iterator[tuple[str, str, str]]:
    for kind, table in words("feasts").items():
        if kind == "national":
            for feast, days in table.items():
                yield from (("fixed", key, name) for key, lands in days.items() for name in _of_lands(feast, lands))
            continue
        yield from ((kind, key, name) for key, names in table.items() for name in names)


def _of_lands(feast: str, lands: list[str]) -> Iterator[str]:
    """The feast with each land before it, as an adjective and as an owner."""
    for land in lands:
        yield f"{land} {feast}"
        yield f"{land}'s {feast}"


def _fixed(key: str, year: int) -> Days:
    month, day = map(int, key.split("-"))
    return _one(date(year, month, day))


def _weekday(key: str, year: int) -> Days:
    month, weekday, which, later = map(int, key.split())
    if which > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    else:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return _one(day + timedelta(days=later))


def _from_easter(key: str, year: int, church: str = "western") -> Days:
    sunday = date(*easter_sunday(year, church))
    first, last = map(int, key.split())
    return sunday + timedelta(days=first), sunday + timedelta(days=last)


def _from_orthodox_easter(key: str, year: int) -> Days:
    return _from_easter(key, year, "orthodox")


def _islamic(key: str, year: int) -> Days | None:
    """Of two that begin in one year (a Hijri year is eleven days shorter) the first."""
    (month, day), (last_month, last_day) = (map(int, part.split("-")) for part in key.split())
    for hijri_year in range(year - 581, year - 576):
        start = date(*hijri_calendar.to_gregorian(hijri_year, month, day))
        if start.year != year:
            continue
        span = date(*hijri_calendar.to_gregorian(hijri_year, last_month, last_day)) - start
        first = start + timedelta(days=_moon_shift(hijri_year))
        return first, first + span
    return None


def _moon_shift(hijri_year: int) -> int:
    """Days by which the observed calendar, as `holidays` tabulates it, stood off the reckoned one that year."""
    reckoned = date(*hijri_calendar.to_gregorian(hijri_year, 9, 1))
    observed = [day for day, _ in _IslamicLunar().ramadan_beginning_dates(reckoned.year)]
    return min(((day - reckoned).days for day in observed), key=abs, default=0) if observed else 0


def _hebrew(key: str, year: int) -> Days:
    month_day, length = key.split()
    month, day = map(int, month_day.split("-"))
    hebrew_year = year + (3761 if month >= 7 else 3760)
    first = date(*hebrew_calendar.to_gregorian(hebrew_year, month, day))
    return first, first + timedelta(days=int(length) - 1)


def _chinese(key: str, year: int) -> Days | None:
    return _looked_up(_ChineseLunisolar(), key, year)


def _hindu(key: str, year: int) -> Days | None:
    return _looked_up(_HinduLunisolar(), key, year)


def _buddhist(key: str, year: int) -> Days | None:
    return _looked_up(_BuddhistLunisolar(), key, year)


def _looked_up(calendar: object, key: str, year: int) -> Days | None:
    day, _ = getattr(calendar, f"{key}_date")(year)
    return None if day is None else _one(day)


def _one(day: date) -> Days:
    return day, day


RECKONINGS: dict[str, Callable[[str, int], Days | None]] = {
    "fixed": _fixed,
    "weekday": _weekday,
    "easter": _from_easter,
    "orthodox_easter": _from_orthodox_easter,
    "islamic": _islamic,
    "hebrew": _hebrew,
    "chinese": _chinese,
    "hindu": _hindu,
    "buddhist": _buddhist,
}
