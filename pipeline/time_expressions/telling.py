"""How a text tells time: as news, from the day it was published, or as a history, from what it told last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from pipeline.interval import Interval
from pipeline.lexicon import words
from pipeline.time_expressions.meaning import (
    Anchors,
    Around,
    Clock,
    Ending,
    Half,
    Part,
    Plain,
    SamePeriod,
    Sense,
    Shifted,
    Stated,
    Vague,
    Weekday,
    Weekend,
    Yearly,
)
from pipeline.time_expressions.tense import lean
from pipeline.time_expressions.tokens import Tokens

FOCUSED = frozenset(("day", "weekend", "week", "month", "season", "quarter", "half", "year", "minute", "hour"))
"""Precisions that set the time a text is at; decades and centuries are background."""
ENOUGH = 4
BEGUN = frozenset(words("tense")["bound"]["since"])
DISTANT, LAST_YEAR, HALF_WEIGHT = 900, 300, 0.4
"""Days back from which a stated date speaks for a history, or speaks less: news compares with last year too."""
"""So many stated dates of other years than its own make a history, unless as many count from its own day."""


LEANING = (Around, Clock, Ending, Half, Part, Shifted, Vague, Weekday, Weekend, Yearly)
"""Meanings that the clause has a say in."""
NEAR = 40
"""Tokens over which what was told last is still fresh."""


class Expressed(Protocol):
    """What is asked of an expression here."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def meaning(self) -> Any: ...
    @property
    def scope(self) -> tuple[int, int]: ...


def is_narrative(expressions: Sequence[Expressed], published: date | None) -> bool:
    """Whether the text tells a history: its stated days and months lie back, and little counts from its own day."""
    back = near = 0.0
    for one in expressions:
        meaning = one.meaning
        if isinstance(meaning, Stated):
            weight = 1.0 if meaning.interval.precision in ("day", "month", "season") else 0.4
            days = (published - meaning.interval.end).days if published else DISTANT
            far, weight = days > LAST_YEAR, weight * (1.0 if days >= DISTANT else HALF_WEIGHT)
            back, near = (back + weight, near) if far else (back, near + weight)
        elif isinstance(meaning, Plain) and meaning.value.startswith("BC"):
            back += 1
        elif isinstance(meaning, Weekday) or (isinstance(meaning, Shifted) and not meaning.told):
            near += 1
    return back >= ENOUGH and back > 2 * near


class Teller:
    """Carries along what a text told last, expression by expression."""

    def __init__(self, published: date | None, narrative: bool, years: Mapping[int, int]) -> None:
        """`narrative` as `is_narrative` says, `years` as `years_of`."""
        self.years = years
        self.published = published
        self.narrative = narrative
        self.focus: Interval | None = None
        self.told_at = 0
        self.before_our_era: int | None = None

    def anchors(self, tokens: Tokens, one: Expressed, place: int) -> Anchors:
        """What this expression is to be read from."""
        leans = lean(tokens, *one.scope) if isinstance(one.meaning, LEANING) else 0
        if self.before_our_era:
            return Anchors(None, None, self.narrative, leans, before_our_era=self.before_our_era)
        return Anchors(
            self.published, self.focus, self.narrative, leans, self.years.get(place), self._fresh(tokens, one),
            begun=tokens.word(one.start - 1) in BEGUN,
        )  # fmt: skip

    def tell(self, sense: Sense, tokens: Tokens, one: Expressed) -> None:
        """Takes the placed expression as what was told last, where it is a stretch that a text can be at."""
        if sense.type not in ("DATE", "TIME"):
            return
        if sense.interval is None:
            self.before_our_era = _ancient_year(sense.value) or self.before_our_era
        elif sense.precision in FOCUSED and not self._known_finer(sense.interval) and not self._compares(one):
            self.focus, self.before_our_era, self.told_at = sense.interval, None, one.end

    def _known_finer(self, days: Interval) -> bool:
        """Whether the text is already at a day or month of the year that is told here once more."""
        return self.narrative and days.precision == "year" and self.focus is not None and days.covers(self.focus)

    def _compares(self, one: Expressed) -> bool:
        """Whether news only holds it beside what it tells: a year earlier, the year-ago quarter."""
        meaning = one.meaning
        back = isinstance(meaning, SamePeriod) or (isinstance(meaning, Shifted) and meaning.told and meaning.count < 0)
        return back and not self.narrative

    def _fresh(self, tokens: Tokens, one: Expressed) -> bool:
        if one.start - self.told_at >= NEAR:
            return False
        between = tokens.lower[self.told_at : one.start]
        return sum(word[0] in ".!?\n" for word in between) <= 1


def _ancient_year(value: str) -> int | None:
    """The year that a value before our era begins with; null for any other and for what is vaguer than a year."""
    return int(value[2:6]) if value.startswith("BC") and value[2:6].isdigit() and len(value) >= 6 else None
