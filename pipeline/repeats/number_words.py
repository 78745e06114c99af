"""Numbers spelt in words, and numbers cut in two ("15 thousand"), read as one value."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from pipeline.repeats.draft import Draft, Places, Values
from pipeline.repeats.vocabulary import Kind


@cache
def read_numbers(kinds: Sequence[int], values: Sequence[float]) -> tuple[tuple[int, int, float], ...]:
    """Numbers in a run of number words: where each begins and ends, and its value.

    >>> read_numbers((Kind.CARDINAL, Kind.SCALE, Kind.TENS, Kind.CARDINAL), (1.0, 1000.0, 20.0, 5.0))
    ((0, 4, 1025.0),)
    >>> read_numbers((Kind.CARDINAL, Kind.CARDINAL), (5.0, 6.0))
    ((0, 1, 5.0), (1, 2, 6.0))
    >>> read_numbers((Kind.NUMBER, Kind.SCALE, Kind.CARDINAL), (1.5, 1e6, 9.0))
    ((0, 2, 1500000.0), (2, 3, 9.0))
    """
    found, start = list[tuple[int, int, float]](), 0
    while start < len(kinds):
        end, value = _longest(kinds, values, start)
        found.append((start, end, value))
        start = end
    return tuple(found)


def _longest(kinds: Sequence[int], values: Sequence[float], start: int) -> tuple[int, float]:
    total, group, scale, at = 0.0, 0.0, float("inf"), start
    in_digits = kinds[start] == Kind.NUMBER
    while at < len(kinds):
        kind, value = kinds[at], values[at]
        if in_digits and at > start and kind not in (Kind.HUNDRED, Kind.SCALE):
            break
        if _adds(kind, value, group) or (kind == Kind.NUMBER and at == start):
            group += value
        elif kind == Kind.HUNDRED and (group < 20 or kinds[at - 1] == Kind.NUMBER):
            group = max(group, 1.0) * value
        elif kind == Kind.SCALE and value < scale and (group or at == start):
            total, group, scale = total + max(group, 1.0 if at == start else group) * value, 0.0, value
        elif kind != Kind.JOINS_NUMBERS or at == start:
            break
        at += 1
    return max(at, start + 1), total + group


def _adds(kind: int, value: float, group: float) -> bool:
    """Whether a small number word goes on with the hundreds and tens before it."""
    if kind == Kind.TENS:
        return group % 100 == 0
    return kind == Kind.CARDINAL and (group % 100 == 0 or (group % 100 >= 20 and group % 10 == 0 and value < 10))


def join_numbers(draft: Draft) -> None:
    """Numbers of several words become the first of them; the others are dropped."""
    start, end = _runs(draft)
    first, size, value = _numbers_in(draft, start, end)
    several = size > 1
    first, size = first[several], size[several]
    draft.kind[first], draft.value[first] = Kind.NUMBER, value[several]
    draft.ends[first] += (size - 1).astype(np.int32)
    others = np.repeat(first - np.cumsum(size - 1) + size, size - 1) + np.arange(int((size - 1).sum()))
    draft.dropped[others] = True
    draft.kind[draft.dropped & ~draft.of(Kind.STOP, Kind.MARK, Kind.QUOTE)] = Kind.WORD


def _numbers_in(draft: Draft, start: Places, end: Places) -> tuple[Places, Places, Values]:
    """Where each number in the runs begins, of how many words it is, and its value."""
    lengths = end - start
    edges = np.concatenate(([0], np.cumsum(lengths)))
    at = np.repeat(start - edges[:-1], lengths) + np.arange(edges[-1])
    kinds, values, places = draft.kind[at].tolist(), draft.value[at].tolist(), edges.tolist()
    found = [
        (first + start_at, last - first, number)
        for start_at, (one, other) in zip(start.tolist(), pairwise(places), strict=True)
        for first, last, number in read_numbers(tuple(kinds[one:other]), tuple(values[one:other]))
    ]
    firsts, sizes, numbers = zip(*found, strict=True) if found else ((), (), ())
    return np.array(firsts, np.int64), np.array(sizes, np.int64), np.array(numbers, np.float64)


def _runs(draft: Draft) -> tuple[Places, Places]:
    """Where stretches of two and more words, in one text, that can be one number begin and end."""
    part = draft.of(Kind.CARDINAL, Kind.TENS, Kind.HUNDRED, Kind.SCALE)
    large = draft.of(Kind.HUNDRED, Kind.SCALE)
    inside, goes_on = part.copy(), np.zeros(len(part), bool)
    inside[1:-1] |= draft.of(Kind.JOINS_NUMBERS)[1:-1] & large[:-2] & part[2:]
    opens = inside | draft.of(Kind.NUMBER)
    goes_on[1:] = inside[1:] & opens[:-1] & (draft.owner[1:] == draft.owner[:-1])
    edges = np.flatnonzero(np.diff(np.concatenate(([False], goes_on, [False])).astype(np.int8)))
    return edges[::2] - 1, edges[1::2]
