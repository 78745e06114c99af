"""How near two codings are: the same, siblings under which one act is told, or two acts."""

from functools import cache
from itertools import product

from pipeline.lexicon import words

Kind = tuple[str, str | None]
"""An event's type and its mode."""

SAME, ONE_SILENT, SIBLINGS, UNLIKE = 1.0, 0.7, 0.4, 0.2


def _label(kind: Kind) -> str:
    return kind[0] if kind[1] is None else f"{kind[0]}/{kind[1]}"


@cache
def _siblings() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in words("happenings")["siblings"])


def _are_siblings(one: Kind, other: Kind) -> bool:
    labels = product({_label(one), one[0]}, {_label(other), other[0]})
    return any(a != b and frozenset((a, b)) in _siblings() for a, b in labels)


@cache
def nearness(one: Kind, other: Kind) -> float | None:
    """From 1 for the same coding down to 0.2 for two modes of a loose type; null when they are two acts.

    >>> nearness(("AID", "military"), ("AID", None)), nearness(("AID", "military"), ("MOBILIZE", "troops"))
    (0.7, 0.4)
    >>> nearness(("CASUALTY", "killed"), ("CASUALTY", "hospitalised")) is None
    True
    """
    if one == other:
        return SAME
    if one[0] == other[0] and None in (one[1], other[1]):
        return ONE_SILENT
    if _are_siblings(one, other):
        return SIBLINGS
    if one[0] == other[0] and one[0] not in words("happenings")["modes_apart"]:
        return UNLIKE
    return None


def family(event_type: str) -> str:
    """One name for all types that siblings link: the first of them in the alphabet.

    >>> family("MOBILIZE") == family("AID"), family("CASUALTY")
    (True, 'CASUALTY')
    """
    return _families().get(event_type, event_type)


@cache
def _families() -> dict[str, str]:
    linked: dict[str, set[str]] = {}
    for pair in _siblings():
        types = {label.partition("/")[0] for label in pair}
        group = set.union(types, *(linked.get(t, set()) for t in types))
        linked |= dict.fromkeys(group, group)
    return {t: min(group) for t, group in linked.items()}


@cache
def is_mutual(kind: Kind) -> bool:
    """Whether it is done by several on each other, so that actor and recipient may be told either way round."""
    mutual = words("happenings")["mutual"]
    return kind[0] in mutual or _label(kind) in mutual


@cache
def recurs_after(kind: Kind) -> int:
    """Days after which the same parties may well do such a thing anew."""
    days: dict[str, int] = words("happenings")["recurs"]
    return days.get(_label(kind), days[kind[0]])
