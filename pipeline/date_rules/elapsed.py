"""So long before or after: four years ago, two days later, a week earlier, three months from now."""

from pipeline.date_rules.duration import Length
from pipeline.patterns import Match, rule
from pipeline.time_expressions.meaning import Clock, Meaning, Plain, Shifted
from pipeline.time_expressions.surroundings import goes_on

STEPS = {"fortnight": ("week", 2), "night": ("day", 1), "weekend": ("weekend", 1), "millennium": ("century", 10)}
MODS = {-1: {"MORE_THAN": "BEFORE", "LESS_THAN": "AFTER"}, 1: {"MORE_THAN": "AFTER", "LESS_THAN": "BEFORE"}}
"""Of a length that bends, what becomes of the day it leads to: more than a year ago is before that."""
CALENDAR_UNITS = frozenset(("day", "weekend", "week", "month", "quarter", "year", "decade", "century"))


def _shift(length: Length, sign: int, *, told: bool) -> Meaning | None:
    if length.count is None:
        return Plain("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    unit, times = STEPS.get(length.unit, (length.unit, 1))
    if unit not in CALENDAR_UNITS:
        return Clock("XX", "hour", None) if unit in ("hour", "minute") else None
    return Shifted(sign * length.count * times, unit, None, told, MODS[sign].get(length.mod or "", length.mod))


@rule("length ago", makes="dated date")
def length_ago(m: Match) -> Meaning | None:
    """Four years ago: counted from the text's own day, as exact as its unit."""
    return _shift(m["length"], -1, told=False)


@rule("length earlier", "length before_alone", "units earlier", makes="dated date")
def length_earlier(m: Match) -> Meaning | None:
    """A year earlier, the day before: counted from what the text tells."""
    if m.has("before_alone") and goes_on(m):
        return None
    return _shift(m["length"] or Length(None, m["units"]), -1, told=True)


@rule("one_unit hyphen ago|earlier", makes="dated date")
def year_earlier(m: Match) -> Meaning | None:
    """Year-earlier, year-ago."""
    unit = m["one_unit"]
    return Shifted(-1, unit, None, True) if unit in ("year", "month", "week") else None


@rule("length later", "length after_alone", "units later", makes="dated date")
def length_later(m: Match) -> Meaning | None:
    """Two days later: counted from what the text tells."""
    if m.has("after_alone") and goes_on(m):
        return None
    return _shift(m["length"] or Length(None, m["units"]), 1, told=True)


@rule("length from_now", makes="dated date")
def length_from_now(m: Match) -> Meaning | None:
    """Three months from now."""
    return _shift(m["length"], 1, told=False)
