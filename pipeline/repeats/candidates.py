"""Pairs of texts that share enough sampled word triples to be worth aligning."""

import numpy as np
import numpy.typing as npt

from pipeline.repeats.draft import Places
from pipeline.repeats.mixing import Hashes

CROWD = 24
"""A triple that stands in more texts than this is a template's: its texts are paired with a few, not all to all."""
HUBS = 6
"""Of a crowd, each text is paired with this many of the first."""
SHARE = 0.15
"""Least share of the smaller sample that a pair has in common."""
LEAST = 2

Pairs = npt.NDArray[np.int64]


def candidate_pairs(triple: Hashes, owner: Places, n_texts: int) -> tuple[Pairs, Pairs]:
    """Later and earlier text of each pair, sorted; texts count from the first told.

    >>> triples = np.array([1, 2, 3, 1, 2, 3, 9, 8], np.uint64) << np.uint64(40)
    >>> later, earlier = candidate_pairs(triples, np.array([0, 0, 0, 1, 1, 1, 2, 2]), 3)
    >>> later.tolist(), earlier.tolist()
    ([1], [0])
    """
    held = _sorted(triple, owner, n_texts)
    owned = held & _owner_bits(n_texts)
    sizes = np.bincount(owned, minlength=n_texts)
    codes = np.sort(_shared(held & ~_owner_bits(n_texts), owned, n_texts))
    firsts = np.flatnonzero(np.concatenate((np.ones(min(len(codes), 1), bool), codes[1:] != codes[:-1])))
    shared = np.diff(np.concatenate((firsts, [len(codes)])))
    later, earlier = codes[firsts] // n_texts, codes[firsts] % n_texts
    enough = shared >= np.maximum(LEAST, SHARE * np.minimum(sizes[later], sizes[earlier]))
    return later[enough], earlier[enough]


def _owner_bits(n_texts: int) -> np.int64:
    return np.int64((1 << n_texts.bit_length()) - 1)


def _sorted(triple: Hashes, owner: Places, n_texts: int) -> Places:
    """Triples in order, each with its texts in order, as one number: the triple's high bits above the text's."""
    bits = _owner_bits(n_texts)
    held = np.sort((triple.view(np.int64) & ~bits) | owner)
    distinct: Places = held[np.concatenate((np.ones(min(len(held), 1), bool), held[1:] != held[:-1]))]
    return distinct


def _shared(triple: Places, owner: Places, n_texts: int) -> Places:
    """One code for each triple that a pair of texts shares: later text times n_texts, plus earlier text."""
    if not len(triple):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], triple[1:] != triple[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(triple)])))
    size, start = np.repeat(sizes, sizes), np.repeat(starts, sizes)
    several = np.flatnonzero(size > 1)
    # how many of its triple's texts, from the first, each text is paired with
    before = np.minimum(several - start[several], np.where(size[several] <= CROWD, CROWD, HUBS))
    codes = [np.empty(0, np.int64)]
    for step in range(CROWD - 1):
        goes_on = before > step
        several, before = several[goes_on], before[goes_on]
        codes.append(owner[several] * n_texts + owner[start[several] + step])
    return np.concatenate(codes)
