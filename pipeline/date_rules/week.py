"""Days of the week: Monday, last Friday, Tuesday of next week; the weekend."""

from pipeline.meaning import InUnit, Meaning, Weekday
from pipeline.patterns import Match, rule
from pipeline.surroundings import after_name, weekday_stands


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


@rule("weekday last", makes="weekly date")
def weekday_last(m: Match) -> Weekday | None:
    """Friday last."""
    return Weekday(m["weekday"], -1) if m.after() in (",", ".", ")") else None
