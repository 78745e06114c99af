"""Anniversaries of happenings of known date, as clues: the fifth of what happened in 2019 is told about 2024."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from pipeline.interval import shift_day
from pipeline.lexicon import words
from pipeline.publication.clues import Clue
from pipeline.publication.happenings import Happening, told_in
from pipeline.publication.page import Page, Sentence
from pipeline.publication.windows import LAST_YEAR, about, joined

NUMBERED = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")
BEFORE, AFTER = 30, 183
"""An anniversary is news from a month before it to half a year after; one that is to come, for half a year before."""
WORDS_BEFORE = 4


def clues_of_anniversaries(page: Page, text: str) -> Iterator[Clue]:
    """A sentence that names an anniversary and the happening it is of."""
    for sentence in page.sentences:
        at = next((n for n, word in enumerate(sentence.found.tokens.lower) if word in _words()), None)
        if at is not None:
            for happening in told_in(sentence.text, text):
                yield _clue(sentence, at, happening)


@cache
def _words() -> frozenset[str]:
    return frozenset(words("publication")["anniversary"]["words"])


def _clue(sentence: Sentence, at: int, happening: Happening) -> Clue:
    """With its number one stretch; without, the same stretch every year from the first anniversary on."""
    before, after = (AFTER, BEFORE) if sentence.looks_ahead else (BEFORE, AFTER)
    number = _number(sentence, at)
    years = [number] if number else range(1, LAST_YEAR - happening.days[0].year)
    days = [shift_day(happening.days[0], "year", years_on) for years_on in years]
    windows = joined(about(day, before, after) for day in days if day)
    which = f"anniversary number {number}" if number else "an anniversary"
    return Clue(windows, "happening" if number else "anniversary", f"{which} of: {_told(happening, happening.days[0])}")


def _told(happening: Happening, day: date) -> str:
    return f"{happening.description} ({day})"


def _number(sentence: Sentence, at: int) -> int | None:
    """The number before the word; null when it has none."""
    ordinals: dict[str, int] = words("publication")["anniversary"]["ordinals"]
    tokens = sentence.found.tokens
    start = tokens.start[max(0, at - WORDS_BEFORE)]
    before = tokens.text[start : tokens.start[at]].lower()
    if numbered := list(NUMBERED.finditer(before)):
        return int(numbered[-1][1])
    return next((years for word, years in ordinals.items() if re.search(rf"\b{re.escape(word)}\b", before)), None)
