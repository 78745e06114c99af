"""Logistic regression with a ridge, judged out of fold, and the measures by which stated confidence is judged.

Folds are drawn by document, so that nothing is learnt from the document that is judged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import numpy as np

from tests.gold.judging import Judged

FOLDS = 5
EDGES = (0.0, 0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
ALWAYS, RIDGE, STEPS = "always", 4.0, 30
LEAST, MOST = 0.01, 0.99
Weights = Mapping[str, float]


def share(judged: Sequence[Judged]) -> float:
    """The part that is right."""
    return sum(one.right for one in judged) / len(judged)


def brier(judged: Sequence[Judged]) -> float:
    """Mean square of how far stated confidence is from 1 for a right one and 0 for a wrong one: less is better."""
    return sum((one.confidence - one.right) ** 2 for one in judged) / len(judged)


def gap(judged: Sequence[Judged]) -> float:
    """Expected calibration error: how far stated confidence is from the share right, mean over all."""
    bins = [[one for one in judged if low <= one.confidence < high] for low, high in pairwise(EDGES)]
    off = (abs(sum(one.confidence for one in held) - sum(one.right for one in held)) for held in bins)
    return sum(off) / len(judged)


def auc(judged: Sequence[Judged]) -> float:
    """How often a right one is stated surer than a wrong one, ties counting half: 0.5 says nothing."""
    right = np.array([one.confidence for one in judged if one.right])[:, None]
    wrong = np.array([one.confidence for one in judged if not one.right])[None, :]
    return float(np.mean((right > wrong) + 0.5 * (right == wrong))) if right.size and wrong.size else 0.5


def fold_of(source: str) -> int:
    """The fold of a document, by a hash of its name."""
    return int(sha256(source.encode()).hexdigest(), 16) % FOLDS


def fit(judged: Sequence[Judged], ridge: float = RIDGE) -> Weights:
    """The likeliest weights of the signs under a ridge, by Newton's method; the constant is free."""
    names = [ALWAYS, *sorted({name for one in judged for name in one.signs})]
    signs = np.array([[1.0, *(one.signs.get(name, 0.0) for name in names[1:])] for one in judged])
    right = np.array([float(one.right) for one in judged])
    weights, pull = np.zeros(len(names)), np.diag([1e-6, *([ridge] * (len(names) - 1))])
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (right - said) - pull @ weights
        weights = weights + np.linalg.solve((signs.T * (said * (1 - said))) @ signs + pull, slope)
    return dict(zip(names, map(float, weights), strict=True))


def stated(judged: Judged, weights: Weights) -> Judged:
    """The same with the confidence that the weights state."""
    odds = weights[ALWAYS] + sum(weights.get(name, 0.0) * value for name, value in judged.signs.items())
    return replace(judged, confidence=float(min(max(1 / (1 + np.exp(-odds)), LEAST), MOST)))


def of_other_folds(judged: Sequence[Judged]) -> list[Weights]:
    """By fold, the weights that the documents of all other folds teach."""
    return [fit([one for one in judged if fold_of(one.source) != fold]) for fold in range(FOLDS)]


def held_out(judged: Sequence[Judged]) -> list[Judged]:
    """Every one with the confidence that is learnt from the documents of the other folds."""
    taught = of_other_folds(judged)
    return [stated(one, taught[fold_of(one.source)]) for one in judged]


def constant(judged: Sequence[Judged]) -> list[Judged]:
    """Every one with the share that is right in the other folds: what one can say without looking at it."""
    rest = {fold: share([one for one in judged if fold_of(one.source) != fold]) for fold in range(FOLDS)}
    return [replace(one, confidence=rest[fold_of(one.source)]) for one in judged]


def slots_filled(judged: Sequence[Judged]) -> list[Judged]:
    """Every one with a plain count of what its frame has: the phrase's words, an actor, a recipient, a verb."""
    return [replace(one, confidence=_filled(one.signs)) for one in judged]


def _filled(signs: Mapping[str, float]) -> float:
    missing = 0.1 * signs.get("no_actor", 0) + 0.08 * signs.get("no_recipient", 0) + 0.1 * signs.get("is_noun", 0)
    return float(min(0.63 + 0.03 * min(12 * signs.get("is_heavy", 0), 8) - missing, 0.95))
