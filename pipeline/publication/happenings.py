"""Dated happenings of the world, `knowledge/world_events.csv`, as clues to the day of a text that tells them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.lexicon import rows, words
from pipeline.publication.clues import Clue
from pipeline.publication.page import Page, Sentence, counts_from_publication
from pipeline.time_expressions.reading import Expression

COARSE = frozenset(("month", "season", "quarter", "half", "year"))
COARSE_GAP, FINE_GAP = 6, 2
"""Words that may stand between an expression and the happening it dates."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated happening: the phrases that must stand in the sentence, those that must stand in the text."""

    days: tuple[date, date]
    keywords: tuple[tuple[str, ...], ...]
    setting: tuple[tuple[str, ...], ...]
    description: str


@cache
def world_events() -> tuple[Happening, ...]:
    """All lines of the calendar of world events."""
    return tuple(
        Happening(
            (date.fromisoformat(row["start"]), date.fromisoformat(row["end"])),
            _groups(row["keywords"]),
            _groups(row["setting"]),
            row["description"],
        )
        for row in rows("world_events")
    )


def _groups(cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split("|")) for group in cell.split(";") if group)


def clues_of_happenings(page: Page, text: str) -> Iterator[Clue]:
    """A relative expression beside a happening of known date tells from which days it can have been said."""
    for sentence in page.sentences:
        relative = [one for one in sentence.found.expressions if counts_from_publication(one)]
        if relative and not _looks_back(sentence.text):
            for happening in told_in(sentence.text, text):
                yield from _clue(sentence, relative, happening)


def _looks_back(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in words("publication")["looking_back"])


def told_in(sentence: str, text: str) -> Iterator[Happening]:
    """The happenings whose phrases all stand in the sentence, and their setting in the text."""
    for happening in world_events():
        here = all(stands(group, sentence) for group in happening.keywords)
        if here and all(stands(group, text) for group in happening.setting):
            yield happening


def stands(group: tuple[str, ...], text: str) -> bool:
    """Whether one of the phrases begins a word of the text, or is one where it ends in a full stop."""
    return any(phrase.rstrip(".") in text and _pattern(phrase).search(text) for phrase in group)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(r"\b" + re.escape(phrase.rstrip(".")) + (r"(?!\w)" if phrase.endswith(".") else ""))


def _clue(sentence: Sentence, relative: list[Expression], happening: Happening) -> Iterator[Clue]:
    description = f"{happening.description} ({happening.days[0]})"
    for one in relative:
        reach = COARSE_GAP if sentence.precision(one) in COARSE else FINE_GAP
        gap = _gap(sentence, one, happening)
        if gap is not None and gap <= reach and (days := sentence.days_when(one, happening.days)):
            yield Clue(days, "happening", f'"{sentence.said(one)}" dates: {description}')


def _places(phrase: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _pattern(phrase).finditer(text)]


def _gap(sentence: Sentence, one: Expression, happening: Happening) -> int | None:
    """Words between the expression and the nearest of the happening's phrases; null when it is part of one."""
    tokens = sentence.found.tokens
    start, end = tokens.start[one.start], tokens.end[one.end - 1]
    places = [span for group in happening.keywords for phrase in group for span in _places(phrase, sentence.text)]
    if any(s < end and start < e for s, e in places):
        return None
    between = (sentence.text[e:start] if e <= start else sentence.text[end:s] for s, e in places)
    return min((len(WORD.findall(part)) for part in between), default=None)
