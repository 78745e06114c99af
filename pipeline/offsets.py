"""From a position in cleaned text back to the position in the raw source.

A map is a flat list of break points `[clean, raw, clean, raw, …]`, rising in both: from a break point on, each clean
code point answers to the next raw one, until the next break point. Null stands for the plain shift of a slice.
"""

from bisect import bisect_right
from collections.abc import Sequence


def to_raw(breaks: Sequence[int] | None, start_char: int, position: int) -> int:
    """Raw position of the clean code point at `position`; `start_char` is where the clean text begins in the raw.

    >>> to_raw(None, 100, 5)
    105
    >>> to_raw([0, 100, 4, 107], 100, 5)
    108
    """
    if breaks is None:
        return start_char + position
    at = bisect_right(breaks[::2], position) - 1
    return breaks[2 * at + 1] + position - breaks[2 * at]


def raw_span(breaks: Sequence[int] | None, start_char: int, start: int, end: int) -> tuple[int, int]:
    """Raw span of the clean span `start` to `end`; raw text dropped after its last code point stays out.

    >>> raw_span([0, 100, 4, 107], 100, 2, 4)
    (102, 104)
    """
    if end <= start:
        at = to_raw(breaks, start_char, start)
        return at, at
    return to_raw(breaks, start_char, start), to_raw(breaks, start_char, end - 1) + 1
