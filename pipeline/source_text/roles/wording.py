"""Roles by wording: what pages say around their stories, from `knowledge/boilerplate.toml`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from re import Pattern
from typing import Any, NamedTuple

from pipeline.lexicon import words
from pipeline.source_text.roles.lines import LETTER, Line, Role, boilerplate

AROUND = " \t\"'*•|·-:>»«#.…!~=+▶►➤→✉☰📷"
LONGEST_BYLINE = 14
MOST_MENU_WORDS = 40
MOST_BUTTONS = 0.75
MOST_PARTS = 0.5
FEWEST_FIGURES = 4
STAMPED = ("time stamp",)
SEVERAL = re.compile(r"\s*(?:[|•·»›/>]|\s[-–—]\s|\s{2,})\s*")


class Phrases(NamedTuple):
    """Phrases that a line of a kind begins with, ends in or holds."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    holds: tuple[str, ...]

    @classmethod
    def of(cls, table: Mapping[str, Any], suffix: str = "") -> "Phrases":
        """Those of a table whose keys end in `suffix`."""
        return cls(*(tuple(table.get(f"{place}{suffix}", ())) for place in ("starts", "ends", "holds")))

    def stand_in(self, line: Line) -> bool:
        """Whether the line has one of them, as whole words."""
        text = line.loose.lstrip(AROUND)
        if text.startswith(self.starts) and any(
            text.startswith(phrase) and _ends_word(text, len(phrase)) for phrase in self.starts
        ):
            return True
        if line.bare.endswith(self.ends) and any(
            line.bare.endswith(phrase) and _begins_word(line.bare, len(line.bare) - len(phrase)) for phrase in self.ends
        ):
            return True
        return any(phrase in line.loose for phrase in self.holds)


def _ends_word(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at - 1].isalnum() and text[at].isalnum())


def _begins_word(text: str, at: int) -> bool:
    return at <= 0 or not (text[at - 1].isalnum() and text[at].isalnum())


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one kind of line, ready to match."""

    kind: str
    whole: frozenset[str]
    any_end: Phrases
    unfinished: Phrases
    longest: int

    def says(self, line: Line) -> bool:
        """Whether the line is of this kind."""
        if line.bare in self.whole:
            return len(line.words) > 1 or not line.text.endswith(".")
        if len(line.words) > self.longest:
            return False
        ended = line.finished and not line.text.endswith("?")
        said = self.any_end.stand_in(line) or (not ended and self.unfinished.stand_in(line))
        return said and (self.kind not in STAMPED or any(mark.isdigit() for mark in line.loose))


def wording(kind: str, table: Mapping[str, Any]) -> Wording:
    """The table of one kind of line, as `knowledge/boilerplate.toml` describes it."""
    whole = frozenset(table.get("whole", ()))
    return Wording(kind, whole, Phrases.of(table), Phrases.of(table, "_unfinished"), table.get("longest", 0))


@cache
def _wordings() -> tuple[Wording, ...]:
    return tuple(wording(kind, table) for kind, table in words("boilerplate").items())


@cache
def _furniture() -> frozenset[str]:
    """All lines that are known as a whole."""
    return frozenset().union(*(wording.whole for wording in _wordings()))


@cache
def _sections() -> frozenset[str]:
    return frozenset(words("page_blocks")["section"]["whole"])


@cache
def _by() -> Pattern[str]:
    said = "|".join(map(re.escape, words("boilerplate")["byline"]["by"]))
    return re.compile(rf"(?i:{said})\s+(?=[A-Z\W])")


@cache
def _name() -> Pattern[str]:
    joins = "|".join(map(re.escape, words("boilerplate")["byline"]["joins"]))
    return re.compile(rf"(?:[A-Z][\w.'’-]*|{joins}|&)(?:\s+|\Z)")


def by_wording(line: Line) -> Role | None:
    """Boilerplate and its kind, or a heading that any story may have; null when the words do not tell.

    >>> by_wording(Line.of("Post Comment"))
    Role(role='boilerplate', reason='comment prompt')
    >>> by_wording(Line.of("By Jane Doe and John Roe"))
    Role(role='boilerplate', reason='byline')
    >>> by_wording(Line.of("By Tuesday the army had left."))
    """
    figures = len(line.words) < FEWEST_FIGURES and not LETTER.search(line.text)
    if figures or not LETTER_OR_NUMBER.search(line.text) or COUNTER.match(line.text):
        return boilerplate("no words")
    if line.bare in _sections():
        return Role("heading", "section heading")
    if _is_byline(line):
        return boilerplate("byline")
    kind = next((wording.kind for wording in _wordings() if wording.says(line)), None)
    if kind:
        return boilerplate(kind)
    return boilerplate("page furniture") if _is_menu(line) else None


LETTER_OR_NUMBER = re.compile(r"[^\W_]")
COUNTER = re.compile(r"\W*(?:\d{1,5}[,.]?\d*\s*[a-z]?|\d{1,4}\s*(?:/|[a-z]{2})\s*\d{1,4})\W*\Z", re.IGNORECASE)


def _is_byline(line: Line) -> bool:
    """`By` and names, with nothing that a sentence needs."""
    said = _by().match(line.text)
    if said is None or len(line.words) > LONGEST_BYLINE or line.finished:
        return False
    at, text = said.end(), re.sub(r"[|,•·/@()]", " ", line.text)
    while found := _name().match(text, at):
        at = found.end()
    rest = text[at:].casefold().split()
    return not rest or rest[0][0].isdigit() or bool(set(rest) & set(words("page_blocks")["biography"]["occupation"]))


def by_author(line: Line, author: str | None) -> Role | None:
    """A byline, where a short line begins with a declared author's name.

    >>> by_author(Line.of("Ann Lee, Lagos"), "Ann Lee, Bo Adeyemi")
    Role(role='boilerplate', reason='byline')
    """
    names = [Line.of(name).bare for name in (author or "").split(",")]
    if line.finished or len(line.words) > LONGEST_BYLINE:
        return None
    return boilerplate("byline") if any(name and line.bare.startswith(name) for name in names) else None


def _is_menu(line: Line) -> bool:
    """A breadcrumb or a bar of links or buttons: short parts with marks between them, or words, mostly furniture."""
    if len(line.words) > MOST_MENU_WORDS or line.finished:
        return False
    buttons = [bare for word in line.words if (bare := _bare(word))]
    parts = [_bare(part) for part in SEVERAL.split(line.text) if part.strip()]
    return _mostly_known(buttons, 3, MOST_BUTTONS) or _mostly_known(parts, 2, MOST_PARTS)


def _mostly_known(parts: Sequence[str], fewest: int, share: float) -> bool:
    known = sum(part in _furniture() for part in parts)
    return known >= fewest and known >= share * len(parts)


def _bare(part: str) -> str:
    return Line.of(part).bare
