"""Reads the time expressions of a whole text: finds them, chooses how it tells time, places them on the calendar."""

from collections.abc import Sequence
from datetime import date

from pipeline.interval import Interval
from pipeline.timex import Reading


def read_dates(text: str, published: Interval | date | None, *, language: str = "en") -> list[Reading]:
    """The text's time expressions in order, placed from the day or window of publication."""
    return []


def read_dates_from(text: str, anchors: Sequence[date | None], *, language: str = "en") -> list[list[Reading]]:
    """The same text read once and placed from each anchor; null gives what stands before any anchor is known.

    Unplaced readings carry X for what is missing: `XXXX-05-11`, `XXXX-WXX-1`, `XXXX-FA`.
    """
    return [read_dates(text, anchor, language=language) for anchor in anchors]
