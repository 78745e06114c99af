"""What a time expression was read as: the one shape that every reader of dates gives back."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reading:
    """One time expression of a text, in TIMEX3's notation and as a closed stretch of days.

    `start` and `end` are code points into the text that was read. The days are null for durations, sets and what
    could not be placed; `date_end` alone is null where the expression leaves its end open, `date_start` alone where it
    leaves its beginning open.
    """

    start: int
    end: int
    text: str
    timex_type: str
    timex_value: str
    timex_mod: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    precision: str = "unknown"
    bound: str | None = None
    basis: str = "unplaced"
    anchor_on: date | None = None
    other_value: str | None = None
    rule: str = ""
