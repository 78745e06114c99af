"""Do two tellings tell the same happening: each thing said is weighed, and some differences forbid it.

A weight of 1 is what two tellings of one country's act have for the country; weights add up. What one of them does not
say weighs nothing.
"""

from collections.abc import Iterable
from itertools import product
from math import log2
from typing import NamedTuple

from pipeline.happenings.kinds import is_mutual, nearness, recurs_after
from pipeline.happenings.told import Amount, Days, Party, Place, Telling, distance, overlap
from pipeline.happenings.wording import Likeness
from pipeline.lexicon import words

FORBID = float("-inf")
STATE = "GOV"
"""The sector of those who act for their country, so that their name and its name are one actor."""
VAGUE = 100
"""Days from which a stretch no longer tells two happenings of a kind apart."""
DAYS_AGREE = ((1, 2.0), (9, 1.5), (31, 1.2), (VAGUE, 0.8))
"""Longest of two overlapping stretches -> what the agreement weighs: a shared day says more than a shared season."""


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
    return max(found, default=FORBID)


def of_parties(one: frozenset[Party], other: frozenset[Party]) -> float:
    """2 for a name in common, 1 for a country; forbids two countries, and two names of one country."""
    if not one or not other:
        return 0.0
    shared = one & other
    if any(party.named for party in shared):
        return 2.0
    codes, other_codes = {p.code for p in one if p.code}, {p.code for p in other if p.code}
    if codes and other_codes:
        common = codes & other_codes
        found = max((_of_country(code, one, other) for code in common), default=FORBID)
        return found * (0.4 + 0.6 * len(common) / len(codes | other_codes)) if found > 0 else found
    return 0.7 if shared else _of_names(one, other)


def _of_country(code: str | None, one: frozenset[Party], other: frozenset[Party]) -> float:
    """What it weighs that both name parties of a country: its name, its people, a name of each or of one."""
    ours, theirs = {p for p in one if p.code == code}, {p for p in other if p.code == code}
    named, others_named = {p for p in ours if p.named}, {p for p in theirs if p.named}
    if named and others_named:
        return 1.5 if _akin(named, others_named) else FORBID
    if named == ours or others_named == theirs:
        return 0.8 if any(p.sector == STATE for p in named | others_named) else 0.3
    return 1.0


def _of_names(one: frozenset[Party], other: frozenset[Party]) -> float:
    if _akin(one, other):
        return 1.5
    named = [party.named for party in one | other]
    return FORBID if all(named) else -0.4


def _akin(one: Iterable[Party], other: Iterable[Party]) -> bool:
    """Whether a name of one side is part of a name of the other: a surname of a full name."""
    return any(_parts(a) & _parts(b) for a, b in product(one, other) if a.named and b.named)


def _parts(party: Party) -> set[str]:
    return {part for part in party.key.split() if len(part) > 2}


def of_sides(one: Telling, other: Telling) -> tuple[float, float]:
    """Weights of actors and of recipients; for what several do on each other, sides may be exchanged."""
    if any(is_mutual(kind) for kind in one.kinds | other.kinds):
        return _of_partners(one.actors | one.recipients, other.actors | other.recipients), 0.0
    return of_parties(one.actors, other.actors), of_parties(one.recipients, other.recipients)


def _of_partners(one: frozenset[Party], other: frozenset[Party]) -> float:
    """As parties, and more where both sides agree; forbids a partner in common when each has another one too."""
    found = of_parties(one, other)
    codes, other_codes = {p.code or p.key for p in one}, {p.code or p.key for p in other}
    common, either = codes & other_codes, codes | other_codes
    if codes - other_codes and other_codes - codes and len(common) / len(either) < 0.5:
        return FORBID
    return found + 1.0 if found > 0 and len(common) > 1 else found


def of_places(one: frozenset[Place], other: frozenset[Place]) -> float:
    """1.5 for a town in common, less for a region or country; forbids two towns, unless one place agrees."""
    if not one or not other:
        return 0.0
    return max(_of_two_places(a, b) for a, b in product(one, other))


def _of_two_places(one: Place, other: Place) -> float:
    if one.name == other.name:
        return 1.5 if one.exact else 0.6
    if one.code != other.code:
        return FORBID if one.exact and other.exact else -1.5
    if one.exact and other.exact:
        return FORBID
    return 0.3


def of_days(one: Telling, other: Telling) -> float:
    """Up to 2 for the same day; forbids days that exclude each other; vague ones by how far apart they are told."""
    if one.days and other.days:
        if not overlap(one.days, other.days):
            near = distance(one.days, other.days) == 1 and max(one.days.length, other.days.length) == 1
            return 0.0 if near and one.doc_id != other.doc_id else FORBID
        longest = max(one.days.length, other.days.length)
        if longest <= VAGUE:
            return next(weight for limit, weight in DAYS_AGREE if longest <= limit)
    return _of_reports(one, other)


def _of_reports(one: Telling, other: Telling) -> float:
    when, other_when = _about(one), _about(other)
    if when is None or other_when is None or one.doc_id == other.doc_id:
        return 0.0
    apart = distance(when, other_when)
    if apart <= 7:
        return 1.0 if apart <= 2 else 0.6
    recurs = max(recurs_after(kind) for kind in one.kinds | other.kinds)
    return max(-3.0, 0.6 - log2(1 + apart / recurs))


def _about(telling: Telling) -> Days | None:
    """Its days unless they are vague, else those of its publication."""
    if telling.days and telling.days.length <= VAGUE:
        return telling.days
    return telling.reported or telling.days


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
    return -4.0 if all(amount.measure in given for amount in one | other) else 0.0


def _counted_together(measure: str, other: str) -> bool:
    return any(measure in group and other in group for group in words("happenings")["counted_together"])


def _of_two_amounts(one: Amount, other: Amount) -> float:
    if one == other and one.least is not None and one.least == one.most:
        return 1.5 if one.least > 20 else 0.7
    low, high = one.least or one.most, other.least or other.most
    if not low or not high:
        return 0.2
    ratio = max(low, high) / min(low, high)
    if ratio <= 2:
        return 0.7
    return 0.0 if ratio <= 5 or one.measure in words("happenings")["tolls"] else -1.5


WORDS_SAY = 3.5
"""What wholly common words weigh; between documents twice what they weigh within one, whose words are its topic's."""


def weigh_up(one: Telling, other: Telling, likeness: Likeness) -> Agreement | None:
    """What speaks for one happening, with the reasons in words; null when something forbids it.

    Between documents, who took part, a town or the wording has to agree:
    a type and a day are not enough.
    """
    kinds = of_kinds(one, other)
    if kinds == FORBID:
        return None
    same_words = likeness.is_one_wording and one.doc_id != other.doc_id and bool(one.triggers & other.triggers)
    days, places = of_days(one, other), of_places(one.places, other.places)
    actors, recipients = of_sides(one, other)
    if FORBID in (days, places) or (FORBID in (actors, recipients) and not same_words):
        return None
    amounts = of_amounts(one.amounts, other.amounts)
    if one.doc_id != other.doc_id and not (actors > 0 or recipients > 0 or places >= 1 or likeness.share >= 0.5):
        return None
    facets = {"actor": actors, "recipient": recipients, "place": places, "dates": days, "figures": amounts}
    facets = {name: weight for name, weight in facets.items() if weight != FORBID}
    said = likeness.share * WORDS_SAY * (0.5 if one.doc_id == other.doc_id else 1.0)
    score = (
        kinds + sum(facets.values()) + said + (WORDS_SAY if same_words else 0) - (other.is_another and not same_words)
    )
    agreeing = ["type", *(name for name, weight in facets.items() if weight > 0)]
    return Agreement(score, (*agreeing, *(["words"] if likeness.share > 0.3 else [])))
