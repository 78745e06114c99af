"""From a position in cleaned text back to the position in the raw source.

A map is a flat list of break points `[clean, raw, clean, raw, …]`, rising in both: from a break point on, each clean
code point answers to the next raw one, until the next break point. A break point told twice is a unit: its one clean
code point answers to all raw ones up to the next break point (a letter and its accent). Null stands for the plain
shift of a slice.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Breaks = Sequence[int] | None


class Edit(NamedTuple):
    """A stretch of text, `start` to `end`, and what stands in its place; `unit` holds it together when mapped."""

    start: int
    end: int
    instead: str
    unit: bool


class Mapped(NamedTuple):
    """Clean text, its map, and the raw position where it begins."""

    text: str
    breaks: list[int] | None
    start_char: int


def to_raw(breaks: Breaks, start_char: int, position: int) -> int:
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


def raw_span(breaks: Breaks, start_char: int, start: int, end: int) -> tuple[int, int]:
    """Raw span of the clean span `start` to `end`; raw text dropped after its last code point stays out.

    >>> raw_span([0, 100, 4, 107], 100, 2, 4)
    (102, 104)
    >>> raw_span([0, 100, 3, 103, 3, 103, 4, 105], 100, 2, 4)
    (102, 105)
    """
    if end <= start:
        at = to_raw(breaks, start_char, start)
        return at, at
    return to_raw(breaks, start_char, start), _end(breaks, start_char, end - 1)


def _end(breaks: Breaks, start_char: int, last: int) -> int:
    """One past the raw position of the clean code point `last`."""
    if breaks is None:
        return start_char + last + 1
    at = bisect_right(breaks[::2], last) - 1
    if at > 0 and breaks[2 * at - 2] == breaks[2 * at] == last:
        return next(raw for raw in breaks[2 * at + 3 :: 2] if raw > breaks[2 * at + 1])
    return breaks[2 * at + 1] + last - breaks[2 * at] + 1


def part(whole: str, breaks: Breaks, start_char: int, start: int, end: int) -> Mapped:
    """The clean span `start` to `end` of `whole` as a text of its own, with a map of its own.

    >>> part("ab cd", [0, 100, 2, 102, 3, 105], 100, 3, 5)
    Mapped(text='cd', breaks=None, start_char=105)
    """
    if breaks is None:
        return Mapped(whole[start:end], None, start_char + start)
    clean = breaks[::2]
    first = bisect_right(clean, start) - 1
    own = [
        value
        for at in range(first + 1, len(clean))
        if clean[at] < end
        for value in (clean[at] - start, breaks[2 * at + 1])
    ]
    raw = to_raw(breaks, start_char, start)
    head = [0, raw, 0, raw] if _is_unit(clean, start) else [0, raw]
    tail = [end - start, _end(breaks, start_char, end - 1)] if end > start and _is_unit(clean, end - 1) else []
    mapped = head + own + tail
    return Mapped(whole[start:end], mapped if len(mapped) > 2 else None, raw)


def _is_unit(clean: Sequence[int], position: int) -> bool:
    """Whether a break point at the position is told twice."""
    at = bisect_right(clean, position) - 1
    return at > 0 and clean[at - 1] == clean[at] == position


def edited(text: str, edits: Iterable[Edit], start_char: int = 0) -> Mapped:
    """`text` with each edit done, in rising order, and the map back to it; `text` begins at `start_char`.

    >>> edited("a  b", [Edit(1, 3, " ", False)], 10)
    Mapped(text='a b', breaks=[0, 10, 2, 13], start_char=10)
    """
    pieces: list[str] = []
    breaks = [0, start_char]
    done = clean = 0
    for start, end, instead, unit in edits:
        pieces += (text[done:start], instead)
        clean += start - done
        for _ in instead if unit else ():
            _mark(breaks, clean, start_char + start, twice=True)
            clean += 1
        clean += 0 if unit else len(instead)
        _mark(breaks, clean, start_char + end)
        done = end
    pieces.append(text[done:])
    whole = "".join(pieces)
    after_unit = len(breaks) > 5 and breaks[-4] == breaks[-6]
    if len(breaks) > 2 and breaks[-2] == len(whole) and not after_unit:
        del breaks[-2:]
    return Mapped(whole, breaks if len(breaks) > 2 else None, breaks[1])


def _mark(breaks: list[int], clean: int, raw: int, *, twice: bool = False) -> None:
    """Adds the break point in place; one at the same clean position is replaced, for its raw text is gone."""
    if breaks[-2] == clean and not (len(breaks) > 2 and breaks[-4] == clean):
        del breaks[-2:]
    breaks += (clean, raw, clean, raw) if twice else (clean, raw)


def composed(outer: Mapped, inner: Mapped) -> Mapped:
    """`outer`, made from the text of `inner` (its `start_char` 0 being the first of it), mapped to inner's raw text.

    >>> inner = edited("a  b", [Edit(1, 3, " ", False)], 10)
    >>> composed(edited(inner.text, [Edit(0, 2, "", False)]), inner)
    Mapped(text='b', breaks=None, start_char=13)
    """
    if inner.breaks is None and outer.breaks is None:
        return Mapped(outer.text, None, inner.start_char + outer.start_char)
    within = letter_spans(inner)
    spans = [(within[start][0], within[end - 1][1]) for start, end in letter_spans(outer)]
    return Mapped(outer.text, _from_spans(spans), spans[0][0] if spans else inner.start_char)


def letter_spans(mapped: Mapped) -> list[tuple[int, int]]:
    """The raw span of every code point of a mapped text, in order.

    >>> letter_spans(Mapped("á b", [0, 10, 0, 10, 1, 12], 10))
    [(10, 12), (12, 13), (13, 14)]
    """
    text, breaks, start_char = mapped
    if breaks is None:
        return [(start_char + at, start_char + at + 1) for at in range(len(text))]
    ends = [*breaks[2::2], len(text)]
    spans: list[tuple[int, int]] = []
    for at, end in enumerate(ends):
        clean, raw = breaks[2 * at], breaks[2 * at + 1]
        if at and breaks[2 * at - 2] == clean:
            spans.append(
                (raw, next(breaks[2 * after + 1] for after in range(at, len(ends)) if breaks[2 * after + 1] > raw))
            )
            clean, raw = clean + 1, raw + 1
        spans += [(raw + step, raw + step + 1) for step in range(end - clean)]
    return spans


def _from_spans(spans: Sequence[tuple[int, int]]) -> list[int] | None:
    breaks: list[int] = []
    expected = -1
    for clean, (start, end) in enumerate(spans):
        if end - start != 1:
            breaks += (clean, start, clean, start)
            expected = -1
            if clean == len(spans) - 1:
                breaks += (clean + 1, end)
            continue
        if start != expected:
            breaks += (clean, start)
        expected = start + 1
    return breaks if len(breaks) > 2 else None
