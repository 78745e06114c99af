"""Quantities of a parsed sentence: number, bounds, share, unit, what is counted and where it stands."""

from dataclasses import dataclass
from itertools import pairwise

from pipeline.language import Parse
from pipeline.quantities.counted import Counted, counted_by, single_persons
from pipeline.quantities.numbers import Piece, Value, pieces_of, read_value, table, word_set
from pipeline.quantities.refused import is_refused

MOST = 40
LONGEST_COMPARATOR = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number said: bounds, or the number itself, or a part; `of` is the token of the counted noun or null."""

    low: float | None
    best: float | None
    high: float | None
    share: float | None
    comparator: str | None
    unit: str | None
    of: int | None
    measure: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Bend:
    """The words that bend a number, which way, and where they begin or end."""

    words: str | None
    way: str
    first: int
    last: int


def find_quantities(parse: Parse) -> list[Quantity]:
    """The quantities of a sentence, in order; ages, distances, years, prices and numbers that only name are none.

    >>> from pipeline.language import parse as read
    >>> tree = next(read(["Rebels killed at least 14 soldiers and up to 30 civilians with two dozen rockets."]))
    >>> for q in find_quantities(tree): print(q.measure, q.low, q.best, q.high, q.comparator)
    killed 14.0 None None at least
    killed None None 30.0 up to
    munitions None 24.0 None None
    """
    pieces = pieces_of(parse.text)
    found: list[Quantity] = []
    at = 0
    while at < len(pieces) and len(found) < MOST:
        value = read_value(pieces, at)
        if value is None:
            at += 1
            continue
        quantity, last = _quantity(parse, pieces, value, found)
        if quantity is not None:
            found.append(quantity)
        at = max(last, value.last)
    singles = [_single(parse, counted) for counted in single_persons(parse)]
    free = [q for q in singles if not any(f.start < q.end and q.start < f.end for f in found)]
    return sorted(found + free, key=lambda q: q.start)


def _single(parse: Parse, counted: Counted) -> Quantity:
    text = parse.text[counted.start : counted.end]
    return Quantity(
        None,
        counted.number,
        None,
        None,
        None,
        counted.unit,
        counted.of,
        counted.measure,
        counted.start,
        counted.end,
        text,
    )


def _quantity(parse: Parse, pieces: list[Piece], value: Value, before: list[Quantity]) -> tuple[Quantity | None, int]:
    """The quantity that a number makes, or null when it counts nothing, and the piece after it."""
    upper, last = _upper(pieces, value)
    bend = _bend(pieces, value.first, last)
    currency, first, last = _currency(pieces, min(value.first, bend.first), value.first, last)
    percent = _text(pieces, last) in word_set("percent", "words")
    last += percent
    if is_refused(pieces, value, last, currency is not None, percent, parse):
        return None, last
    previous = before[-1].measure if before else None
    counted = counted_by(parse, pieces, value, last, currency, percent or value.part, previous)
    if counted is None or _is_known_set(pieces, value, counted):
        return None, last
    spelled = not _text(pieces, value.first)[:1].isdigit()
    low, best, high, share = _bounds(value, upper, bend, percent, spelled)
    start, end = pieces[first].start, max(pieces[max(last, bend.last) - 1].end, counted.end)
    quantity = Quantity(
        low, best, high, share, bend.words, counted.unit, counted.of, counted.measure, start, end, parse.text[start:end]
    )
    return quantity, max(last, bend.last)


def _is_known_set(pieces: list[Piece], value: Value, counted: Counted) -> bool:
    """Whether a number only points at those spoken of before, to whom nothing befell: "the two leaders", "one aide"."""
    plain = counted.measure in word_set("sets", "measures") and not value.part and not value.bound
    one = value.number == 1 and not _text(pieces, value.first)[:1].isdigit()
    return plain and (one or _text(pieces, value.first - 1) in word_set("sets", "definite"))


def _text(pieces: list[Piece], at: int) -> str:
    return pieces[at].text if 0 <= at < len(pieces) else ""


def _upper(pieces: list[Piece], value: Value) -> tuple[Value | None, int]:
    """The upper end of a range and the piece after it: "14,000 to 15,000", "between 3 and 5"; null without one."""
    word = _text(pieces, value.last)
    if word not in word_set("ranges", "words"):
        return None, value.last
    opened = _text(pieces, value.first - 1) in word_set("ranges", "opening")
    if word in word_set("of", "joins") and not opened:
        return None, value.last
    if _text(pieces, value.first - 1) in word_set("ranges", "changes"):
        return None, value.last
    upper = read_value(pieces, value.last + 1)
    if upper is None or upper.part != value.part or upper.number <= value.number:
        return None, value.last
    return upper, upper.last


def _bend(pieces: list[Piece], first: int, last: int) -> Bend:
    """What bends the number: the longest known phrase right before it, else right after it."""
    known = table("comparators")
    before = first - (_text(pieces, first - 1) in table("currency"))
    for width in range(LONGEST_COMPARATOR, 0, -1):
        if before < width:
            continue
        phrase = " ".join(piece.text for piece in pieces[before - width : before])
        for way in ("low", "high", "near"):
            if phrase in known[way]:
                return Bend(phrase, way, before - width, last)
    for width in (2, 1):
        phrase = " ".join(piece.text for piece in pieces[last : last + width])
        for way in ("low", "high", "near"):
            if phrase in known[f"tail_{way}"]:
                return Bend(phrase, way, first, last + width)
    return Bend(None, "exact", first, last)


def _currency(pieces: list[Piece], first: int, number: int, last: int) -> tuple[str | None, int, int]:
    """The currency of a number, where its words begin and the piece after it."""
    known = table("currency")
    for width in (2, 1):
        marks = pieces[max(number - width, 0) : number]
        sign = "".join(piece.text for piece in marks)
        glued = all(a.end == b.start for a, b in pairwise(marks))
        if glued and sign in known and not sign.isalpha():
            return known[sign], min(first, number - width), last
    for skip in (0, 1, 2):
        word = _text(pieces, last + skip)
        name = known.get(word) or known.get(word.removesuffix("s"))
        if name and word.isalpha() and len(word) > 2:
            lands = table("currency_lands").get(word) or table("currency_lands").get(word.removesuffix("s"), {})
            land = " ".join(piece.text for piece in pieces[last : last + skip])
            if skip and land not in lands:
                return None, first, last
            return lands.get(land, name), first, last + skip + 1
    return None, first, last


def _bounds(
    value: Value, upper: Value | None, bend: Bend, percent: bool, spelled: bool
) -> tuple[float | None, float | None, float | None, float | None]:
    """Low, best, high and share."""
    if percent or value.part:
        return None, None, None, round(value.number / 100, 6) if percent else value.number
    if upper is not None:
        return _scaled(value, upper, spelled), None, upper.number, None
    if bend.way == "low" or (value.bound and bend.way != "high"):
        return value.number, None, None, None
    if bend.way == "high":
        return None, None, value.number, None
    return None, value.number, None, None


def _scaled(value: Value, upper: Value, spelled: bool) -> float:
    """The lower end in the scale of the upper one: "2 to 3 million", "three to four hundred"."""
    scales: tuple[float, ...] = (1e9, 1e6, 1e3, 1e2) if spelled else (1e9, 1e6, 1e3)
    for scale in scales:
        if upper.number >= scale > value.number and value.number * scale < upper.number:
            return value.number * scale
    return value.number
