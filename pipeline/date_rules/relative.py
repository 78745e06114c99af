"""Units counted from an anchor: today, last year, the following day, the same month, earlier this week."""

from pipeline.patterns import Match, rule
from pipeline.time_expressions.meaning import Clock, Meaning, SamePeriod, Shifted, Told, Weekend
from pipeline.time_expressions.surroundings import AROUND, goes_on, lasts, unit_told

CALENDAR_UNITS = frozenset(("day", "weekend", "week", "month", "quarter", "year", "decade", "century"))
SMALL_UNITS = frozenset(("second", "minute", "hour", "day"))
NO_CALENDAR = frozenset(("second", "minute", "hour", "night"))


def shifted(unit: str, count: int, *, told: bool = False) -> Meaning | None:
    """So many calendar units from the anchor; nights are times of their day, hours are in no calendar."""
    if unit == "night":
        return Clock("NI", "hour", None, count)
    return Shifted(count, unit, told=told) if unit in CALENDAR_UNITS else None


@rule("today_day", makes="daily date")
def today(m: Match) -> Meaning:
    """Today."""
    return Shifted(0, "day", deictic=True)


@rule("yesterday", makes="daily date")
def yesterday(m: Match) -> Meaning:
    """The day before the text's."""
    return Shifted(-1, "day")


@rule("tomorrow", makes="daily date")
def tomorrow(m: Match) -> Meaning:
    """The day after the text's."""
    return Shifted(1, "day")


@rule("day_before_yesterday", makes="daily date")
def day_before_yesterday(m: Match) -> Meaning:
    """Two days back."""
    return Shifted(-2, "day")


@rule("day_after_tomorrow", makes="daily date")
def day_after_tomorrow(m: Match) -> Meaning:
    """Two days on."""
    return Shifted(2, "day")


@rule("next_day", makes="daily date")
def next_day(m: Match) -> Meaning | None:
    """The day after: after the one that the text is at."""
    return None if goes_on(m) else Shifted(1, "day", told=True)


@rule("day_before", makes="daily date")
def day_before(m: Match) -> Meaning | None:
    """The day before the one that the text is at."""
    return None if goes_on(m) else Shifted(-1, "day", told=True)


@rule("last one_unit", "last year_kind one_unit", makes="shifted date")
def last_unit(m: Match) -> Meaning | None:
    """Last year, last week; a bare `past year` is none."""
    unit = m["one_unit"]
    return None if unit in SMALL_UNITS or m.before() in AROUND["article"] else shifted(unit, -1)


@rule("this last|past one_unit", makes="shifted date")
def this_past_unit(m: Match) -> Meaning | None:
    """This past weekend."""
    return None if m["one_unit"] in SMALL_UNITS else shifted(m["one_unit"], -1)


@rule("the last year_kind one_unit", "the last quarter_word", makes="shifted date")
def last_kind_of_year(m: Match) -> Meaning | None:
    """The last fiscal year, the last quarter."""
    if m.has("quarter_word"):
        return shifted("quarter", -1)
    return shifted("year", -1) if m["one_unit"] == "year" else None


@rule(
    "this [entire|year_kind] one_unit",
    "the current [year_kind] one_unit",
    "this current one_unit",
    makes="shifted date",
)
def this_unit(m: Match) -> Meaning | None:
    """This year, the current quarter, this whole week."""
    if m["one_unit"] == "day" and m.has("this"):
        return Shifted(0, "day")
    return None if m["one_unit"] in SMALL_UNITS else shifted(m["one_unit"], 0)


@rule("the entire [year_kind] one_unit", "full one_unit", "the year_kind one_unit", makes="shifted date")
def whole_year(m: Match) -> Meaning | None:
    """The entire year, the fiscal year: the one that the text is at."""
    return Told("year", near=True) if m["one_unit"] == "year" else None


@rule("next [year_kind] one_unit", makes="shifted date")
def next_unit(m: Match) -> Meaning | None:
    """Next year, next week."""
    unit = m["one_unit"]
    return None if unit in SMALL_UNITS or m.before() in AROUND["article"] else shifted(unit, 1)


@rule(
    "the following|next|coming [year_kind] one_unit",
    "this coming one_unit",
    "the latest one_unit",
    makes="shifted date",
)
def following_unit(m: Match) -> Meaning | None:
    """The following year, the next day: after the one that the text is at; the latest week: the one now over."""
    unit = m["one_unit"]
    if unit in NO_CALENDAR or (m.has("next") and lasts(m)):
        return None
    return shifted(unit, -1) if m.has("latest") else shifted(unit, 1, told=not m.has("coming"))


@rule("the before_that [year_kind] one_unit", makes="shifted date")
def previous_unit(m: Match) -> Meaning | None:
    """The previous year: before the one that the text is at."""
    unit = m["one_unit"]
    return None if unit in NO_CALENDAR else shifted(unit, -1, told=True)


@rule("the one_unit before_alone", makes="shifted date")
def the_unit_before(m: Match) -> Meaning | None:
    """The week before: before the one that the text is at."""
    unit = m["one_unit"]
    return None if unit in NO_CALENDAR or unit == "day" or goes_on(m) else shifted(unit, -1, told=True)


@rule("the one_unit after_alone", makes="shifted date")
def the_unit_after(m: Match) -> Meaning | None:
    """The year after: after the one that the text is at."""
    unit = m["one_unit"]
    return None if unit in NO_CALENDAR or unit == "day" or goes_on(m) else shifted(unit, 1, told=True)


@rule("the same one_unit", "that [same] one_unit", makes="shifted date")
def same_unit(m: Match) -> Meaning | None:
    """The same year, that month, that day: the one that the text is at."""
    unit = m["one_unit"]
    return Told(unit) if unit in CALENDAR_UNITS else None


@rule("the one_unit", makes="date")
def the_unit(m: Match) -> Meaning | None:
    """The day, the year: the one that the text is at, after words like for, in, during, end."""
    unit = m["one_unit"]
    return _the(unit) if unit in CALENDAR_UNITS and unit_told(m) else None


def _the(unit: str) -> Meaning:
    return Weekend() if unit == "weekend" else Told(unit, near=True)


@rule(
    "the like period|one_unit [of] shifted",
    "the like period|one_unit yearly_back",
    makes="dated date",
)
def same_period(m: Match) -> Meaning | None:
    """The same period last year, the same month a year ago: what the text was at, a year back."""
    unit = m["one_unit"]
    if m.has("shifted") and getattr(m["shifted"], "unit", None) != "year":
        return None
    return SamePeriod(unit) if unit is None or unit in CALENDAR_UNITS else None


@rule("a year_word ago|earlier", makes="yearly_back")
def a_year_back(m: Match) -> Meaning:
    """A year ago, as a part of the same period a year ago."""
    return Shifted(-1, "year")


@rule(
    "[the] year_word hyphen ago|earlier one_unit|period",
    "the year_word earlier|ago one_unit|period",
    makes="dated date",
)
def year_ago_period(m: Match) -> Meaning | None:
    """The year-ago quarter, the year-earlier period."""
    unit = m["one_unit"]
    return SamePeriod(unit) if unit is None or unit in CALENDAR_UNITS else None
