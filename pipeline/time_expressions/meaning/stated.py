"""Meanings that need no anchor: days said whole, lengths, repetitions, vague words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.interval import Interval
from pipeline.time_expressions.meaning.anchors import Anchors, Meaning, Sense


@dataclass(frozen=True, slots=True)
class Stated:
    """Days that were said whole; `value` where it is not the interval's own."""

    interval: Interval
    value: str | None = None
    type: str = "DATE"
    mod: str | None = None
    other: str | None = None

    def place(self, anchors: Anchors) -> Sense | None:
        """The same from any anchor."""
        days = self.interval
        return Sense(
            self.type, self.value or days.value, days, days.precision, self.mod, None, "stated", None, self.other
        )


@dataclass(frozen=True, slots=True)
class Plain:
    """A value without days: a length (P3M), a repetition, PAST_REF."""

    type: str
    value: str
    mod: str | None = None
    precision: str = "unknown"

    def place(self, anchors: Anchors) -> Sense | None:
        """The same from any anchor."""
        return Sense(self.type, self.value, None, self.precision, self.mod)


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF of a word that is one only where the clause lets it.

    `ahead` asks for a clause that does not speak of the past, `told` for a history, `news` for none:
    elsewhere the word is no date.
    """

    value: str
    ahead: bool = False
    told: bool = False
    news: bool = False

    def place(self, anchors: Anchors) -> Sense | None:
        """The reference, or null where the word stands for something else."""
        if (self.ahead and anchors.lean < 0) or (self.told and not anchors.narrative):
            return None
        if (self.ahead or self.news) and anchors.narrative:
            return None
        return Sense("DATE", self.value)


@dataclass(frozen=True, slots=True)
class Modified:
    """Something with a mod: about 1910, more than a year."""

    inner: Meaning
    mod: str

    def place(self, anchors: Anchors) -> Sense | None:
        """The inner sense with the mod, where it has none of its own."""
        inner = self.inner.place(anchors)
        return replace(inner, mod=inner.mod or self.mod) if inner else None


@dataclass(frozen=True, slots=True)
class Several:
    """Readings that one phrase holds side by side: 1957-58, May 3 and 4. Each has its first and last token."""

    parts: tuple[tuple[int, int, Meaning], ...]


def length_value(count: float, code: str) -> str:
    """The TIMEX3 value of a length, `code` being a unit's letter with T before units of a day.

    >>> length_value(2, "M"), length_value(1.5, "Y"), length_value(30, "TM")
    ('P2M', 'P1.5Y', 'PT30M')
    """
    number = f"{count:g}" if count != int(count) else str(int(count))
    return f"PT{number}{code[1:]}" if code.startswith("T") else f"P{number}{code}"
