"""Reads the time expressions of a whole text: finds them, chooses how it tells time, places them on the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pipeline.date_rules  # noqa: F401  (declares the rules)
from pipeline.interval import Interval
from pipeline.lexicon import words
from pipeline.patterns import RULES, Edge, Matcher, Nothing, longest
from pipeline.time_expressions.chronology import years_of
from pipeline.time_expressions.meaning import Sense, Several
from pipeline.time_expressions.other_languages import read_foreign_dates
from pipeline.time_expressions.telling import Teller, is_narrative
from pipeline.time_expressions.time_words import known_at
from pipeline.time_expressions.timex import Reading
from pipeline.time_expressions.tokens import Tokens, tokenise

READABLE = frozenset(("date", "time", "duration", "set"))
"""Kinds that are time expressions in themselves."""
BOUND = {kind: frozenset(found) for kind, found in words("tense")["bound"].items()}


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression that was found: its tokens, what it means, and the rule that says so."""

    start: int
    end: int
    meaning: Any
    rule: str
    scope: tuple[int, int]
    """First and last token of the phrase it is part of."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text's time expressions before any anchor is known."""

    tokens: Tokens
    expressions: tuple[Expression, ...]


@cache
def matcher() -> Matcher:
    """The one matcher over all rules."""
    return Matcher(RULES.values(), known_at)


def find_expressions(text: str) -> Found:
    """The English time expressions of a text, unplaced.

    >>> [(e.rule, e.start) for e in find_expressions("It was last fall.").expressions]
    [('last_yearly', 2)]
    """
    tokens = tokenise(text)
    found: list[Expression] = []
    for edge in longest(candidates(tokens)):
        found.extend(_expressions(edge))
    return Found(tokens, tuple(found))


def candidates(tokens: Tokens) -> list[Edge]:
    """Every reading that some rule gives, also those that will lose."""
    return [edge for here in matcher().edges(tokens) for edge in here if edge.kind in READABLE]


def _expressions(edge: Edge) -> list[Expression]:
    name, scope = edge.rule.name if edge.rule else "", (edge.start, edge.end)
    if isinstance(edge.value, Nothing):
        return []
    if isinstance(edge.value, Several):
        return [Expression(start, end, meaning, name, scope) for start, end, meaning in edge.value.parts]
    return [Expression(edge.start, edge.end, edge.value, name, scope)]


def place_expressions(found: Found, published: date | None) -> list[Reading]:
    """The expressions placed from a day of publication; what cannot be placed keeps a value with X in it."""
    narrative = is_narrative(found.expressions, published)
    teller = Teller(published, narrative, years_of(found.tokens, found.expressions) if narrative else {})
    readings = []
    for place, one in enumerate(found.expressions):
        sense = one.meaning.place(teller.anchors(found.tokens, one, place))
        if sense is not None:
            teller.tell(sense, found.tokens, one)
            readings.append(_reading(found.tokens, one, sense))
    return readings


def _reading(tokens: Tokens, one: Expression, sense: Sense) -> Reading:
    start, end = tokens.start[one.start], tokens.end[one.end - 1]
    bound, first, last = bounded(tokens, one, sense)
    return Reading(
        start, end, tokens.text[start:end], sense.type, sense.value, sense.mod, first, last,
        sense.precision,
        bound, sense.basis, sense.anchor, sense.other, one.rule,
    )  # fmt: skip


def bounded(tokens: Tokens, one: Expression, sense: Sense) -> tuple[str | None, date | None, date | None]:
    """Bound, first and last day: since leaves the end open, until the beginning, within holds what happened."""
    before = tokens.word(one.start - 1)
    days = sense.interval
    if sense.type == "DURATION":
        return ("within" if before in BOUND["within"] else None), None, None
    if days is None or sense.type == "SET":
        return None, None, None
    if before in BOUND["since"]:
        return "since", days.start, None
    if before in BOUND["until"]:
        return "until", None, days.end
    return None, days.start, days.end


def read_dates(text: str, published: Interval | date | None, *, language: str = "en") -> list[Reading]:
    """The text's time expressions in order, placed from the day or window of publication.

    From a window, what both its ends agree on stands; the rest spans both readings and carries no value but X.

    >>> [(r.timex_value, r.bound) for r in read_dates("They have fought since last fall.", date(2025, 5, 12))]
    [('2024-FA', 'since')]
    """
    if language != "en":
        return read_foreign_dates(text, published, language)
    found = find_expressions(text)
    if not isinstance(published, Interval):
        return place_expressions(found, published)
    if published.start == published.end:
        return place_expressions(found, published.start)
    return spanning(found, published)


def spanning(found: Found, window: Interval) -> list[Reading]:
    """Readings from a window of publication: each holds what the first and the last day of it make of it."""
    bare = {(r.start, r.end): r for r in place_expressions(found, None)}
    late = {(r.start, r.end): r for r in place_expressions(found, window.end)}
    return [
        _span_of(early, late.get((early.start, early.end)), bare.get((early.start, early.end)))
        for early in place_expressions(found, window.start)
    ]


def _span_of(early: Reading, late: Reading | None, bare: Reading | None) -> Reading:
    if late is None or (early.timex_value == late.timex_value and early.date_start == late.date_start):
        return early
    value = (
        bare.timex_value
        if bare and "X" in bare.timex_value
        else early.timex_value[:4].replace(early.timex_value[:4], "XXXX")
    )
    days = (
        [day for day in (early.date_start, late.date_start) if day],
        [day for day in (early.date_end, late.date_end) if day],
    )
    return replace(early, timex_value=value, date_start=min(days[0], default=None), date_end=max(days[1], default=None))


def read_dates_from(text: str, anchors: Sequence[date | None], *, language: str = "en") -> list[list[Reading]]:
    """The same text read once and placed from each anchor; null gives what stands before any anchor is known.

    Unplaced readings carry X for what is missing: `XXXX-05-11`, `XXXX-WXX-1`, `XXXX-FA`.
    """
    if language != "en":
        return [read_foreign_dates(text, anchor, language) for anchor in anchors]
    found = find_expressions(text)
    return [place_expressions(found, anchor) for anchor in anchors]
