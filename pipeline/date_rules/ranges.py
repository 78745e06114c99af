"""Dates side by side that share a part: 1957-58, May 3 and 4, May-August 1950, July 1 to July 3, 1863."""

import itertools

from pipeline.date_rules.calendar import MODERN, month_day_of, month_of
from pipeline.interval import day_of, decade, month, year
from pipeline.patterns import Edge, Match, rule
from pipeline.time_expressions.meaning import Meaning, Plain, Several, Stated, Within
from pipeline.time_expressions.surroundings import AROUND, in_degrees, range_stands


def _several(*parts: tuple[Edge, Meaning | None]) -> Several | None:
    if any(meaning is None for _, meaning in parts):
        return None
    return Several(tuple((edge.start, edge.end, meaning) for edge, meaning in parts if meaning))


def _stated(interval: object) -> Stated | None:
    return Stated(interval) if interval else None  # type: ignore[arg-type]


@rule("year hyphen yy", "year to yy", makes="date")
def year_and_short_year(m: Match) -> Several | None:
    """1957-58."""
    last = m["year"] // 100 * 100 + m["yy"]
    month_like = m["yy"] <= 12 and last - m["year"] > 1
    if not 0 < last - m["year"] < 60 or not range_stands(m) or month_like:
        return None
    return _several((m.edge("year"), _stated(year(m["year"]))), (m.edge("yy"), _stated(year(last))))


@rule("year|old_year hyphen|both year|old_year era_bc", makes="date")
def years_before_our_era(m: Match) -> Several | None:
    """499-493 BC, from 499 to 493 BC."""
    edges = [edge for edge in m.edges if edge.kind in ("year", "old_year")]
    if edges[0].value <= edges[1].value:
        return None
    last = Edge("", edges[1].start, m.end, None)
    values = (Plain("DATE", f"BC{edge.value:04d}", precision="year") for edge in edges)
    return _several(*zip((edges[0], last), values, strict=True))


@rule("year hyphen year", makes="date")
def year_to_year(m: Match) -> Several | None:
    """1861-1865."""
    first, last = m.edge("year", 0), m.edge("year", 1)
    slashed = m["hyphen"] == "/" and not MODERN[0] <= first.value <= MODERN[1]
    if slashed or not 0 < last.value - first.value <= 300 or not range_stands(m):
        return None
    return _several((first, _stated(year(first.value))), (last, _stated(year(last.value))))


@rule("monthly|month hyphen|both month [,|of] year", makes="date")
def months_of_a_year(m: Match) -> Several | None:
    """May-August 1950, April and June 1955, December to March 2019."""
    edges = [edge for edge in m.edges if edge.kind in ("month", "monthly")]
    numbers = [edge.value if edge.kind == "month" else int(edge.value.label[-2:]) for edge in edges]
    first_year = m["year"] - (1 if numbers[0] > numbers[1] else 0)
    last = Edge("", edges[1].start, m.end, None)
    return _several((edges[0], _stated(month(first_year, numbers[0]))), (last, _stated(month(m["year"], numbers[1]))))


@rule("month_day hyphen|both month_day [,] year", "month_day hyphen|both full_day", makes="date")
def days_of_a_year(m: Match) -> Several | None:
    """July 1 to July 3, 1863."""
    if m.has("full_day"):
        whole: Stated = m["full_day"]
        number = whole.interval.start.year
        other: Meaning = whole
        last = m.edge("full_day")
    else:
        number = m["year"]
        other = m.edge("month_day", 1).value.in_year(number)
        last = Edge("", m.edge("month_day", 1).start, m.end, None)
    first = m.edge("month_day")
    return _several((first, first.value.in_year(number)), (last, other))


@rule(
    "month day|nth hyphen|both|and day|nth",
    "month day|nth , day|nth",
    "month day|nth , day|nth and day|nth",
    "month day|nth , day|nth , and day|nth",
    "month day hyphen day , day hyphen day",
    makes="date",
)
def days_of_a_month(m: Match) -> Several | None:
    """May 3 and 4; April 6-7; May 3, 4 and 5."""
    days = [edge for edge in m.edges if edge.kind in ("day", "nth")]
    if m.after() in AROUND["after_amount"]:
        return None
    if not all(a.value < b.value for a, b in itertools.pairwise(days)):
        return None
    first = Edge("", m.start, days[0].end, None)
    edges = [first, *days[1:]]
    return _several(*((edge, month_day_of(m["month"], day.value)) for edge, day in zip(edges, days, strict=True)))


@rule(
    "month day|nth hyphen|both|and day|nth [,] year",
    "month day|nth , day|nth and day|nth [,] year",
    makes="date",
)
def days_of_a_month_and_year(m: Match) -> Several | None:
    """April 6-7, 1915."""
    days = [edge for edge in m.edges if edge.kind in ("day", "nth")]
    edges = [Edge("", m.start, days[0].end, None), *days[1:-1], Edge("", days[-1].start, m.end, None)]
    placed = ((edge, _stated(day_of(m["year"], m["month"], day.value))) for edge, day in zip(edges, days, strict=True))
    return _several(*placed)


@rule(
    "[the] day|nth hyphen|both|and day|nth [of] month [year]",
    "[the] day|nth hyphen|both|and the nth [of] month [year]",
    makes="date",
)
def days_before_a_month(m: Match) -> Several | None:
    """6-7 February, 3 and 4 May 1917."""
    days = [edge for edge in m.edges if edge.kind in ("day", "nth")]
    if days[0].value >= days[1].value:
        return None
    edges = [Edge("", m.start, days[0].end, None), Edge("", days[1].start, m.end, None)]
    number = m["year"]
    if number:
        return _several(
            *((edge, _stated(day_of(number, m["month"], day.value))) for edge, day in zip(edges, days, strict=True))
        )
    return _several(*((edge, month_day_of(m["month"], day.value)) for edge, day in zip(edges, days, strict=True)))


@rule("month hyphen|both month of shifted", "monthly hyphen|both monthly [of] shifted", makes="date")
def months_of_relative_year(m: Match) -> Several | None:
    """April and June of last year."""
    edges = [edge for edge in m.edges if edge.kind in ("month", "monthly")]
    if getattr(m["shifted"], "unit", None) != "year" or m.has("monthly"):
        return None
    last = Edge("", edges[1].start, m.end, None)
    return _several(
        *((edge, Within(month_of(one.value), m["shifted"])) for edge, one in zip((edges[0], last), edges, strict=True))
    )


@rule("month hyphen month", makes="date")
def month_to_month(m: Match) -> Several | None:
    """May-August."""
    first, last = m.edge("month", 0), m.edge("month", 1)
    return _several((first, month_of(first.value)), (last, month_of(last.value)))


@rule(
    "season hyphen season of|year year",
    "[the] season hyphen|and|to [the] season of year",
    "[the] season hyphen|and season year",
    makes="date",
)
def seasons_of_a_year(m: Match) -> Several | None:
    """The spring and summer of 1943."""
    from pipeline.date_rules.season import season_of

    edges = [edge for edge in m.edges if edge.kind == "season"]
    last = Edge("", edges[1].start, m.end, None)
    first = Edge("", m.start, edges[0].end, None)
    number = m["year"]
    return _several(
        (first, season_of(edges[0].value).in_year(number)), (last, season_of(edges[1].value).in_year(number))
    )


@rule("[the] decade hyphen|and|to [the] decade", makes="date")
def decades_side_by_side(m: Match) -> Several | None:
    """The 70s and 80s."""
    edges = [edge for edge in m.edges if edge.kind == "decade"]
    firsts = [edge.value + (1900 if edge.value < 100 else 0) for edge in edges]
    if any(first % 10 for first in firsts) or firsts[0] >= firsts[1] or in_degrees(m):
        return None
    first = Edge("", m.start, edges[0].end, None)
    return _several(
        (first, _stated(decade(firsts[0]))), (Edge("", edges[1].start, m.end, None), _stated(decade(firsts[1])))
    )
