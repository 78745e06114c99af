"""Whether an attack and a toll that one document tells close together are one happening."""

from itertools import product

from pipeline.happenings.sides import of_parties
from pipeline.happenings.things import FAR, of_places
from pipeline.happenings.times import VAGUE
from pipeline.happenings.told import FORBID, Amount, Telling, distance

BLOW, TOLL = "ASSAULT", "CASUALTY"
NEAR = 3
"""Sentences from an attack within which a toll without another cause is its own."""


def one_blow(before: Telling, telling: Telling) -> bool:
    """Whether the one tells an attack and the other, a few sentences on, only what it took: "another 23 were hurt"."""
    types = {kind[0] for kind in before.kinds}, {kind[0] for kind in telling.kinds}
    if types not in (({BLOW}, {TOLL}), ({BLOW, TOLL}, {TOLL}), ({TOLL}, {BLOW})) or before.status != telling.status:
        return False
    if before.at is None or telling.at is None or not 0 < telling.at - before.at <= NEAR:
        return False
    toll, blow = (telling, before) if TOLL in types[1] else (before, telling)
    return not (toll.is_mishap or toll.actors or (blow is telling and blow.is_another)) and _agree(blow, toll)


def _agree(blow: Telling, toll: Telling) -> bool:
    """Whether nothing said of the toll speaks against the attack: days, places, those it befell, how many."""
    if toll.days and (toll.days.length > VAGUE or (blow.days and distance(blow.days, toll.days))):
        return False
    if of_places(blow.places, toll.places) < 0 or of_parties(blow.recipients, toll.recipients) == FORBID:
        return False
    return all(_of_one_size(a, b) for a, b in product(blow.amounts, toll.amounts) if a.measure == b.measure)


def _of_one_size(one: Amount, other: Amount) -> bool:
    low, high = one.least or one.most, other.least or other.most
    return not low or not high or max(low, high) / min(low, high) <= FAR
