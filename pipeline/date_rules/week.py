"""Days of the week: Monday, last Friday, Tuesday of next week; the weekend."""

from datetime import timedelta

from pipeline.interval import Interval, month, one_day
from pipeline.patterns import Match, rule
from pipeline.time_expressions.meaning import InUnit, Meaning, Stated, Weekday, Yearly
from pipeline.time_expressions.surroundings import after_name, weekday_stands


@rule("weekday", makes="weekly date")
def weekday_alone(m: Match) -> Weekday | None:
    """Monday, where it is the day and not a name."""
    return Weekday(m["weekday"]) if weekday_stands(m) else None


@rule("[this] last weekday", "this past weekday", makes="weekly date")
def last_weekday(m: Match) -> Weekday | None:
    """Last Friday: the one before today."""
    return Weekday(m["weekday"], -1)


@rule("[this] next weekday", "[this|the] coming weekday", makes="weekly date")
def next_weekday(m: Match) -> Weekday:
    """Next Friday: the one after today."""
    return Weekday(m["weekday"], 1)


@rule("this weekday", makes="weekly date")
def this_weekday(m: Match) -> Weekday:
    """This Friday: the one of this week."""
    return Weekday(m["weekday"], 0)


@rule("weekday of shifted", "weekday shifted", makes="weekly date")
def weekday_of_week(m: Match) -> Meaning | None:
    """Tuesday of next week, Friday last week."""
    week = m["shifted"]
    if getattr(week, "unit", None) != "week" or after_name(m):
        return None
    return InUnit(week, m["weekday"])


@rule("the nth|last weekday of month|month_year|monthly", "the nth|last weekday of month year", makes="date")
def nth_weekday(m: Match) -> Meaning | None:
    """The first Monday of May, the last Friday of June 2019."""
    if m.has("month_year"):
        stated: Stated = m["month_year"]
        days = _nth(stated.interval.start.year, stated.interval.start.month, m["weekday"], m["nth"])
        return Stated(days) if days else None
    number, place, weekday = m["month"] or int(m["monthly"].label[-2:]), m["nth"], m["weekday"]
    if m.has("year"):
        days = _nth(m["year"], number, weekday, place)
        return Stated(days) if days else None
    return Yearly(f"XXXX-{number:02d}-XX", lambda year: _nth(year, number, weekday, place))


def _nth(year: int, number: int, weekday: int, place: int | None) -> Interval | None:
    """The weekday of that place in the month, the last one when no place is given."""
    whole = month(year, number)
    if whole is None:
        return None
    days = [day for n in range(whole.days) if (day := whole.start + timedelta(days=n)).isoweekday() == weekday]
    wanted = -1 if place is None else place - 1
    return one_day(days[wanted]) if wanted < len(days) else None


@rule("weekday last", makes="weekly date")
def weekday_last(m: Match) -> Weekday | None:
    """Friday last."""
    return Weekday(m["weekday"], -1) if m.after() in (",", ".", ")") else None
