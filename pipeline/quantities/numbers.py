"""Numbers in words and digits: "12,000", "two dozen", "tens of thousands", "2.5 mln", "one-third"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.lexicon import words

PIECE = re.compile(r"\d[\d,]*\d(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:\.[^\W\d_]+)*|[^\s\w]|_")
MOST_DIGITS = 15
THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{2,3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a number in digits or a mark of a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A number read from the pieces `first` up to `last`; `bound` when the words only say "at least so many"."""

    number: float
    first: int
    last: int
    bound: bool = False
    part: bool = False


def pieces_of(text: str) -> list[Piece]:
    """The words, numbers and marks of a text, in lower case.

    >>> [piece.text for piece in pieces_of("Some 1,200 (one-third) left.")]
    ['some', '1,200', '(', 'one', '-', 'third', ')', 'left', '.']
    """
    return [Piece(m.start(), m.end(), m.group().lower()) for m in PIECE.finditer(text)]


@cache
def table(name: str) -> dict[str, Any]:
    """One table of `quantities.toml`."""
    found: dict[str, Any] = words("quantities")[name]
    return found


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """One list of `quantities.toml`, as a set."""
    return frozenset(table(name)[key])


@cache
def number_words() -> frozenset[str]:
    """The words that are numbers or parts: five, dozen, third."""
    return frozenset({**table("ones"), **table("counted"), **table("round"), **table("fractions")})


@cache
def bending_words() -> frozenset[str]:
    """The single words that bend a number: over, under, about."""
    lists = table("comparators")
    return frozenset(word for way in ("low", "high", "near") for word in lists[way] if " " not in word)


def read_value(pieces: list[Piece], at: int) -> Value | None:
    """The number that begins at piece `at`, as far as it reaches; null when none does.

    >>> def read(text): value = read_value(pieces_of(text), 0); return value.number, value.bound, value.part
    >>> read("twenty-five soldiers"), read("2.5 mln dlrs"), read("tens of thousands of people")
    ((25.0, False, False), (2500000.0, False, False), (20000.0, True, False))
    >>> read("two dozen"), read("several hundred"), read("two-thirds of them"), read("half a million")
    ((24.0, False, False), (200.0, True, False), (0.666, False, True), (500000.0, False, False))
    """
    if at >= len(pieces):
        return None
    readers = (_round, _led, _one_in, _fraction, _plain)
    return next((value for read in readers if (value := read(pieces, at)) is not None), None)


def _text(pieces: list[Piece], at: int) -> str:
    return pieces[at].text if 0 <= at < len(pieces) else ""


def _round(pieces: list[Piece], at: int) -> Value | None:
    """Round words: dozens, hundreds of thousands."""
    number = table("round").get(_text(pieces, at))
    if number is None:
        return None
    of, after = _text(pieces, at + 1), _text(pieces, at + 2)
    if of in word_set("of", "words") and after in table("round") and table("round")[after] >= 100:
        scale = table("round")[after] / 2
        return Value(number * scale, at, at + 3, bound=True)
    return Value(float(number), at, at + 1, bound=True)


def _led(pieces: list[Piece], at: int) -> Value | None:
    """ "several hundred", "a few dozen", "a couple of thousand", "a couple of soldiers"."""
    start = at + (_text(pieces, at) in word_set("singular", "articles"))
    number = table("lead").get(_text(pieces, start))
    if number is None:
        return None
    then = start + 1 + (_text(pieces, start + 1) in word_set("of", "words"))
    scale = {**table("scales"), **table("counted"), **table("plural_scales")}.get(_text(pieces, then))
    if scale is not None:
        return Value(float(number * scale), at, then + 1, bound=True)
    exact = _text(pieces, start) in word_set("lead_exact", "words")
    return Value(float(number), at, start + 1) if exact and then > start + 1 else None


def _one_in(pieces: list[Piece], at: int) -> Value | None:
    """ "one in five" as a part."""
    top, bottom = table("ones").get(_text(pieces, at)), table("ones").get(_text(pieces, at + 2))
    if not top or not bottom or top >= bottom or _text(pieces, at + 1) not in word_set("of", "inside"):
        return None
    return Value(round(top / bottom, 3), at, at + 3, part=True)


def _fraction(pieces: list[Piece], at: int) -> Value | None:
    """ "one-third", "two thirds", "a quarter", "half", "three-quarters"; "half a million" is a number."""
    known = table("fractions")
    word = _text(pieces, at)
    if word in word_set("halves", "words"):
        scale = {**table("scales"), **table("counted")}.get(_text(pieces, at + 2))
        if scale and _text(pieces, at + 1) in word_set("singular", "articles"):
            return Value(known[word] * scale, at, at + 3)
        return Value(known[word], at, at + 1, part=True)
    top = table("ones").get(word, 1 if word in word_set("singular", "articles") else None)
    then = at + 1 + (_text(pieces, at + 1) == "-")
    bottom = known.get(_text(pieces, then))
    if top is None or bottom is None:
        return None
    return Value(round(top * bottom, 3), at, then + 1, part=True)


def _plain(pieces: list[Piece], at: int) -> Value | None:
    """Digits or number words with their scales: "12,000", "one hundred and five", "2 million", "a dozen"."""
    digits = _digits(_text(pieces, at))
    number, last = (digits, at + 1) if digits is not None else _spelled(pieces, at)
    if number is None:
        return None
    while True:
        then = last + (_text(pieces, last) == "-")
        scale = {**table("scales"), **table("counted")}.get(_text(pieces, then))
        if scale is None or (digits is None and last > at and scale <= 100 and number >= 100):
            break
        if len(_text(pieces, then)) == 1 and pieces[then].start != pieces[last - 1].end:
            break
        number, last = float(f"{number * scale:.{MOST_DIGITS}g}"), then + 1
    return Value(float(number), at, last)


def _digits(text: str) -> float | None:
    if not text[:1].isdigit() or len(text) > MOST_DIGITS or not text.isascii() or not THOUSANDS.match(text):
        return None
    return float(text.replace(",", ""))


def _spelled(pieces: list[Piece], at: int) -> tuple[float | None, int]:
    """Number words from piece `at` on: the value and where they end; an article counts one before a scale."""
    ones, scales = table("ones"), {**table("scales"), **table("counted")}
    word = _text(pieces, at)
    if word in word_set("singular", "articles") and word not in ones:
        return (1.0, at + 1) if _text(pieces, at + 1) in scales and len(_text(pieces, at + 1)) > 1 else (None, at)
    if word not in ones:
        return None, at
    total, group, last = 0.0, 0.0, at
    while last < len(pieces):
        word = _text(pieces, last)
        joined = last > at and word in ("-", *word_set("of", "joins"))
        if joined and _text(pieces, last + 1) in ones and (group >= 100 or word == "-"):
            last += 1
        elif word in ones:
            if last > at and _text(pieces, last - 1) in ones and not (group % 100 >= 20 and ones[word] < 10):
                break
            group, last = group + ones[word], last + 1
        elif word in scales and len(word) > 1 and scales[word] == 100:
            group, last = max(group, 1) * 100, last + 1
        elif word in scales and len(word) > 1 and scales[word] >= 1000 and _text(pieces, last + 1) in ones:
            total, group, last = total + max(group, 1) * scales[word], 0.0, last + 1
        else:
            break
    return total + group, last
