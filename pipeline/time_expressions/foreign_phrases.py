"""Phrases with holes of `knowledge/languages/`, found in a text: what they mean, not yet when that is.

All phrases of a language are one pattern; each hole is a bounded choice of words, so cost grows with the text alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pipeline.plain_dates.names import language_words, month_names, weekday_names

YEAR = r"(?:1[5-9]|20)\d{2}(?!\d)"
COUNT = r"\d{1,3}(?!\d)"
WAYS = {"last": -1, "this": 0, "next": 1, "plain": 0}
WAY_OF = {"ago": -1, "ahead": 1}
HOLE = re.compile(r"\{(\w+)\}")
BARE = ("weekday", "month", "year")
"""Meanings told by the hole alone: the words about it only show that it is one, and stay outside the span."""
MOST_BEFORE = 24
"""Characters before an expression in which a word can open, close or narrow it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at its place: its meaning, the way in time (-1 back, 1 ahead), and what fills its holes."""

    start: int
    end: int
    meaning: str
    way: int
    holes: dict[str, Any]
    rule: str
    bound: str | None = None
    mod: str | None = None

    @property
    def grain(self) -> str:
        """How exact the phrase is, as a precision."""
        if self.meaning in ("unit", "ago", "ahead"):
            return str(self.holes["unit"])
        return {"month": "month", "season": "season", "season_year": "season", "year": "year"}.get(self.meaning, "day")


def find_phrases(text: str, language: str) -> Iterator[Found]:
    """The relative phrases and bare years, months and weekdays of the text, in order.

    >>> [(f.meaning, f.way, f.holes) for f in find_phrases("Vor drei Wochen", "de")]
    [('ago', -1, {'n': 3, 'unit': 'week'})]
    """
    compiled = _compiled(language)
    if compiled is None:
        return
    pattern, forms = compiled
    for match in pattern.finditer(text.lower() if len(text.lower()) == len(text) else text):
        number = int(match.lastgroup[1:]) if match.lastgroup else 0
        meaning, way, fixed = forms[number]
        told = {name: match.span(f"{name}_{number}") for name in _names(match, number)}
        holes = {name: _value(name, match.string[slice(*span)], language) for name, span in told.items()}
        start, end = told[meaning] if meaning in BARE and not way else match.span()
        yield Found(start, end, meaning, way, fixed | _folded(holes), f"{language}_{meaning}")


def words_around(text: str, found: Found, language: str) -> Found:
    """The same with what the words beside it say: since, until, or the beginning, middle or end of it."""
    tables = language_words(language)
    before = text[max(0, found.start - MOST_BEFORE) : found.start].lower()
    after = text[found.end : found.end + MOST_BEFORE]
    for bound in ("since", "until"):
        if _ends(before, tables.get(bound, ())) or after.startswith(tuple(tables.get(f"{bound}_after", ()))):
            return replace(found, bound=bound)
    mod = next((mod for mod, some in tables.get("mods", {}).items() if _ends(before, some)), None)
    return replace(found, mod=mod)


def _ends(before: str, phrases: Any) -> bool:
    """Whether the text ends with one of the phrases as whole words."""
    stripped = before.rstrip()
    for phrase in phrases:
        if stripped.endswith(phrase) and (stripped != before or phrase.endswith(("-", "'"))):
            rest = stripped[: -len(phrase)]
            if not rest or not rest[-1].isalnum():
                return True
    return False


def _names(match: re.Match[str], number: int) -> list[str]:
    suffix = f"_{number}"
    return [name.removesuffix(suffix) for name in match.groupdict() if name.endswith(suffix)]


def _folded(holes: dict[str, Any]) -> dict[str, Any]:
    """A unit in the dual is two of it."""
    return {"n": 2, "unit": holes["two"]} if "two" in holes else holes


def _value(hole: str, word: str, language: str) -> Any:
    return int(word) if word.isdecimal() else _fillings(language)[hole][word]


@cache
def _fillings(language: str) -> dict[str, dict[str, Any]]:
    """Hole -> word -> what it stands for."""
    tables = language_words(language)
    named = {"unit": "units", "two": "twos", "season": "seasons"}
    fillings = {hole: {w: what for what, some in tables.get(t, {}).items() for w in some} for hole, t in named.items()}
    fillings["n"] = {word: int(number) for number, some in tables.get("numbers", {}).items() for word in some}
    return fillings | {"month": dict(month_names(language)), "weekday": dict(weekday_names(language)), "year": {}}


def _forms(language: str) -> Iterator[tuple[str, str, int, dict[str, Any]]]:
    """Phrase, meaning, way and what is fixed, for every phrase of the language."""
    tables = language_words(language)
    for way in WAYS:
        for meaning, phrases in tables.get(way, {}).items():
            yield from ((phrase, meaning, WAYS[way] or WAY_OF.get(meaning, 0), {}) for phrase in phrases)
    for unit, shifts in {"day": tables.get("day", {}), **tables.get("shift", {})}.items():
        yield from ((phrase, "unit", int(by), {"unit": unit}) for by, phrases in shifts.items() for phrase in phrases)
    opening = [
        *tables.get("since", ()),
        *tables.get("until", ()),
        *(w for some in tables.get("mods", {}).values() for w in some),
    ]
    for hole in ("month", "year"):
        yield from ((f"{word}{'' if word.endswith('-') else ' '}{{{hole}}}", hole, 0, {}) for word in opening)


@cache
def _compiled(language: str) -> tuple[re.Pattern[str], list[tuple[str, int, dict[str, Any]]]] | None:
    """The pattern over all phrases, the longest first, and what each means; null for a language without phrases."""
    forms = sorted(_forms(language), key=lambda form: (-len(HOLE.sub("", form[0])), form[0]))
    if not forms:
        return None
    tables = language_words(language)
    prefix, particles = tables.get("attached_before", ""), "|".join(tables.get("particles", ()))
    left = rf"(?:(?<!\w)|(?<=\b[{prefix}]))" if prefix else r"(?<!\w)"
    right = rf"(?=(?:{particles})?(?!\w))" if particles else r"(?!\w)"
    choices = (f"(?P<f{at}>{_expression(phrase, at, language)})" for at, (phrase, *_) in enumerate(forms))
    return re.compile(f"{left}(?:{'|'.join(choices)}){right}"), [(m, w, fixed) for _, m, w, fixed in forms]


def _expression(phrase: str, number: int, language: str) -> str:
    """A phrase as a pattern; its holes become named groups."""
    parts = HOLE.split(phrase)
    literal = [re.escape(part).replace(r"\ ", r"\s{1,2}") for part in parts[::2]]
    groups = [f"(?P<{hole}_{number}>{_choice(hole, language)})" for hole in parts[1::2]]
    return "".join(piece for pair in zip(literal, [*groups, ""], strict=True) for piece in pair)


@cache
def _choice(hole: str, language: str) -> str:
    words = sorted(_fillings(language)[hole], key=lambda word: (-len(word), word))
    digits = {"n": [COUNT], "year": [YEAR]}.get(hole, [])
    return "|".join([*digits, *map(re.escape, words)])
