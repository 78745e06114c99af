"""How near two codings are: the same, siblings under which one act is told, or two acts."""

from functools import cache
from itertools import product

from pipeline.lexicon import words

Kind = tuple[str, str | None]
"""An event's type and its mode."""

SAME, ONE_SILENT, SIBLINGS, UNLIKE = 1.0, 0.8, 0.6, 0.2


def label(kind: Kind) -> str:
    """TYPE/mode, or TYPE alone, as the lists of words have it."""
    return kind[0] if kind[1] is None else f"{kind[0]}/{kind[1]}"


@cache
def _siblings() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in words("happenings")["siblings"])


def _are_siblings(one: Kind, other: Kind) -> bool:
    labels = product({label(one), one[0]}, {label(other), other[0]})
    return any(a != b and frozenset((a, b)) in _siblings() for a, b in labels)


@cache
def nearness(one: Kind, other: Kind) -> float | None:
    """From 1 for the same coding down to 0.2 for two modes of a loose type; null when they are two acts.

    >>> nearness(("AID", "military"), ("AID", None)), nearness(("AID", "military"), ("COOPERATE", None))
    (0.8, 0.6)
    >>> nearness(("CASUALTY", "killed"), ("CASUALTY", "hospitalised")) is None
    True
    """
    if one == other:
        return SAME
    if one[0] == other[0] and None in (one[1], other[1]):
        return None if {label(one), label(other)} & set(words("happenings")["alone"]) else ONE_SILENT
    if _are_siblings(one, other):
        return SIBLINGS
    if one[0] == other[0] and one[0] not in words("happenings")["modes_apart"]:
        return UNLIKE
    return None


@cache
def are_one_act(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of rules read one act from its two ends, as giving and receiving."""
    return any(not one.isdisjoint(group) and not other.isdisjoint(group) for group in words("happenings")["one_act"])


def family(event_type: str) -> str:
    """One name for all types that are linked, as siblings or by rules for one act: the first in the alphabet.

    >>> family("MOBILIZE") == family("AID"), family("CASUALTY")
    (True, 'CASUALTY')
    """
    return _families().get(event_type, event_type)


@cache
def _families() -> dict[str, str]:
    acts = [[rule.partition(".")[0].upper() for rule in group] for group in words("happenings")["one_act"]]
    linked: dict[str, set[str]] = {}
    for labels in (*_siblings(), *acts):
        types = {name.partition("/")[0] for name in labels}
        group = set.union(types, *(linked.get(t, set()) for t in types))
        linked |= dict.fromkeys(group, group)
    return {t: min(group) for t, group in linked.items()}


@cache
def is_mutual(kind: Kind) -> bool:
    """Whether it is done by several on each other, so that actor and recipient may be told either way round."""
    mutual = words("happenings")["mutual"]
    return kind[0] in mutual or label(kind) in mutual


@cache
def is_moved(kind: Kind) -> bool:
    """Whether its object are the actor's own forces."""
    return label(kind) in words("happenings")["moved"]


@cache
def is_told_in_words(event_type: str) -> bool:
    """Whether its words alone say what was said, asked or promised, so that they have to agree."""
    return event_type in words("happenings")["told_in_words"]


@cache
def recurs_after(kinds: frozenset[Kind]) -> tuple[int, int]:
    """Days, least and most, after which the same parties may well do such things anew.

    >>> recurs_after(frozenset({("ASSAULT", "aerial"), ("AID", None)}))
    (3, 180)
    """
    days: dict[str, int] = words("happenings")["recurs"]
    found = [days.get(label(kind), days[kind[0]]) for kind in kinds]
    return min(found), max(found)
