"""How sure an event is: the surest of its mentions, and who tells it anew, weighed by `knowledge/confidence.toml`.

Repeats and copies add nothing: they are tellings of the first.
"""

from collections.abc import Mapping, Sequence
from math import exp, log, log2

from pipeline.lexicon import words

LEAST, MOST = 0.01, 0.99
MANY = 8
"""Tellings, and sources, from which more say no more."""


def signs_of_event(confidences: Sequence[float], n_sources: int) -> dict[str, float]:
    """What shows how sure an event is: log odds of its surest first telling, how many tell it, who in words of his own.

    >>> signs_of_event([0.5, 0.5], 1)
    {'surest': 0.0, 'tellings': 0.3333, 'sources': 0.0}
    """
    surest = min(max(max(confidences), LEAST), MOST)
    return {
        "surest": round(log(surest / (1 - surest)), 4),
        "tellings": _share(len(confidences)),
        "sources": _share(n_sources),
    }


def _share(n: int) -> float:
    """0 for one, 1 for many, a third for every doubling."""
    return round(log2(min(max(n, 1), MANY)) / log2(MANY), 4)


def event_confidence(signs: Mapping[str, float]) -> float:
    """The probability that an event with these signs is right, and all that is told of it is one.

    >>> event_confidence(signs_of_event([0.9], 1)) > event_confidence(signs_of_event([0.6], 1))
    True
    """
    weights = words("confidence")["event"]
    odds = weights["always"] + sum(weights[name] * value for name, value in signs.items())
    return round(min(max(1 / (1 + exp(-odds)), LEAST), MOST), 2)
