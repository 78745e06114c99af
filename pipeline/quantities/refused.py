"""Numbers that count nothing of an event: ages, calibres, dates, distances, prices, ranks, names."""

import re

from pipeline.language import Parse
from pipeline.quantities.measures import noun_measure
from pipeline.quantities.numbers import Piece, Value, number_words, word_set

OLDEST = 120
HYPHENS = ("-", "–", "‑")
CLOSING = (",", ".", ";")
YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")


def is_refused(pieces: list[Piece], value: Value, last: int, money: bool, percent: bool, parse: Parse) -> bool:
    """Whether the number from `value.first` up to piece `last` is no figure."""
    first = pieces[value.first]
    before = pieces[value.first - 1] if value.first else None
    after = pieces[last] if last < len(pieces) else None
    if before is not None and (_names(before, first, money) or before.text in word_set("refused", "none")):
        return True
    if not money and (_follows_short_month(pieces, value) or _is_part_of_name(before, first, parse)):
        return True
    if (
        _is_age_group(pieces, value)
        or _is_whole(pieces, value)
        or _is_old(pieces, value)
        or _is_age(pieces, value, last, parse)
    ):
        return True
    if not money and not percent and (_is_dated(first, before) or _is_ordinal_like(pieces, value, last, parse)):
        return True
    if _is_rate(pieces, last, money) or _is_point(pieces, value):
        return True
    if after is None or money or percent or value.part:
        return _is_year(first) and not money and not percent and value.last - value.first == 1
    return _is_measured(pieces, last, after) or (
        value.last - value.first == 1 and _is_year(first) and not _counts(parse, after)
    )


def _names(before: Piece, first: Piece, money: bool) -> bool:
    """Whether what stands before makes the number a name, a date or a part of a word: "No. 3", "F-16", "May 3"."""
    touching = before.end == first.start
    if touching and (before.text.isalnum() or before.text in ("-", "/", ":", ".", "'", "’", "+", "#")) and not money:
        return True
    plain = first.text[:1].isdigit()
    return plain and not money and before.text in word_set("refused", "before") | word_set("refused", "months")


def _follows_short_month(pieces: list[Piece], value: Value) -> bool:
    """Whether the number is the day of a month written short: "On Dec. 4 members of the unit"."""
    before = [piece.text for piece in pieces[max(value.first - 2, 0) : value.first]]
    return len(before) == 2 and before[1] == "." and before[0] in word_set("refused", "months")


def _is_part_of_name(before: Piece | None, first: Piece, parse: Parse) -> bool:
    """Whether digits stand inside a name before what it names: "14 Leopard 2 tanks"; "in Kabul 12 people" is none."""
    name = parse.at(before.start) if before is not None and first.text.isdigit() else None
    number = parse.at(first.start)
    if name is None or number is None or name.pos != "PROPN" or name.dep not in ("compound", "nmod"):
        return False
    return name.head > number.i and any(t.tag == "CD" for t in parse.tokens[max(name.i - 3, 0) : name.i])


def _is_whole(pieces: list[Piece], value: Value) -> bool:
    """Whether a number only says of how many another is a part ("2,500 of the 6,000"), or begins such ("one of 52")."""
    small = word_set("of", "definite")
    before = [piece.text for piece in pieces[max(value.first - 3, 0) : value.first]]
    follows = before[-1:] and before[-1] in word_set("of", "partly")
    follows = follows or (len(before) > 1 and before[-1] in small and before[-2] in word_set("of", "partly"))
    if follows:
        at = value.first - (2 if before[-1] in small else 1)
        return at > 0 and (pieces[at - 1].text[:1].isdigit() or pieces[at - 1].text in number_words())
    one = value.last - value.first == 1 and value.number == 1 and value.last < len(pieces)
    return one and pieces[value.last].text in word_set("of", "partly")


def _is_age(pieces: list[Piece], value: Value, last: int, parse: Parse) -> bool:
    """Whether a number stands between commas after a name: "Ali Khan, 34, was held"."""
    if value.number <= OLDEST and _is_listed_age(pieces, value):
        return True
    if value.first < 2 or last >= len(pieces) or pieces[value.first - 1].text != "," or value.number > OLDEST:
        return False
    name = parse.at(pieces[value.first - 2].start)
    return pieces[last].text in CLOSING and name is not None and name.pos == "PROPN"


def _is_age_group(pieces: list[Piece], value: Value) -> bool:
    """Whether a number bounds the age of those before it: "children under five"."""
    before = [piece.text for piece in pieces[max(value.first - 2, 0) : value.first]]
    bounded = len(before) == 2 and before[1] in word_set("refused", "age_bounds")
    return bounded and before[0] in word_set("refused", "aged_ones") and value.number <= OLDEST


def _is_listed_age(pieces: list[Piece], value: Value) -> bool:
    """Whether a number goes on a list of ages: "aged 17, 19 and 23"."""
    at = value.first - 1
    while at > 0 and (pieces[at].text in word_set("refused", "lists") or pieces[at].text[:1].isdigit()):
        at -= 1
    return at < value.first - 1 and pieces[at].text in word_set("refused", "ages")


def _is_dated(first: Piece, before: Piece | None) -> bool:
    """Whether a year-like number follows a word of time: "in 1970 American troops", "late 1943 besieged troops"."""
    return _is_year(first) and before is not None and before.text in word_set("refused", "times")


def _is_ordinal_like(pieces: list[Piece], value: Value, last: int, parse: Parse) -> bool:
    """Whether a number is a name before one thing: "the final 717 jet", "a 747 freighter"; "six aircraft" is none."""
    after = parse.at(pieces[last].start) if last < len(pieces) else None
    if after is None or not pieces[value.first].text[:1].isdigit() or value.number <= 1 or value.part:
        return False
    plain = after.tag == "NN" and after.lemma.lower() not in word_set("invariable", "nouns")
    following = parse.tokens[after.i + 1] if after.i + 1 < len(parse.tokens) else None
    single = following is None or not (following.tag.startswith("NN") or following.text in HYPHENS)
    return plain and single and noun_measure(after.lemma) in word_set("invariable", "machines")


def _is_old(pieces: list[Piece], value: Value) -> bool:
    """Whether a number is what something was before it changed: "from 12,000 to 15,000"."""
    before = pieces[value.first - 1].text if value.first else ""
    after = pieces[value.last].text if value.last < len(pieces) else ""
    return before in word_set("ranges", "changes") and after in word_set("ranges", "changed")


def _is_rate(pieces: list[Piece], last: int, money: bool) -> bool:
    """Whether a sum is a price: "20 dollars a barrel", "25 cents per share"."""
    after = [piece.text for piece in pieces[last : last + 2]]
    return money and len(after) == 2 and after[0] in word_set("of", "rates") and after[1].isalpha()


def _is_point(pieces: list[Piece], value: Value) -> bool:
    """Whether digits go on behind the number: a score, a time, a ratio, a date (3-1, 10:30, 5/12)."""
    if value.last + 1 >= len(pieces):
        return False
    mark, then = pieces[value.last], pieces[value.last + 1]
    return (
        mark.text in (":", "/", "-")
        and mark.start == pieces[value.last - 1].end
        and then.start == mark.end
        and (then.text[:1].isdigit() and (mark.text != "-" or float(then.text.replace(",", "")) <= value.number))
    )


def _is_year(first: Piece) -> bool:
    return bool(YEAR.match(first.text))


def _counts(parse: Parse, after: Piece) -> bool:
    """Whether a year-like number stands before a plural noun that it counts: "2000 troops"."""
    token = parse.at(after.start)
    while token is not None and token.dep in ("amod", "compound", "nmod") and parse.tokens[token.head].i > token.i:
        token = parse.tokens[token.head]
    return token is not None and token.tag in ("NNS", "NNPS") and token.start - after.start < 40


def _is_measured(pieces: list[Piece], last: int, after: Piece) -> bool:
    """Whether a unit of time, length, rank or the like follows, or a month."""
    glued = after.start == pieces[last - 1].end
    if glued and after.text in word_set("refused", "ordinals"):
        return True
    if glued and after.text == "-":
        word = pieces[last + 1].text if last + 1 < len(pieces) else ""
        return word not in word_set("strong", "words")
    partly = last + 1 < len(pieces) and pieces[last + 1].text in word_set("of", "partly")
    if after.text in word_set("rounds", "words") and partly:
        return False
    refused = word_set("refused", "after") | word_set("refused", "months")
    return after.text in refused or after.text.removesuffix("s") in refused
