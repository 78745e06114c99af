"""How two paragraphs relate: the same, a variant (a fact differs), one contains the other, or nothing."""

from dataclasses import dataclass

import numpy as np

from pipeline.repeats.alignment import ANCHOR, Aligned, align, only, side, written_tokens
from pipeline.repeats.draft import Flags, Places
from pipeline.repeats.guard import Marks, differences
from pipeline.repeats.tokens import Tokens

FEWEST_ALIGNED = 6
CORE_LENGTHS = (8.0, 20.0, 32.0, 64.0)
SHARED = (0.85, 0.75, 0.68, 0.6)
"""Least share of the core that stands in both, by the core's length, for two texts to be about one thing."""
SHARED_BY_SAME = (0.95, 0.85, 0.68, 0.6)
"""The same for two texts to be one: short and formulaic text asks for more."""
WHOLE = 2 / 3
WHOLE_OF_SAME = (0.9, 0.7, 2 / 3, 2 / 3)
"""Least share of a text that lies in the core, for two texts to be one with something put before or after."""
HELD = 0.85
"""Least share of the smaller text in the core, for the other to contain it."""
BATCH = 5_000

Cores = tuple[Places, Places, Places, Places, Places]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Parallel arrays over pairs of texts: the core in either, shared tokens, and what to make of it.

    `differ_pair` and `differ_at` list the tokens that tell different facts, by row of the pair.
    """

    one: Places
    other: Places
    start: Places
    end: Places
    other_start: Places
    other_end: Places
    n_shared: Places
    same: Flags
    variant: Flags
    contains: Flags
    differ_pair: Places
    differ_at: Places


def judge(tokens: Tokens, marks: Marks, one: Places, other: Places) -> list[Verdicts]:
    """Verdicts on all pairs, a batch at a time."""
    written = written_tokens(tokens)
    edges = range(0, len(one), BATCH)
    return [_judge(tokens, written, marks, one[at : at + BATCH], other[at : at + BATCH]) for at in edges]


def _judge(tokens: Tokens, written: str, marks: Marks, one: Places, other: Places) -> Verdicts:
    aligned = align(tokens, written, one, other)
    cores = _cores(aligned, len(one))
    whole, close, holds = _shapes(cores, tokens.lengths()[one], tokens.lengths()[other])
    related = whole | holds
    aligned, one, other = only(aligned, related), one[related], other[related]
    close, holds = close[related], holds[related]
    sides = side(tokens, one, aligned, aligned.one), side(tokens, other, aligned, aligned.other)
    told, more = differences(tokens, marks, aligned, *sides)
    differs, adds = (np.bincount(found.pair, minlength=len(one)) > 0 for found in (told, more))
    same = close & ~differs & ~adds
    contains = holds & ~differs & ~same
    variant = ~same & ~contains & (differs | (close & adds))
    shown = variant[more.pair] & ~differs[more.pair]
    pair, at = np.concatenate((told.pair, more.pair[shown])), np.concatenate((told.at, more.at[shown]))
    start, end, other_start, other_end, shared = (part[related] for part in cores)
    return Verdicts(one, other, start, end, other_start, other_end, shared, same, variant, contains, pair, at)


def _shapes(cores: Cores, lengths: Places, others: Places) -> tuple[Flags, Flags, Flags]:
    """Facts aside: which pairs are about one thing, which are one text, which have one that nearly holds the other."""
    start, end, other_start, other_end, shared = cores
    core, other_core = end - start, other_end - other_start
    longest, shortest = np.maximum(core, other_core), np.minimum(core, other_core)
    covers = core / np.maximum(lengths, 1), other_core / np.maximum(others, 1)
    most, least = np.maximum(*covers), np.minimum(*covers)
    alike = (shortest >= FEWEST_ALIGNED) & (shared >= np.interp(shortest, CORE_LENGTHS, SHARED) * longest)
    close = alike & (shared >= np.interp(shortest, CORE_LENGTHS, SHARED_BY_SAME) * longest)
    one_text = close & (least >= np.interp(shortest, CORE_LENGTHS, WHOLE_OF_SAME))
    return alike & (least >= WHOLE), one_text, close & (most >= HELD)


def _cores(aligned: Aligned, n_pairs: int) -> Cores:
    """From the first to the last anchor in either text, and the tokens shared between; zeros without an anchor."""
    anchor = aligned.size >= ANCHOR
    pair, one, other, size = (part[anchor] for part in (aligned.pair, aligned.one, aligned.other, aligned.size))
    start, end, other_start, other_end, shared = (np.zeros(n_pairs, np.int64) for _ in range(5))
    if len(pair):
        firsts = np.concatenate(([True], pair[1:] != pair[:-1]))
        lasts = np.concatenate((firsts[1:], [True]))
        start[pair[firsts]], other_start[pair[firsts]] = one[firsts], other[firsts]
        end[pair[lasts]], other_end[pair[lasts]] = (one + size)[lasts], (other + size)[lasts]
        within = (aligned.one >= start[aligned.pair]) & (aligned.one < end[aligned.pair])
        shared += np.bincount(aligned.pair[within], aligned.size[within], n_pairs).astype(np.int64)
    return start, end, other_start, other_end, shared
