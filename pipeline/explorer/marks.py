"""Marks in a text: which stretch of it is a trigger, a participant, a date, a figure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


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

    Of marks that overlap the first stands.

    >>> [(p.text, p.mark.kind if p.mark else None) for p in pieces("sent troops", 10, [Mark(10, 14, "trigger")])]
    [('sent', 'trigger'), (' troops', None)]
    """
    at, end = start, start + len(text)
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        if mark.start < at or mark.end > end or mark.start >= mark.end:
            continue
        if mark.start > at:
            yield Piece(text[at - start : mark.start - start], None)
        yield Piece(text[mark.start - start : mark.end - start], mark)
        at = mark.end
    if at < end:
        yield Piece(text[at - start :], None)
