"""Do two tellings tell the same happening: each thing said is weighed, and some differences forbid it.

A weight of 1 is what two tellings of one country's act have for the country; weights add up. What one of them does not
say weighs nothing.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from pipeline.happenings.kinds import (
    SAME,
    Kind,
    are_one_act,
    is_moved,
    is_mutual,
    is_told_in_words,
    nearness,
    recurs_after,
)
from pipeline.happenings.sides import of_sides
from pipeline.happenings.things import are_two_tolls, is_toll, of_amounts, of_places
from pipeline.happenings.times import of_days
from pipeline.happenings.told import FORBID, Telling, distance
from pipeline.happenings.wording import NOTHING_SHARED, Likeness

SPECIFIC = {"actor": 0.55, "recipient": 0.55, "place": 1.5, "dates": 1.5, "figures": 0.7, "words": 0.12}
"""What a thing must weigh to count as one that seldom agrees by chance: a country, a town, a day, a number, a topic."""
SOME_WORDS, SAID_ALIKE = 0.06, 0.2
"""Shares of common words below which nothing says that it is one act of those days, and one thing said."""
INDEPENDENT = 2
"""Specific things that must agree between documents, as one country does much in a week."""
NAMED, BOTH = 1.5, 3.0
"""What a side weighs that agrees in a name or in two partners, and in a name and a second partner."""
OFTEN = 7
"""Days: what recurs sooner goes on between two countries all the time."""
WORDS_SAY = 4.0
"""What wholly common words weigh between documents; within one half, for its words are those of its topic."""
KEPT = 100_000
"""Comparisons of codings, and of sides, that are kept: the same ones come again and again."""
SAME_WORDING, ANOTHER = 3.0, 2.0
AT_HOME, SAID_NEAR = 1.0, 0.1
"""What one country on every side takes away in a document, unless so many words are shared: it proves nothing there."""
ONE_ACT, OTHER_RULE = 0.9, 1.5
"""Nearness of two rules for one act, and what two other rules of a type take away: troops sent are no arms sent."""


Compare = Callable[[], Likeness]
"""How alike two tellings are worded, found out when it matters."""


class Agreement(NamedTuple):
    """How much speaks for one happening, and which things agree."""

    score: float
    reasons: tuple[str, ...]


def of_kinds(one: Telling, other: Telling) -> float:
    """Best nearness of the codings; forbids another status, and what one sentence tells apart."""
    if one.status != other.status or one.sentences & other.sentences:
        return FORBID
    return _of_codings(one.kinds, other.kinds, one.rules, other.rules)


@lru_cache(maxsize=KEPT)
def _of_codings(
    kinds: frozenset[Kind], other_kinds: frozenset[Kind], rules: frozenset[str], other_rules: frozenset[str]
) -> float:
    found = [n for a, b in product(kinds, other_kinds) if (n := nearness(a, b)) is not None]
    nearest = max(found, default=FORBID)
    if not rules.isdisjoint(other_rules):
        return nearest
    if are_one_act(rules, other_rules):
        return max(ONE_ACT, nearest)
    return nearest - OTHER_RULE if nearest == SAME else nearest


def forbids(one: Telling, other: Telling, compare: Compare = lambda: NOTHING_SHARED) -> bool:
    """Whether something said of the one cannot be said of the other."""
    return of_kinds(one, other) == FORBID or _facets(one, other, compare) is None


def weigh_up(one: Telling, other: Telling, compare: Compare, one_story: bool = False) -> Agreement | None:
    """What speaks for one happening, with the reasons in words; null when something forbids it or too little agrees.

    Where two documents tell `one_story`, it is enough that who took part, the place or the day agrees, and a few words.
    """
    kinds = of_kinds(one, other)
    facets = None if kinds == FORBID else _facets(one, other, compare)
    if facets is None:
        return None
    likeness = compare()
    if likeness.has_other_numbers and _is_next_in_series(one, other):
        return None
    apart, one_wording = one.doc_id != other.doc_id, _are_one_wording(one, other, lambda: likeness)
    facets["words"] = likeness.share
    if one_wording:  # a difference of parties is a slip of reading
        facets |= {"actor": max(facets["actor"], 0.0), "recipient": max(facets["recipient"], 0.0)}
    if apart and not one_wording and not _is_specific(one, other, facets, one_story):
        return None
    said = likeness.share * (WORDS_SAY - 1)
    score = kinds + sum(facets.values()) + (said if apart else said / 2)
    score += SAME_WORDING if one_wording else -ANOTHER * other.is_another
    if not apart and likeness.share < SAID_NEAR and _is_at_home(one, other) and not _is_pinned(facets):
        score -= AT_HOME
    agreeing = [name for name, weight in facets.items() if weight >= min(0.3, SPECIFIC[name])]
    return Agreement(score, ("type", *agreeing, *(["story"] if one_story else [])))


def _is_at_home(one: Telling, other: Telling) -> bool:
    """Whether those who act and those whom it is done to are all of one country."""
    actors, recipients = (
        {party.code for party in side if party.code}
        for side in (one.actors | other.actors, one.recipients | other.recipients)
    )
    return len(actors) == 1 and actors == recipients


def _is_pinned(facets: Mapping[str, float]) -> bool:
    """Whether more than countries agrees: a name, a town, a day, a number."""
    sides = max(facets["actor"], facets["recipient"])
    return sides >= NAMED or any(facets[name] >= SPECIFIC[name] for name in ("place", "dates", "figures"))


def _is_next_in_series(one: Telling, other: Telling) -> bool:
    """Whether what is reported in one formula with other numbers on another day is another one: a toll is revised."""
    return one.reported != other.reported and not any(is_toll(amount) for amount in one.amounts | other.amounts)


def _are_one_wording(one: Telling, other: Telling, compare: Compare) -> bool:
    """Whether two documents tell it in the same words, at the same word of them."""
    return one.doc_id != other.doc_id and not one.triggers.isdisjoint(other.triggers) and compare().is_one_wording


def _facets(one: Telling, other: Telling, compare: Compare) -> dict[str, float] | None:
    """What each thing said weighs; null when one forbids it, what costs most to find looked at last."""
    if one.days and other.days and distance(one.days, other.days) > 1:
        return None
    if one.doc_id == other.doc_id and are_two_tolls(one.amounts, other.amounts):
        return None
    places = _of_places(one, other)
    actors, recipients = (FORBID, FORBID) if places == FORBID else of_sides(one, other)
    if places == FORBID or (FORBID in (actors, recipients) and not _are_one_wording(one, other, compare)):
        return None
    days = of_days(one, other)
    if days == FORBID:
        return None
    amounts = of_amounts(one.amounts, other.amounts)
    return {"actor": actors, "recipient": recipients, "place": places, "dates": days, "figures": amounts}


def _of_places(one: Telling, other: Telling) -> float:
    """As places; forces are sent from one country through another to a third, each of which may be told as theirs."""
    places = of_places(one.places, other.places)
    is_on_the_way = places != FORBID and places < 0 and all(is_moved(kind) for kind in one.kinds | other.kinds)
    return 0.0 if is_on_the_way else places


def _is_specific(one: Telling, other: Telling, facets: Mapping[str, float], one_story: bool) -> bool:
    """Whether enough agrees that seldom agrees by chance.

    Acts of words must agree in their words, acts on each other in two partners or a name; and where the same two
    countries do the like every week, more than the two countries.
    """
    agreeing = {name for name, weight in facets.items() if weight >= SPECIFIC[name]}
    kinds = one.kinds | other.kinds
    in_words = all(is_told_in_words(kind[0]) for kind in kinds)
    if one_story:
        is_said = not in_words and not one.triggers.isdisjoint(other.triggers)
        return bool(agreeing) and (is_said or facets["words"] >= SOME_WORDS)
    if in_words and facets["words"] < SAID_ALIKE:
        return False
    is_named = max(facets["actor"], facets["recipient"]) >= NAMED
    if any(is_mutual(kind) for kind in kinds):
        agreeing = agreeing - {"actor"} if not is_named else agreeing
        agreeing = agreeing | {"recipient"} if facets["actor"] >= BOTH else agreeing
    if min(recurs_after(one.kinds)[0], recurs_after(other.kinds)[0]) <= OFTEN and not is_named:
        sides = {"actor", "recipient"}
        if agreeing <= sides or (facets["words"] < SOME_WORDS and len(agreeing - sides) < INDEPENDENT):
            return False
    return len(agreeing) >= INDEPENDENT
