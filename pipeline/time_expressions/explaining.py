"""Why a phrase was read as it was: the reading that stands, its rule and anchor, and the readings that lost."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pipeline.patterns import RULES, Edge, Nothing
from pipeline.time_expressions.reading import Expression, candidates, find_expressions, place_expressions
from pipeline.time_expressions.telling import is_narrative
from pipeline.time_expressions.tense import lean
from pipeline.time_expressions.timex import Reading
from pipeline.time_expressions.tokens import Tokens

LEANS = {-1: "the clause speaks of the past", 0: "nothing in the clause says which way", 1: "the clause looks ahead"}


@dataclass(frozen=True, slots=True)
class Lost:
    """A reading that another one covers: its words, its rule, and why it does not stand."""

    text: str
    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Explained:
    """What stands and why, and what lost."""

    reading: Reading
    says: str
    why: str
    lost: tuple[Lost, ...]

    def as_row(self) -> dict[str, Any]:
        """All of it as plain values."""
        return asdict(self)


def explain_dates(text: str, published: date | None) -> list[Explained]:
    """Each time expression of an English text with the reasons for its reading, in order.

    >>> explain_dates("sent troops last fall", date(2025, 5, 12))[0].lost[0].rule
    'season_alone'
    """
    found = find_expressions(text)
    told = is_narrative(found.expressions, published)
    edges = candidates(found.tokens)
    explained = []
    for reading in place_expressions(found, published):
        one = next(e for e in found.expressions if found.tokens.start[e.start] == reading.start)
        why = f"{_anchor(reading, published, told)}; {LEANS[lean(found.tokens, *one.scope)]}"
        explained.append(Explained(reading, _says(one.rule), why, tuple(_losers(found.tokens, edges, one))))
    return explained


def refused_dates(text: str) -> list[Lost]:
    """Words that look like a date and are none: what a rule forbids, with its name and reason.

    >>> [lost.text for lost in refused_dates("She is 33 years old.")]
    ['33 years old']
    """
    tokens = find_expressions(text).tokens
    return [_lost(tokens, edge, "read as no date") for edge in candidates(tokens) if isinstance(edge.value, Nothing)]


def _says(rule: str) -> str:
    return RULES[rule].doc.splitlines()[0]


def _anchor(reading: Reading, published: date | None, told: bool) -> str:
    if reading.basis == "stated":
        return "stated whole, needs no anchor"
    if reading.anchor_on is None:
        return (
            "placed nowhere: it needs no day" if reading.date_start is None and published else "no day to read it from"
        )
    if reading.anchor_on == published:
        return f"read from {published}, the day of publication"
    how = "a history, so its own time counts" if told else "what the text told last"
    return f"read from {reading.anchor_on}: {how}"


def _losers(tokens: Tokens, edges: list[Edge], one: Expression) -> list[Lost]:
    seen = {(one.start, one.end, one.rule)}
    lost = []
    for edge in sorted(edges, key=lambda e: (e.start - e.end, e.start)):
        name = edge.rule.name if edge.rule else ""
        if edge.end <= one.start or edge.start >= one.end or name == one.rule or (edge.start, edge.end, name) in seen:
            continue
        seen.add((edge.start, edge.end, name))
        shorter = edge.end - edge.start < one.end - one.start
        lost.append(
            _lost(tokens, edge, "a longer reading covers it" if shorter else "another reading as long came first")
        )
    return lost


def _lost(tokens: Tokens, edge: Edge, because: str) -> Lost:
    words = tokens.text[tokens.start[edge.start] : tokens.end[edge.end - 1]]
    return Lost(words, edge.rule.name if edge.rule else "", because)
