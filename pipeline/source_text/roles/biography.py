"""Biographies of authors at the end of a page, known by several signs together."""

import re
from functools import cache
from re import Pattern
from typing import NamedTuple

from pipeline.lexicon import words
from pipeline.source_text.roles.lines import Line

MOST_WORDS = 120
FEWEST_CUES = 2


class _Signs(NamedTuple):
    """The words of biographies, ready to match."""

    opening: Pattern[str]
    cue: Pattern[str]


@cache
def _signs() -> _Signs:
    table = words("page_blocks")["biography"]
    verb, occupation, cue, does = (
        "|".join(re.escape(word) for word in sorted(table[key], key=len, reverse=True))
        for key in ("is", "occupation", "cue", "does")
    )
    name = r"[A-Z][\w.'’-]*(?:\s+(?:(?:de|van|von|der|bin|al|el|la)\s+)?[A-Z][\w.'’-]*){0,3}"
    return _Signs(
        re.compile(rf"\A\W*{name}(?:,[^,.]{{1,60}},)?\s+(?:(?:{does})\b|(?:{verb})\b[^.!?]*?\b(?:{occupation})s?\b)"),
        re.compile(rf"(?<!\w)(?:{cue})(?!\w)"),
    )


def is_biography(line: Line, writers: str = "") -> bool:
    """Whether the paragraph opens by naming somebody's trade in the press, and goes on about a working life.

    Of those whom the bylines name, the trade is enough; `writers` are the words of the bylines.

    >>> is_biography(Line.of("Ann Lee is a staff writer based in Lagos. Her work has appeared in three magazines."))
    True
    >>> is_biography(Line.of("Ann Lee is a journalist who was arrested on May 3."))
    False
    >>> is_biography(Line.of("Ann Lee is a correspondent in Vienna."), "By Ann Lee")
    True
    """
    signs = _signs()
    opening = signs.opening.match(line.text)
    if len(line.words) > MOST_WORDS or opening is None:
        return False
    return (
        " ".join(line.loose.split()[:2]) in writers.casefold() or len(set(signs.cue.findall(line.loose))) >= FEWEST_CUES
    )
