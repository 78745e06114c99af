"""A paragraph as the rules for roles see it."""

import re
from dataclasses import dataclass
from typing import NamedTuple

CURLY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " ", "–": "-", "—": "-"})
SENTENCE_END = re.compile(r"[.!?…]\s?['\"”’)\]]*\Z")
INNER_SENTENCE_END = re.compile(r"[a-z)>%\]\"”’][.!?]['\"”’)]*\s+['\"“‘(]*[A-Z]")
LONGEST = 20_000
TAIL = 8
LETTER = re.compile(r"[^\W\d_]")


class Role(NamedTuple):
    """What a paragraph is and the rule that says so; plain prose needs no rule."""

    role: str
    reason: str | None


PROSE = Role("prose", None)


def boilerplate(reason: str) -> Role:
    """The role of what is no part of the story, with the reason."""
    return Role("boilerplate", reason)


@dataclass(frozen=True, slots=True)
class Line:
    """Clean text, its words, its text for comparing (`loose`: folded; `bare`: also without marks at both ends).

    Of a very long paragraph only the beginning is looked at: its role is plain.
    """

    text: str
    words: tuple[str, ...]
    loose: str
    bare: str

    @classmethod
    def of(cls, text: str) -> "Line":
        """The line of a clean text.

        >>> Line.of("» Related Stories (12)").bare
        'related stories'
        """
        start = text[:LONGEST]
        loose = start.translate(CURLY).casefold()
        return cls(text, tuple(start.split()), loose, _without_margins(loose))

    @property
    def finished(self) -> bool:
        """Whether it ends as a sentence does."""
        return SENTENCE_END.search(self.text[-TAIL:]) is not None

    @property
    def is_prose(self) -> bool:
        """Whether it holds a whole sentence of some length, or several.

        >>> Line.of("Heavy rain fell on the coast on Tuesday.").is_prose, Line.of("Rain closes two roads").is_prose
        (True, False)
        """
        if self.finished and not self.text.endswith("?"):
            return len(self.words) >= 7
        return len(self.words) > 30 or INNER_SENTENCE_END.search(self.text) is not None


def _without_margins(text: str) -> str:
    """The text from its first letter to its last."""
    start, end = 0, len(text)
    while start < end and not text[start].isalpha():
        start += 1
    while end > start and not text[end - 1].isalpha():
        end -= 1
    return text[start:end]
