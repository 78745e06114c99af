"""Do two tellings tell the same happening: each thing said is weighed, and some differences forbid it.

A weight of 1 is what two tellings of one country's act have for the country; weights add up. What one of them does not
say weighs nothing.
"""

from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

from pipeline.happenings.kinds import are_one_act, is_told_in_words, nearness
from pipeline.happenings.sides import of_sides
from pipeline.happenings.things import of_amounts, of_places
from pipeline.happenings.times import of_days
from pipeline.happenings.told import FORBID, Telling, distance
from pipeline.happenings.wording import NOTHING_SHARED, Likeness

SPECIFIC = {"actor": 0.55, "recipient": 0.55, "place": 1.5, "dates": 1.5, "figures": 1.5, "words": 0.12}
"""What a thing must weigh to count as one that seldom agrees by chance: a country, a town, a day, a number, a topic."""
INDEPENDENT = 2
"""Specific things that must agree between documents, as one country does much in a week."""
WORDS_SAY = 4.0
"""What wholly common words weigh between documents; within one half, for its words are those of its topic."""
SAME_WORDING = 3.0
ONE_ACT, OTHER_RULE = 0.9, 0.5
"""Nearness of two rules for one act, and what two other rules of a type take away: troops sent are no arms sent."""


class Agreement(NamedTuple):
    """How much speaks for one happening, and which things agree."""

    score: float
    reasons: tuple[str, ...]


def may_agree(one: Telling, other: Telling) -> bool:
    """Whether status and days do not forbid it: a quick look before anything is weighed."""
    if one.status != other.status:
        return False
    return one.days is None or other.days is None or distance(one.days, other.days) <= 1


def of_kinds(one: Telling, other: Telling) -> float:
    """Best nearness of the codings; forbids two acts, two of one sentence, another status."""
    if one.status != other.status or (one.sentences & other.sentences and one.kinds != other.kinds):
        return FORBID
    found = [n for a, b in product(one.kinds, other.kinds) if (n := nearness(a, b)) is not None]
    if not found or not one.rules.isdisjoint(other.rules):
        return max(found, default=FORBID)
    return max(ONE_ACT, *found) if are_one_act(one.rules, other.rules) else max(found) - OTHER_RULE


def forbids(one: Telling, other: Telling, likeness: Likeness = NOTHING_SHARED) -> bool:
    """Whether something said of the one cannot be said of the other."""
    return of_kinds(one, other) == FORBID or FORBID in _facets(one, other, likeness).values()


def weigh_up(one: Telling, other: Telling, likeness: Likeness) -> Agreement | None:
    """What speaks for one happening, with the reasons in words; null when something forbids it or too little agrees."""
    kinds = of_kinds(one, other)
    if kinds == FORBID:
        return None
    facets = _facets(one, other, likeness)
    if FORBID in facets.values():
        return None
    apart, one_wording = one.doc_id != other.doc_id, _is_one_wording(one, other, likeness)
    facets["words"] = likeness.share
    if apart and not one_wording and not _is_specific(one, other, facets):
        return None
    said = likeness.share * (WORDS_SAY - 1)
    score = kinds + sum(facets.values()) + (said if apart else said / 2)
    score += SAME_WORDING if one_wording else -float(other.is_another)
    agreeing = [name for name, weight in facets.items() if weight >= min(0.3, SPECIFIC[name])]
    return Agreement(score, ("type", *agreeing))


def _is_one_wording(one: Telling, other: Telling, likeness: Likeness) -> bool:
    """Whether two documents tell it in the same words, at the same word of them."""
    return one.doc_id != other.doc_id and likeness.is_one_wording and not one.triggers.isdisjoint(other.triggers)


def _facets(one: Telling, other: Telling, likeness: Likeness) -> dict[str, float]:
    """What each thing said weighs; in one wording a difference of parties is a slip of reading."""
    actors, recipients = of_sides(one, other)
    if _is_one_wording(one, other, likeness):
        actors, recipients = max(actors, 0.0), max(recipients, 0.0)
    return {
        "actor": actors,
        "recipient": recipients,
        "place": of_places(one.places, other.places),
        "dates": of_days(one, other),
        "figures": of_amounts(one.amounts, other.amounts),
    }


def _is_specific(one: Telling, other: Telling, facets: Mapping[str, float]) -> bool:
    """Whether enough agrees that seldom agrees by chance, and the topic where the act is one of words."""
    agreeing = [name for name, weight in facets.items() if weight >= SPECIFIC[name]]
    if all(is_told_in_words(kind[0]) for kind in one.kinds | other.kinds) and "words" not in agreeing:
        return False
    return len(agreeing) >= INDEPENDENT
