"""How a text tells time: as news, from the day it was published, or as a history, from what it told last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from pipeline.interval import Interval
from pipeline.meaning import Anchors, Sense, Shifted, Stated, Weekday, Yearly
from pipeline.tense import lean
from pipeline.tokens import Tokens

FOCUSED = frozenset(("day", "weekend", "week", "month", "season", "quarter", "half", "year"))
"""Precisions that set the time a text is at; decades and centuries are background."""
ENOUGH = 4
"""So many stated dates of other years than its own make a history, unless as many count from its own day."""


class Expressed(Protocol):
    """What is asked of an expression here."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def meaning(self) -> Any: ...


def is_narrative(expressions: Sequence[Expressed], published: date | None) -> bool:
    """Whether the text tells a history: its stated dates lie in other years, and little counts from its own day.

    A text with no day of publication tells from what it told last.
    """
    old = near = 0
    for one in expressions:
        meaning = one.meaning
        if isinstance(meaning, Stated):
            if published is None or abs(meaning.interval.start.year - published.year) > 1:
                old += 1
            else:
                near += 1
        elif isinstance(meaning, Weekday) or (isinstance(meaning, Shifted) and not meaning.told and meaning.count):
            near += 2
    return old >= ENOUGH and old > 2 * near


class Teller:
    """Carries along what a text told last, expression by expression."""

    def __init__(self, published: date | None, narrative: bool) -> None:
        """`narrative` as `is_narrative` says."""
        self.published = published
        self.narrative = narrative
        self.focus: Interval | None = None

    def anchors(self, tokens: Tokens, one: Expressed) -> Anchors:
        """What this expression is to be read from."""
        leans = lean(tokens, one.start, one.end) if isinstance(one.meaning, Weekday | Yearly) else 0
        return Anchors(self.published, self.focus, self.narrative, leans)

    def tell(self, sense: Sense, tokens: Tokens, one: Expressed) -> None:
        """Takes the placed expression as what was told last, where it is a stretch that a text can be at."""
        if (
            sense.type in ("DATE", "TIME")
            and sense.interval is not None
            and sense.precision in FOCUSED | {"minute", "hour"}
        ):
            self.focus = sense.interval
