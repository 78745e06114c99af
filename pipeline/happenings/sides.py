"""How far two tellings agree in who took part."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from pipeline.happenings.kinds import is_mutual
from pipeline.happenings.told import FORBID, Party, Telling

FORCES = "MIL"
STATE = "GOV"
"""The sector of those who act for their country, so that their name and its name are one actor."""
NAME, SURNAME, COUNTRY, OFFICIAL, ARM = 2.0, 1.5, 1.0, 0.8, 0.3
"""Weights: a name in common, a part of one, a country, its leader for it, two bodies of it of different sectors."""
SAME_WORD, OTHER_WORD = 0.7, -0.4
"""Weights of parties that have neither country nor name: "police" and "police", "police" and "doctors"."""
UNSURE, DOUBTFUL = -0.5, 0.4
"""Weights of other countries and of one country where one may be no party at all, as in "helped Ukraine's war"."""
PARTNER = 1.0
KEPT = 100_000
"""Comparisons that are kept: the same parties meet again and again."""


def of_sides(one: Telling, other: Telling) -> tuple[float, float]:
    """Weights of actors and of recipients; for what several do on each other, sides may be exchanged."""
    if any(is_mutual(kind) for kind in one.kinds | other.kinds):
        return of_partners(one.actors | one.recipients, other.actors | other.recipients), 0.0
    return of_parties(one.actors, other.actors), of_parties(one.recipients, other.recipients)


@lru_cache(maxsize=KEPT)
def of_partners(one: frozenset[Party], other: frozenset[Party]) -> float:
    """As parties, and more where a second one agrees; forbids two who share one partner and have each another one."""
    found = of_parties(one, other)
    common = _who(one) & _who(other)
    if found <= 0 or not common:
        return found
    rest, other_rest = _without(one, other, common), _without(other, one, common)
    if len(common) == 1:
        return found + min(PARTNER, of_parties(rest, other_rest)) if rest and other_rest else found
    if _are_others(rest, other_rest):
        return FORBID
    return found if _are_others(one, other) else found + PARTNER * found


def _are_others(one: frozenset[Party], other: frozenset[Party]) -> bool:
    """Whether both name somebody, and nobody in common: one's minister is no other's president."""
    named = {party for party in one if party.named}, {party for party in other if party.named}
    return all(named) and not _akin(*named)


def _who(parties: Iterable[Party]) -> set[str]:
    return {party.code or party.key for party in parties}


def _without(parties: frozenset[Party], other: frozenset[Party], common: set[str]) -> frozenset[Party]:
    """The parties but one that both sides have: the shared name, else all of the shared country."""
    shared = _names(parties) & _names(other)
    names = {party for party in parties if party.named and (party.key, party.code) in shared}
    return parties - names if names else frozenset(p for p in parties if (p.code or p.key) not in common)


@lru_cache(maxsize=KEPT)
def of_parties(one: frozenset[Party], other: frozenset[Party]) -> float:
    """2 for a name in common, 1 for a country; forbids two countries, and two names of one country."""
    if not one or not other:
        return 0.0
    if not _names(one).isdisjoint(_names(other)):
        return NAME
    codes, other_codes = {p.code for p in one if p.code}, {p.code for p in other if p.code}
    if not codes or not other_codes:
        return SAME_WORD if one & other else _of_names(one, other)
    common = codes & other_codes
    if not common:
        return FORBID if _is_sure(one) and _is_sure(other) else UNSURE
    weights = [_of_country(code, one, other) for code in common]
    found = sum(weights) / len(weights)
    if not (_is_sure(one) and _is_sure(other)):
        found = min(found, DOUBTFUL)
    return found * (0.4 + 0.6 * len(common) / len(codes | other_codes)) if found > 0 else found


def _names(parties: Iterable[Party]) -> set[tuple[str, str | None]]:
    return {(party.key, party.code) for party in parties if party.named}


def _is_sure(parties: Iterable[Party]) -> bool:
    """Whether one with a country is surely somebody."""
    return any(party.code and party.is_somebody for party in parties)


def _of_country(code: str | None, one: frozenset[Party], other: frozenset[Party]) -> float:
    """What it weighs that both have parties of this country."""
    ours, theirs = {p for p in one if p.code == code}, {p for p in other if p.code == code}
    if ours & theirs:
        return COUNTRY
    named, others_named = {p for p in ours if p.named}, {p for p in theirs if p.named}
    if named and others_named:
        return SURNAME if _akin(named, others_named) else FORBID
    corps, others_corps = _corps(ours), _corps(theirs)
    if named or others_named:
        if (corps & others_corps) - {None}:
            return SURNAME
        unnamed = theirs if named else ours
        return OFFICIAL if _is_state(named | others_named) and _is_state(unnamed) else OTHER_WORD
    if corps and others_corps and corps.isdisjoint(others_corps):
        return OTHER_WORD
    return OFFICIAL if _is_state(ours) or _is_state(theirs) else ARM


def _corps(parties: Iterable[Party]) -> set[str | None]:
    """The corps of each of the forces, null for plain troops."""
    return {party.corps for party in parties if party.sector == FORCES}


def _is_state(parties: Iterable[Party]) -> bool:
    return any(party.sector in (None, STATE) for party in parties)


def _of_names(one: frozenset[Party], other: frozenset[Party]) -> float:
    if _akin(one, other):
        return SURNAME
    if all(party.named for party in one | other):
        return FORBID
    sectors, other_sectors = {p.sector for p in one if p.sector}, {p.sector for p in other if p.sector}
    return ARM if sectors & other_sectors else OTHER_WORD


def _akin(one: Iterable[Party], other: Iterable[Party]) -> bool:
    """Whether a name of one side is part of a name of the other: a surname of a full name."""
    return any(_is_part(a, b) for a, b in product(one, other) if a.named and b.named)


def _is_part(one: Party, other: Party) -> bool:
    parts, others = _parts(one), _parts(other)
    return bool(parts and others) and (parts <= others or others <= parts)


def _parts(party: Party) -> set[str]:
    return {part for part in party.key.split() if len(part) > 2}
