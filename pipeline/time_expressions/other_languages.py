"""Time expressions in languages other than English: absolute dates, and the plain relative ones.

A language without a file in `knowledge/languages/` gives its absolute dates alone. `foreign_phrases` finds what the
phrases there say; here it is placed on the calendar.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from pipeline.interval import Interval, month, one_day, season, shift_day, step, year
from pipeline.plain_dates import PlainDate, find_plain_dates, nearest, unmarked
from pipeline.plain_dates.spans import find_spans
from pipeline.time_expressions.foreign_phrases import Found, find_phrases, words_around
from pipeline.time_expressions.timex import Reading

PAST_MONTHS = 9
"""A month or season without a year is the one in the nine months before the anchor, or in the three about it."""
UNPLACED = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX"}


def read_foreign_dates(text: str, published: Interval | date | None, language: str) -> list[Reading]:
    """The time expressions of the text in order, placed from the day of publication; without one, unplaced.

    From a window of publication, relative ones cover whatever they can mean within it.

    >>> [r.timex_value for r in read_foreign_dates("Gestern und am 3. Mai 2024.", date(2025, 1, 1), "de")]
    ['2024-12-31', '2024-05-03']
    """
    clean, places = unmarked(text)
    spans = _found(clean, language)
    if not isinstance(published, Interval):
        return [_reading(text, places, found, _days(found, published), published) for found in spans]
    ends = (published.start, published.end)
    return [_reading(text, places, found, _between(*(_days(found, end) for end in ends)), ends[0]) for found in spans]


def _found(text: str, language: str) -> list[Found]:
    """Absolute dates and phrases in order; a phrase gives way to a date, and to what only looks like one."""
    dates = [
        Found(f.start, f.end, "date", 0, {"date": f.date, "other": f.other}, f"{language}_date")
        for f in find_plain_dates(text, language)
    ]
    taken = {place for span in find_spans(text, language) for place in range(*span)}
    phrases = [found for found in find_phrases(text, language) if taken.isdisjoint(range(found.start, found.end))]
    return [words_around(text, found, language) for found in sorted(dates + phrases, key=lambda found: found.start)]


def _between(first: Interval | None, last: Interval | None) -> Interval | None:
    return first.hull(last) if first and last else None


def _reading(text: str, places: Any, found: Found, days: Interval | None, anchor: date | None) -> Reading:
    start, end = places[found.start], places[found.end - 1] + 1
    said = found.holes.get("date")
    stated = found.meaning in ("year", "season_year") or (said is not None and said.year is not None)
    basis = "stated" if stated else "relative" if days else "unplaced"
    return Reading(
        start=start,
        end=end,
        text=text[start:end],
        timex_type="DATE",
        timex_value=days.value if days else said.value() if said else UNPLACED.get(found.grain, "XXXX"),
        timex_mod=found.mod,
        date_start=None if days is None or found.bound == "until" else days.start,
        date_end=None if days is None or found.bound == "since" else days.end,
        precision=found.grain if said is None else "day" if said.day else "month",
        bound=found.bound,
        basis=basis,
        anchor_on=anchor if basis == "relative" else None,
        other_value=found.holes["other"].value() if found.holes.get("other") else None,
        rule=found.rule,
    )


def _days(found: Found, anchor: date | None) -> Interval | None:
    """The days that it means from the anchor; null when they cannot be told."""
    if anchor is None and found.meaning not in ("date", "year", "season_year"):
        return None
    return MEANINGS[found.meaning](found.holes, found.way, anchor)


def _date(holes: dict[str, Any], _: int, anchor: date | None) -> Interval | None:
    said: PlainDate = holes["date"]
    return said.interval() or (nearest(said, anchor) if anchor else None)


def _year(holes: dict[str, Any], _: int, __: date | None) -> Interval | None:
    return year(holes["year"])


def _season_year(holes: dict[str, Any], _: int, __: date | None) -> Interval | None:
    return season(holes["year"], holes["season"])


def _shifted(holes: dict[str, Any], way: int, anchor: date) -> Interval | None:
    return step(one_day(anchor), holes["unit"], way)


def _ago(holes: dict[str, Any], way: int, anchor: date) -> Interval | None:
    return step(one_day(anchor), holes["unit"], way * holes.get("n", 1))


def _weekday(holes: dict[str, Any], way: int, anchor: date) -> Interval | None:
    """The nearest such weekday, strictly before or after the anchor; with no way given, of the last seven days."""
    back = (anchor.isoweekday() - holes["weekday"]) % 7
    day = shift_day(anchor, "day", 7 - back if way > 0 else -(back or (7 if way else 0)))
    return one_day(day) if day else None


def _weekday_of_week(holes: dict[str, Any], way: int, anchor: date) -> Interval | None:
    week = step(one_day(anchor), "week", way)
    return one_day(week.start + timedelta(days=holes["weekday"] - 1)) if week else None


def _month(holes: dict[str, Any], way: int, anchor: date) -> Interval | None:
    return _of_years([month(anchor.year + off, holes["month"]) for off in (-1, 0, 1)], way, anchor)


def _season(holes: dict[str, Any], way: int, anchor: date) -> Interval | None:
    return _of_years([season(anchor.year + off, holes["season"]) for off in (-2, -1, 0, 1)], way, anchor)


def _of_years(stretches: list[Interval | None], way: int, anchor: date) -> Interval | None:
    """Of the same stretch in years side by side: the last that is over, the first to come, or the one at hand."""
    known = [days for days in stretches if days]
    if way < 0:
        return next((days for days in reversed(known) if days.end < anchor), None)
    if way > 0:
        return next((days for days in known if days.start > anchor), None)
    oldest = step(one_day(anchor), "month", -PAST_MONTHS)
    return next((days for days in known if oldest and days.end >= oldest.start), None)


MEANINGS: dict[str, Callable[[dict[str, Any], int, Any], Interval | None]] = {
    "date": _date,
    "year": _year,
    "season_year": _season_year,
    "unit": _shifted,
    "ago": _ago,
    "ahead": _ago,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "month": _month,
    "season": _season,
}
