"""Pairs of texts that share enough sampled word triples to be worth aligning."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pipeline.repeats.draft import Kinds, Ordinals, Places
from pipeline.repeats.mixing import Hashes

CROWD = 24
"""A triple that stands in more texts than this is a template's: its texts are paired with a few, not all to all."""
HUBS = 6
"""Of a crowd, each text is paired with this many of the first."""
SHARE = 0.15
"""Least share of the smaller sample that a pair has in common."""
LEAST = 2
AT_ONCE = 2_000_000
"""Codes of pairs that are counted at once, so that memory stays bounded."""

Pairs = npt.NDArray[np.int64]


def candidate_pairs(triple: Hashes, owner: Ordinals, n_texts: int) -> tuple[Pairs, Pairs]:
    """Later and earlier text of each pair, sorted; texts count from the first told.

    >>> triples = np.array([1, 2, 3, 1, 2, 3, 9, 8], np.uint64) << np.uint64(40)
    >>> later, earlier = candidate_pairs(triples, np.array([0, 0, 0, 1, 1, 1, 2, 2], np.int32), 3)
    >>> later.tolist(), earlier.tolist()
    ([1], [0])
    """
    held = _sorted(triple, owner, n_texts)
    owned = (held & _owner_bits(n_texts)).astype(np.int32)
    sizes = np.bincount(owned, minlength=n_texts)
    held &= ~_owner_bits(n_texts)
    found = [_enough(codes, sizes) for codes in _shared(held, owned, n_texts)]
    pairs = np.concatenate([np.empty(0, np.int64), *found])
    return pairs // n_texts, pairs % n_texts


def _enough(codes: Places, sizes: Places) -> Places:
    """The codes, each once and in order, of pairs that share enough; `codes` has one for each shared triple."""
    codes.sort()
    firsts = np.flatnonzero(np.concatenate((np.ones(min(len(codes), 1), bool), codes[1:] != codes[:-1])))
    shared = np.diff(np.concatenate((firsts, [len(codes)])))
    pairs: Places = codes[firsts]
    later, earlier = pairs // len(sizes), pairs % len(sizes)
    return pairs[shared >= np.maximum(LEAST, SHARE * np.minimum(sizes[later], sizes[earlier]))]


def _owner_bits(n_texts: int) -> np.int64:
    return np.int64((1 << n_texts.bit_length()) - 1)


def _sorted(triple: Hashes, owner: Ordinals, n_texts: int) -> Places:
    """Triples in order, each with its texts in order, as one number: the triple's high bits above the text's."""
    bits = _owner_bits(n_texts)
    held = triple.view(np.int64) & ~bits
    held |= owner
    held.sort()
    distinct: Places = held[np.concatenate((np.ones(min(len(held), 1), bool), held[1:] != held[:-1]))]
    return distinct


def _shared(triple: Places, owner: Ordinals, n_texts: int) -> Iterator[Places]:
    """One code for each triple that a pair of texts shares, later text times n_texts plus earlier text, in runs.

    A run holds all codes of its later texts, and the runs come in their order.
    """
    if not len(triple):
        return
    start, before = _pairings(triple)
    counts = np.cumsum(np.bincount(owner, weights=before, minlength=n_texts)).astype(np.int64)
    edges = np.unique(np.searchsorted(counts, np.arange(0, counts[-1] + AT_ONCE, AT_ONCE)))
    for first, last in pairwise([0, *edges.tolist(), n_texts]):
        here = np.flatnonzero((owner >= first) & (owner < last) & (before > 0))
        yield _codes(owner, here, start[here], before[here], n_texts)


def _pairings(triple: Places) -> tuple[Ordinals, Kinds]:
    """For each place: where its triple's run begins, and with how many of the run's texts its text is paired."""
    begins = np.concatenate((np.ones(min(len(triple), 1), bool), triple[1:] != triple[:-1]))
    starts = np.flatnonzero(begins).astype(np.int32)
    sizes = np.diff(np.concatenate((starts, [len(triple)])))
    start = np.repeat(starts, sizes)
    most = np.repeat(np.where(sizes <= CROWD, CROWD, HUBS).astype(np.int32), sizes)
    return start, np.minimum(np.arange(len(triple), dtype=np.int32) - start, most).astype(np.uint8)


def _codes(owner: Ordinals, at: Places, start: Ordinals, before: Kinds, n_texts: int) -> Places:
    codes = [np.empty(0, np.int64)]
    for step in range(CROWD - 1):
        goes_on = before > step
        at, start, before = at[goes_on], start[goes_on], before[goes_on]
        codes.append(owner[at].astype(np.int64) * n_texts + owner[start + step])
    return np.concatenate(codes)
