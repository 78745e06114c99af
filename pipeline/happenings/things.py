"""How far two tellings agree in where it was and in the numbers they give."""

from itertools import product

from pipeline.happenings.told import FORBID, Amount, Place
from pipeline.lexicon import words

MANY = 20
"""A number above this is seldom the same by chance."""
SAME_NUMBER, NEAR_NUMBER, SMALL, OTHER_NUMBER = 1.5, 0.7, 0.5, -1.5
"""Weights; a toll grows from day to day, so that another one speaks against nothing, and a near one for little."""
ELSEWHERE, OTHER_GIFT = -2.5, -4.0
"""Weights of two countries; of two numbers that are known to the last digit, and of two things given."""
SAME, NEAR, FAR, TIMES_AS_MANY = 1.005, 2, 5, 20
"""Ratios of two numbers up to which they are one, may be accounts of one thing, from which they hardly are, and from
which two tolls of one document are two."""


def of_places(one: frozenset[Place], other: frozenset[Place]) -> float:
    """1.5 for a town in common, less for a region or country; forbids two towns, unless one place agrees."""
    if not one or not other:
        return 0.0
    return max(_of_two_places(a, b) for a, b in product(one, other))


def _of_two_places(one: Place, other: Place) -> float:
    if one.name == other.name:
        return 1.5 if one.exact else 0.6
    if one.code != other.code:
        return FORBID if one.exact and other.exact else ELSEWHERE
    if one.exact and other.exact:
        return FORBID
    return 0.3


def of_amounts(one: frozenset[Amount], other: frozenset[Amount]) -> float:
    """Up to 1.5 for the same number; less for near ones; against it where they count other things."""
    if not one or not other:
        return 0.0
    both = [(a, b) for a, b in product(one, other) if a.measure == b.measure]
    if both:
        return max(_of_two_amounts(a, b) for a, b in both)
    if any(_counted_together(a.measure, b.measure) for a, b in product(one, other)):
        return 0.0
    given = words("happenings")["given"]
    return OTHER_GIFT if all(amount.measure in given for amount in one | other) else 0.0


def _counted_together(measure: str, other: str) -> bool:
    return any(measure in group and other in group for group in words("happenings")["counted_together"])


def are_two_tolls(one: frozenset[Amount], other: frozenset[Amount]) -> bool:
    """Whether one document cannot mean the same harm by both: "ten were killed" beside "460 have died since 2021"."""
    for measure in {a.measure for a in one} & {a.measure for a in other} & set(words("happenings")["tolls"]):
        most = [
            max((a.most or a.least or 0.0 for a in side if a.measure == measure), default=0.0) for side in (one, other)
        ]
        if min(most) and max(most) / min(most) > TIMES_AS_MANY:
            return True
    return False


def is_toll(amount: Amount) -> bool:
    """Whether it counts those who came to harm."""
    return amount.measure in words("happenings")["tolls"]


def _of_two_amounts(one: Amount, other: Amount) -> float:
    if one == other and one.least is not None and one.least == one.most:
        return SAME_NUMBER if one.least > MANY else SMALL
    low, high = one.least or one.most, other.least or other.most
    if not low or not high:
        return 0.2
    ratio = max(low, high) / min(low, high)
    if one.measure in words("happenings")["counted_exactly"] and ratio > SAME:
        return OTHER_GIFT
    if ratio <= NEAR:
        return SMALL if is_toll(one) or min(low, high) <= MANY else NEAR_NUMBER
    return 0.0 if is_toll(one) or ratio <= FAR else OTHER_NUMBER
