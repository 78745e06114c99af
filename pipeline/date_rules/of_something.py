"""Dates inside other dates: October of next year, last April, the end of March, early 1942, later that month."""

from pipeline.date_rules.calendar import month_of
from pipeline.date_rules.season import season_of
from pipeline.interval import year
from pipeline.patterns import Match, rule
from pipeline.time_expressions.meaning import (
    Around,
    Ending,
    Half,
    InUnit,
    Meaning,
    Part,
    Several,
    Stated,
    Told,
    Within,
    Yearly,
)
from pipeline.time_expressions.surroundings import AROUND


@rule("yearly of shifted", "yearly yearly_back", "yearly shifted", "shifted possessive yearly", makes="dated date")
def of_a_year(m: Match) -> Meaning | None:
    """October of next year, July 25 of that year, April last year."""
    year = m["shifted"] or m["yearly_back"]
    return Within(m["yearly"], year) if getattr(year, "unit", None) == "year" else None


@rule("the nth of shifted", makes="date")
def day_of_relative_month(m: Match) -> Meaning | None:
    """The 5th of next month, the 20th of that month."""
    month = m["shifted"]
    return InUnit(month, m["nth"]) if getattr(month, "unit", None) == "month" and m["nth"] <= 31 else None


@rule("the nth", makes="date")
def day_of_the_month(m: Match) -> Meaning | None:
    """The 25th, after on and with no noun: of the month that the text is at."""
    numeral = m.tokens.word(m.end - 1)[0].isdigit()
    alone = not m.after()[:1].isalpha() or m.after() in AROUND["before_time"]
    if not numeral or not alone or m.before() not in AROUND["before_nth"] or m["nth"] > 31:
        return None
    return InUnit(Told("month", near=True), m["nth"])


@rule("that [same] season", "the same season", makes="date")
def same_season(m: Match) -> Meaning | None:
    """That summer."""
    return Within(season_of(m["season"]), Told("year"))


@rule("last yearly", "this last|past yearly", makes="dated date")
def last_yearly(m: Match) -> Meaning | None:
    """Last April, last fall: the latest that is over."""
    return None if m.before() in AROUND["article"] else _toward(m, -1)


@rule("next yearly", "[this|the] coming yearly", makes="dated date")
def next_yearly(m: Match) -> Meaning | None:
    """Next April: the first that is to come."""
    return _toward(m, 1)


@rule("this yearly", makes="dated date")
def this_yearly(m: Match) -> Meaning | None:
    """This summer, this May."""
    return _toward(m, 0)


@rule("the following|next|before_that|latest|current yearly", makes="dated date")
def following_yearly(m: Match) -> Meaning | None:
    """The following spring, the previous October, the latest third quarter."""
    if m.has("current"):
        return _toward(m, 0)
    return _toward(m, 1 if m.has("following") or m.has("next") else -1, told=not m.has("latest"))


def _toward(m: Match, toward: int, *, told: bool = False) -> Yearly | None:
    yearly: Yearly = m["yearly"]
    if m.tokens.word(m.edge("yearly").start) in AROUND["article"]:
        return None
    return Yearly(yearly.label, yearly.pick, toward, told)


WHOLES = "year|monthly|month_year|seasonal|season_year|bare_year|decadal|dated|quarterly"


@rule(
    f"part [hyphen] {WHOLES}",
    f"[the] part [hyphen] {WHOLES}",
    f"part [hyphen] [of] [the] {WHOLES}",
    makes="date",
)
def early_or_late(m: Match) -> Meaning | None:
    """Early 1942, mid-September, the late 1980s, late last year."""
    return _part(m)


@rule("part shifted", "part of shifted", "[the] part [hyphen] shifted", makes="date")
def early_in_unit(m: Match) -> Meaning | None:
    """Later that month, early next year, earlier this week."""
    return _part(m)


@rule("part daily", makes="date")
def earlier_today(m: Match) -> Meaning | None:
    """Earlier today, late yesterday."""
    return _part(m)


@rule("part weekly", makes="date")
def late_weekday(m: Match) -> Meaning | None:
    """Late Friday, early Monday."""
    return _part(m)


@rule("part in the one_unit", "part the one_unit", makes="date")
def later_in_the_unit(m: Match) -> Meaning | None:
    """Later in the year: the one that the text is at."""
    unit = m["one_unit"]
    return (
        Part(Told(unit, near=True), m["part"])
        if unit in ("day", "week", "month", "year", "decade", "century", "quarter")
        else None
    )


@rule(
    f"the edge of_only [the] {WHOLES}",
    "the edge of_only shifted",
    "edge hyphen year",
    "the turn of_only [the] century_word",
    "edge of_only shifted|bare_year|month_year|monthly",
    makes="date",
)
def end_of_something(m: Match) -> Meaning | None:
    """The end of March, the beginning of 1864, the end of this year."""
    return _part(m, m["edge"] or "START") if not m.has("century_word") else None


@rule("the edge of the one_unit", "the edge of one_unit", makes="date")
def end_of_the_unit(m: Match) -> Meaning | None:
    """The end of the month: the one that the text is at."""
    unit = m["one_unit"]
    return (
        Part(Told(unit, near=True), m["edge"])
        if unit in ("day", "week", "month", "year", "decade", "century", "quarter")
        else None
    )


@rule("year_word hyphen edge", "edge hyphen of hyphen one_unit", "one_unit hyphen edge", makes="date")
def year_end(m: Match) -> Meaning | None:
    """Year-end: the end of the year that the text is at."""
    unit = m["one_unit"]
    return Part(Told(unit, near=True), m["edge"]) if unit in ("year", "month") and m["edge"] == "END" else None


def _part(m: Match, mod: str | None = None) -> Meaning | None:
    whole = m.edges[-1].value
    if m.edges[-1].kind == "year":
        days = year(m["year"])
        whole = Stated(days) if days else None
    return None if whole is None else Part(whole, mod or m["part"])


@rule(
    "the [year_kind|nth] one_unit ended month_day|full_day|monthly|month_year|weekly",
    "[the] [year_kind] one_unit ended on month_day|full_day|weekly",
    "[the] nth [hyphen] one_unit ended month_day|full_day|monthly|month_year",
    "one_unit ended month_day|full_day",
    makes="date",
)
def unit_that_ended(m: Match) -> Several | None:
    """The quarter ended July 31, the week ending Oct. 14: the unit that the day closes, and the day."""
    unit, last = m["one_unit"], m.edges[-1]
    if unit not in ("week", "month", "quarter", "year"):
        return None
    head_end = m.edge("ended").start
    period = Ending(last.value, unit, m["nth"] if unit == "quarter" else None)
    return Several(((m.start, head_end, period), (last.start, last.end, last.value)))


@rule(
    "the length ended month_day|full_day|monthly",
    "length ended month_day|full_day",
    "the nth length ended month_day|full_day",
    makes="date",
)
def length_that_ended(m: Match) -> Several:
    """The nine months ended Sept. 30: a length, and the day it ends on."""
    last = m.edges[-1]
    return Several(((m.start, m.edge("ended").start, m["length"]), (last.start, last.end, last.value)))


@rule(
    "the week_word of month_day|full_day|weekly|daily", "the week_word starting month_day|full_day|weekly", makes="date"
)
def week_of(m: Match) -> Meaning:
    """The week of Oct. 9."""
    return Around(m.edges[-1].value, "week")


@rule("[the] month_word of month_year|monthly", "the month_word of month", makes="date")
def month_named(m: Match) -> Meaning | None:
    """The month of May."""
    return month_of(m["month"]) if m.has("month") else m.edges[-1].value


@rule("halves of the one_unit", "quarterly of the one_unit", makes="date")
def half_of_the_unit(m: Match) -> Meaning | None:
    """The second half of the year: of the one that the text is at."""
    unit = m["one_unit"]
    if unit not in CALENDAR_UNITS:
        return None
    if m.has("quarterly"):
        return Within(m["quarterly"], Told("year", near=True)) if unit == "year" else None
    return Half(Told(unit, near=True), m["halves"].label == "XXXX-H1")


CALENDAR_UNITS = frozenset(("day", "week", "month", "year", "decade", "century", "quarter"))
