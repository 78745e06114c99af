"""Which year the bare months and days of a history belong to: the cheapest way to tell all its dates in a row.

A history mostly moves forward, sometimes steps back, and mentions years aside. Each date either moves the story's line
or is an aside; moves cost more the further they go, and more backwards. The years that make the whole cheapest stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.interval import Interval
from pipeline.time_expressions.meaning import Part, Stated, Yearly
from pipeline.time_expressions.tokens import Tokens

BACK, BACK_PER_YEAR, FORTH_PER_YEAR, FAR_PER_YEAR, ASIDE, APART = 0.15, 1.6, 1.0, 0.2, 1.4, 0.7
"""Cost of a step back, of the first year of it, of the first year forward, of each further year, of an aside; and the
share of a cost that is left across paragraphs."""
DEEPEST = 4.0
"""No single move costs more: a new chapter may begin anywhere."""
KEPT = 12
"""So many lines of the story are followed at once."""


@dataclass(slots=True)
class Line:
    """One way to tell the story so far: its cost, where it is, and the years chosen on the way."""

    cost: float
    at: int | None
    years: tuple[Any, ...] | None


def years_of(tokens: Tokens, expressions: Sequence[Any]) -> dict[int, int]:
    """Place of each bare month, day or season among the expressions -> its year. Empty when nothing states a year."""
    stated = sorted({one.meaning.interval.start.year for one in expressions if isinstance(one.meaning, Stated)})
    if not stated:
        return {}
    lines = [Line(0.0, None, None)]
    before = 0
    for place, one in enumerate(expressions):
        meaning = _inner(one.meaning)
        if not isinstance(meaning, Stated | Yearly) or getattr(meaning, "toward", None) is not None:
            continue
        share = APART if any(word[0] == "\n" for word in tokens.lower[before : one.start]) else 1.0
        before = one.end
        lines = _moved(lines, meaning, share, place, stated)
    return _chosen(min(lines, key=lambda line: line.cost))


def _inner(meaning: Any) -> Any:
    return meaning.whole if isinstance(meaning, Part) else meaning


def _chosen(line: Line) -> dict[int, int]:
    chosen, years = {}, line.years
    while years is not None:
        place, year, years = years
        chosen[place] = year
    return chosen


def _moved(lines: list[Line], meaning: Stated | Yearly, share: float, place: int, stated: list[int]) -> list[Line]:
    best: dict[int | None, Line] = {}
    for line in lines:
        for moved in _moves(line, meaning, share, place, stated):
            known = best.get(moved.at)
            if known is None or moved.cost < known.cost:
                best[moved.at] = moved
    return sorted(best.values(), key=lambda line: line.cost)[:KEPT]


def _moves(line: Line, meaning: Stated | Yearly, share: float, place: int, stated: list[int]) -> list[Line]:
    if isinstance(meaning, Stated):
        days = meaning.interval
        if line.at is not None and days.start.toordinal() <= line.at <= days.end.toordinal():
            return [line]
        aside = ASIDE * (1.0 if days.precision in ("day", "month", "season") else 0.5)
        moved = Line(line.cost + _cost(line.at, days, share), days.start.toordinal(), line.years)
        return [moved, Line(line.cost + aside, line.at, line.years)] if line.at is not None else [moved]
    year = date.fromordinal(line.at).year if line.at is not None else stated[0]
    moves = []
    for candidate in (year - 1, year, year + 1):
        found = meaning.pick(candidate)
        if found is not None:
            cost = line.cost + _cost(line.at, found, share)
            moves.append(Line(cost, found.start.toordinal(), (place, candidate, line.years)))
    return moves or [line]


def _cost(at: int | None, days: Interval, share: float) -> float:
    if at is None:
        return 0.0
    gap = days.start.toordinal() - at
    years = abs(gap) / 365.25
    near, far = min(years, 1.0), max(years - 1.0, 0.0)
    cost = near * FORTH_PER_YEAR if gap >= 0 else BACK + near * BACK_PER_YEAR
    return min(cost + far * FAR_PER_YEAR, DEEPEST) * share
