"""Whether a toll told soon after an attack is what that attack took."""

from itertools import product

from pipeline.happenings.sides import of_parties
from pipeline.happenings.things import FAR, of_places
from pipeline.happenings.told import FORBID, Amount, Telling, distance

BLOW, TOLL = "ASSAULT", "CASUALTY"
HARM = frozenset({"killed", "wounded"})
CAPTURES = frozenset({"abduct", "sexual", "torture"})
NEAR, SHORT = 3, 7
"""Sentences from an attack within which a toll without another cause is its own, and days that one attack may span."""


def is_toll_of(blow: Telling, toll: Telling) -> bool:
    """Whether the one tells an attack on some day and the other only how many it took: "another 23 were hurt"."""
    if any(kind[0] not in (BLOW, TOLL) for kind in blow.kinds) or blow.status != toll.status or blow.days is None:
        return False
    if not any(kind[0] == BLOW and kind[1] not in CAPTURES for kind in blow.kinds) or blow.days.length > SHORT:
        return False
    if any(kind[0] != TOLL or kind[1] not in HARM for kind in toll.kinds) or toll.is_mishap or toll.actors:
        return False
    return blow.at is not None and toll.at is not None and 0 < toll.at - blow.at <= NEAR and _agree(blow, toll)


def _agree(blow: Telling, toll: Telling) -> bool:
    """Whether a number is said, and nothing that speaks against the attack: day, place, those it befell, how many."""
    if not toll.amounts or (toll.days and blow.days and (toll.days.length > SHORT or distance(blow.days, toll.days))):
        return False
    if of_places(blow.places, toll.places) < 0 or of_parties(blow.recipients, toll.recipients) == FORBID:
        return False
    return all(_of_one_size(a, b) for a, b in product(blow.amounts, toll.amounts) if a.measure == b.measure)


def _of_one_size(one: Amount, other: Amount) -> bool:
    low, high = one.least or one.most, other.least or other.most
    return not low or not high or max(low, high) / min(low, high) <= FAR
