"""Two texts side by side: which stretches of tokens they share, and which stand between."""

from dataclasses import dataclass
from itertools import chain

import numpy as np
from rapidfuzz.distance import LCSseq

from pipeline.repeats.draft import Flags, Places
from pipeline.repeats.tokens import Tokens

ANCHOR = 3
"""Shared stretches this long hold two texts together; shorter ones may be chance."""
PLANES = 0x10F7FF
"""How many code points are no surrogates: the alphabet in which tokens are written for the aligner."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Shared stretches of many pairs, flat: `size` tokens at `one` in the first text and `other` in the second."""

    pair: Places
    one: Places
    other: Places
    size: Places


@dataclass(frozen=True, slots=True)
class Side:
    """One text of each pair, laid out flat: tokens, whether each is shared, and the gap that it stands in.

    Gap `g` of one side answers to gap `g` of the other. Wide gaps run from anchor to anchor.
    """

    at: Places
    pair: Places
    shared: Flags
    gap: Places
    wide: Places


def written_tokens(tokens: Tokens) -> str:
    """All tokens as one string with a code point for each, the alphabet that the aligner reads fastest.

    Two tokens in a million share a letter: what is aligned is compared again.
    """
    letters = (tokens.token % np.uint64(PLANES)).astype(np.uint32)
    letters += np.where(letters >= 0xD800, 0x800, 0).astype(np.uint32)
    return letters.astype("<u4").tobytes().decode("utf-32-le")


def align(tokens: Tokens, written: str, one: Places, other: Places) -> Aligned:
    """The longest common subsequence of each pair of texts as stretches, by Hyyro's bit-parallel way (rapidfuzz)."""
    edges = tokens.starts.tolist()
    blocks = [
        LCSseq.editops(
            written[edges[left] : edges[left + 1]], written[edges[right] : edges[right + 1]]
        ).as_matching_blocks()
        for left, right in zip(one.tolist(), other.tolist(), strict=True)
    ]
    pair = np.repeat(np.arange(len(blocks)), np.fromiter(map(len, blocks), np.int64, len(blocks)))
    every = chain.from_iterable(chain.from_iterable(blocks))
    flat = np.column_stack((pair, np.fromiter(every, np.int64, 3 * len(pair)).reshape(-1, 3)))
    flat = flat[flat[:, 3] > 0]
    return Aligned(*flat[_truly_shared(tokens, one, other, flat)].T)


def _truly_shared(tokens: Tokens, one: Places, other: Places, flat: Places) -> Flags:
    """Stretches in which every token is the same, not its letter alone."""
    pair, at, other_at, size = flat.T
    stretch = np.repeat(np.arange(len(size)), size)
    step = np.arange(len(stretch)) - np.repeat(np.cumsum(size) - size, size)
    mine = (tokens.starts[one[pair]] + at)[stretch] + step
    yours = (tokens.starts[other[pair]] + other_at)[stretch] + step
    unlike = np.bincount(stretch[tokens.token[mine] != tokens.token[yours]], minlength=len(size))
    shared: Flags = unlike == 0
    return shared


def only(aligned: Aligned, pairs: Flags) -> Aligned:
    """The alignments of some of the pairs, which are numbered anew."""
    kept, number = pairs[aligned.pair], np.cumsum(pairs) - 1
    return Aligned(number[aligned.pair[kept]], aligned.one[kept], aligned.other[kept], aligned.size[kept])


def side(tokens: Tokens, texts: Places, aligned: Aligned, start: Places) -> Side:
    """One side of the pairs; `start` is where the shared stretches begin in that side's texts."""
    lengths = tokens.lengths()[texts]
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    pair = np.repeat(np.arange(len(texts)), lengths)
    at = np.arange(offsets[-1]) - offsets[pair] + tokens.starts[texts][pair]
    opens = offsets[aligned.pair] + start
    edge = np.zeros(offsets[-1] + 1, np.int64)
    np.add.at(edge, opens, 1)
    np.add.at(edge, opens + aligned.size, -1)
    gap, wide = np.zeros(offsets[-1] + 1, np.int64), np.zeros(offsets[-1] + 1, np.int64)
    gap[opens] = 1
    wide[opens[aligned.size >= ANCHOR]] = 1
    shared = np.cumsum(edge[:-1]) > 0
    return Side(at, pair, shared, np.cumsum(gap[:-1]) + pair, np.cumsum(wide[:-1]) + pair)
