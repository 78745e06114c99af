"""Marks in a text: which stretch of it is a trigger, a participant, a date, a figure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the raw text, what kind of thing it is, and what to say about it."""

    start: int
    end: int
    kind: str
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under one mark, or under none (`mark` is null)."""

    text: str
    mark: Mark | None


def pieces(text: str, start: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The text, which begins at `start` of the raw source, cut where marks begin and end.

    Where marks overlap the shorter one stands, of two as long the one that was given first.

    >>> [(p.text, p.mark.kind if p.mark else None) for p in pieces("sent troops", 10, [Mark(10, 14, "trigger")])]
    [('sent', 'trigger'), (' troops', None)]
    >>> [p.text for p in pieces("about 40 men", 0, [Mark(0, 12, "figure"), Mark(9, 12, "recipient")])]
    ['about 40 ', 'men']
    """
    end = start + len(text)
    inside = [one for one in marks if start <= one.start < one.end <= end]
    coming = sorted(inside, key=lambda one: one.start)[::-1]
    over: list[Mark] = []
    run, shown = "", None
    for left, right in pairwise(sorted({start, end, *(one.start for one in inside), *(one.end for one in inside)})):
        over = [one for one in over if one.end > left]
        while coming and coming[-1].start == left:
            over.append(coming.pop())
        now = min(over, key=lambda one: one.end - one.start, default=None)
        if run and now != shown:
            yield Piece(run, shown)
            run = ""
        run, shown = run + text[left - start : right - start], now
    if run:
        yield Piece(run, shown)
