"""What the lexicon knows to begin at a token: words of `knowledge/time_words.toml`, and numbers by their shape."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from pipeline.feasts import feast_names
from pipeline.lexicon import words
from pipeline.time_expressions.tokens import Tokens, tokenise

Known = tuple[str, int, Any]
"""Kind, number of tokens, value."""

ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")
DECADE = re.compile(r"([0-9]{2,4})s")
CLOCK = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?([ap])\.?m\.?")
CLOCK_FACE = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
QUARTER = re.compile(r"(?:q([1-4])|([1-4])q)")
HALF = re.compile(r"(?:h([12])|([12])h)")
FISCAL = re.compile(r"fy([0-9]{4}|[0-9]{2})")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(t.*)?")
SLASHED = re.compile(r"([0-9]{1,4})/([0-9]{1,2})/([0-9]{1,4})")
DOTTED = re.compile(r"([0-9]{1,2})[.-]([0-9]{1,2})[.-]([0-9]{4})")
PLAIN = re.compile(r"[0-9]{1,7}")
AMOUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,6}\.[0-9]{1,3}")
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def _entries() -> Iterator[tuple[str, Any, str]]:
    """Kind, value and spelling of every word of the lexicon."""
    lexicon = words("time_words")
    for kind, rows in lexicon["listed"].items():
        for place, spellings in enumerate(rows, start=1):
            yield from ((kind, place, spelling) for spelling in spellings)
    for kind, named in lexicon["named"].items():
        for name, spellings in named.items():
            yield from ((kind, name, spelling) for spelling in spellings)
            if kind in ("one_unit", "units"):
                yield from (("unit", name, spelling) for spelling in spellings)
    for kind, spellings in lexicon["plain"].items():
        yield from ((kind, spelling, spelling) for spelling in spellings)
    yield from (("feast", name, name) for name in sorted(feast_names()))


def _single_and_phrases() -> tuple[dict[str, list[Known]], dict[str, list[tuple[tuple[str, ...], Known]]]]:
    single: dict[str, list[Known]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for kind, value, spelling in _entries():
        row = tuple(tokenise(spelling).lower)
        known = (kind, len(row), value)
        if len(row) == 1:
            single.setdefault(row[0], []).append(known)
        else:
            phrases.setdefault(row[0], []).append((row, known))
    return single, phrases


SINGLE, PHRASES = _single_and_phrases()
TIME_WORD = frozenset(words("time_words")["plain"]["time_word"])
CAPITAL = frozenset(words("time_words")["capital"])


def known_at(tokens: Tokens, at: int) -> Sequence[Known]:
    """Everything the lexicon knows to begin at the token.

    >>> sorted(kind for kind, _, _ in known_at(tokenise("May 5"), 0))
    ['month']
    >>> known_at(tokenise("we may"), 1)
    ()
    """
    word = tokens.lower[at]
    if "0" <= word[0] <= "9":
        return [*_phrases(tokens, at, word), *_number(word)] if word in PHRASES else _number(word)
    found = SINGLE.get(word, ())
    if found and word in CAPITAL and not tokens.raw[at][0].isupper():
        found = ()
    if word in PHRASES:
        more = _phrases(tokens, at, word)
        if more:
            return [*found, *more]
    if not found and tokens.raw[at][0].isupper() and tokens.word(at + 1) in TIME_WORD:
        return (("zone", 2, "local"),)
    if not found and word[0] in "qhf½¼¾" and (len(word) == 1 or word[-1].isdigit()):
        return _number(word)
    return found


def _phrases(tokens: Tokens, at: int, word: str) -> list[Known]:
    return [known for row, known in PHRASES[word] if _stands(tokens, at, row)]


def _stands(tokens: Tokens, at: int, row: tuple[str, ...]) -> bool:
    """Whether the phrase stands there; its marks must be glued to the word before."""
    if tokens.lower[at : at + len(row)] != list(row):
        return False
    if row[0] in CAPITAL and not tokens.raw[at][0].isupper():
        return False
    return all(row[n][0].isalnum() or tokens.glued(at + n) for n in range(1, len(row)))


@lru_cache(maxsize=50_000)
def _number(word: str) -> tuple[Known, ...]:
    """Kinds of a token that begins with a digit, by its shape alone."""
    return tuple((kind, 1, value) for kind, value in _shapes(word))


def _shapes(word: str) -> Iterator[tuple[str, Any]]:
    if PLAIN.fullmatch(word):
        yield from _digits(word)
    elif AMOUNT.fullmatch(word):
        yield "count", float(word.replace(",", ""))
        if re.fullmatch(r"[0-9]{1,2}\.[0-5][0-9]", word):
            yield "dotted_clock", (int(word.split(".")[0]), int(word.split(".")[1]), 0)
    elif word in FRACTIONS:
        yield "fraction", FRACTIONS[word]
    elif found := ORDINAL.fullmatch(word):
        yield "nth", int(found[1])
    elif found := DECADE.fullmatch(word):
        yield "decade", int(found[1])
    elif found := CLOCK.fullmatch(word):
        yield "clock12", (int(found[1]), int(found[2] or 0), found[3].upper() + "M")
    elif found := CLOCK_FACE.fullmatch(word):
        yield "clock_face", (int(found[1]), int(found[2]), int(found[3] or 0))
    elif found := QUARTER.fullmatch(word):
        yield "quarter", int(found[1] or found[2])
    elif found := HALF.fullmatch(word):
        yield "half_year", int(found[1] or found[2])
    elif found := FISCAL.fullmatch(word):
        yield "fiscal_year", century_year(int(found[1])) if len(found[1]) == 2 else int(found[1])
    else:
        yield from _written_dates(word)


def _digits(word: str) -> Iterator[tuple[str, Any]]:
    number = int(word)
    yield "count", number
    if len(word) <= 2:
        if 1 <= number <= 31:
            yield "day", number
        if number <= 24:
            yield "hour", number
        if len(word) == 2:
            yield "yy", number
    elif len(word) == 3:
        yield "old_year", number
    elif len(word) == 4:
        if 1000 <= number <= 2199:
            yield "year", number
        if number // 100 <= 24 and number % 100 < 60:
            yield "hhmm", (number // 100, number % 100, 0)


def _written_dates(word: str) -> Iterator[tuple[str, Any]]:
    if found := ISO.fullmatch(word):
        yield "iso", (int(found[1]), int(found[2]), int(found[3]), (found[4] or "").upper())
    elif found := SLASHED.fullmatch(word):
        yield "slashed", (found[1], found[2], found[3])
    elif found := DOTTED.fullmatch(word):
        yield "dotted", (found[1], found[2], found[3])


def century_year(two_digits: int) -> int:
    """The year that two digits stand for: 00 to 29 of this century, 30 to 99 of the last.

    >>> century_year(82), century_year(9)
    (1982, 2009)
    """
    return two_digits + (2000 if two_digits < 30 else 1900)


def valid(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
