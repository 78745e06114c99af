"""The gaps between the stretches that two texts share, and what stands loose in them."""

from dataclasses import dataclass

import numpy as np

from pipeline.repeats.alignment import Aligned, Side
from pipeline.repeats.draft import Flags, Places
from pipeline.repeats.tokens import Tokens
from pipeline.repeats.vocabulary import Kind

SLIGHT = 4
INSERTED = 6
"""A gap of at most so many words, both sides together, or this many where one side has none, ..."""
FIRM = 4
"""... between stretches at least so long, or an end of both texts, is a change on purpose: a degree of certainty in it
counts by itself."""

FORMULA = 20
"""Texts that share fewer words than this may be one formula, told of different things."""
ASIDE = 10
"""What stands outside the shared text and is parted from it is an aside up to so many words."""
LABEL = 2
SIGN_OFF = 3
NAMING = (int(Kind.WORD), int(Kind.MONTH))
"""What an aside may name without telling another fact: a town, an agency, a reporter, a day if the other names none."""


@dataclass(frozen=True, slots=True)
class Loose:
    """Tokens of one side that are not shared: their place in the texts, their pair, their gap and wide gap."""

    at: Places
    pair: Places
    gap: Places
    wide: Places


def loose_tokens(tokens: Tokens, mine: Side, yours: Side, n_gaps: int) -> tuple[Loose, Loose, Loose]:
    """What is not shared: what the other text tells otherwise or not at all, what is merely told before or after, and
    what of that is a sentence at the end.

    Names in asides are in neither. With little in common all is told otherwise: the same formula is told of
    different things.
    """
    answered = np.bincount(yours.gap[~yours.shared], minlength=n_gaps) > 0
    outer, aside, label, closing = _outer_gaps(tokens, mine, n_gaps)
    short = np.bincount(mine.pair[mine.shared], minlength=int(mine.pair.max(initial=0)) + 1) < FORMULA
    dated, yours_dated = _dated(tokens, mine, n_gaps), _dated(tokens, yours, n_gaps)
    naming = np.isin(tokens.kind[mine.at], NAMING) & ~((tokens.kind[mine.at] == Kind.MONTH) & yours_dated[mine.gap])
    named = aside[mine.gap] & (naming | (dated & ~yours_dated)[mine.gap])
    added = (outer & ~answered)[mine.gap]
    told = ~mine.shared & (short[mine.pair] | ~(added | named))
    more = ~mine.shared & ~short[mine.pair] & added & ~named & ~label[mine.gap]
    return _picked(mine, told), _picked(mine, more), _picked(mine, more & closing[mine.gap])


def _dated(tokens: Tokens, side: Side, n_gaps: int) -> Flags:
    """Gaps in which a day or month is named."""
    dated = np.zeros(n_gaps, bool)
    dated[side.gap[~side.shared & (tokens.kind[side.at] == Kind.MONTH)]] = True
    return dated


def _picked(side: Side, which: Flags) -> Loose:
    return Loose(side.at[which], side.pair[which], side.gap[which], side.wide[which])


def _outer_gaps(tokens: Tokens, side: Side, n_gaps: int) -> tuple[Flags, Flags, Flags, Flags]:
    """Gaps before the first and after the last shared stretch; which of them are asides, labels, closing sentences.

    An aside is parted from the text by a dash, bar or bracket: a dateline, an agency, a credit. A label is a word or
    two at the head that are no part of a phrase: "UPDATE 2". A closing sentence has more words than a sign-off
    ("Reuter", "Read more").
    """
    outer, aside, label, closing = (np.zeros(n_gaps, bool) for _ in range(4))
    if not len(side.pair):
        return outer, aside, label, closing
    opens = ~side.shared & np.concatenate(([True], side.shared[:-1] | (side.pair[1:] != side.pair[:-1])))
    after_gap = side.shared & np.concatenate(([False], ~side.shared[:-1]))
    first, last = (np.flatnonzero(np.diff(side.pair, prepend=-1)), np.flatnonzero(np.diff(side.pair, append=-1)))
    # a text that opens or ends with a shared stretch has nothing in its outer gap
    head, tail = side.gap[first[~side.shared[first]]], side.gap[last[~side.shared[last]]]
    outer[head], outer[tail] = True, True
    words = np.bincount(side.gap[~side.shared], minlength=n_gaps)
    short = words <= ASIDE
    worded = np.bincount(side.gap[~side.shared & (tokens.kind[side.at] == Kind.WORD)], minlength=n_gaps) > 0
    function = tokens.words["function"].to_numpy()[tokens.word[side.at]]
    phrased = np.bincount(side.gap[~side.shared & function], minlength=n_gaps) > 0
    label[head], closing[tail] = (worded & ~phrased & (words <= LABEL))[head], words[tail] > SIGN_OFF
    parted = tokens.parted[side.at]
    leading, trailing = np.zeros(n_gaps, bool), np.zeros(n_gaps, bool)
    leading[np.maximum(side.gap[after_gap & parted] - 1, 0)] = True
    trailing[side.gap[opens & parted]] = True
    aside[head] = (leading & short)[head]
    aside[tail] |= (trailing & short)[tail]
    return outer, aside, label, closing


def slight_gaps(aligned: Aligned, one: Side, other: Side, n_gaps: int) -> Flags:
    """Gaps of few words between long shared stretches of the same pair."""
    mine, yours = (np.bincount(side.gap[~side.shared], minlength=n_gaps) for side in (one, other))
    few = (mine + yours <= SLIGHT) | ((np.minimum(mine, yours) == 0) & (mine + yours <= INSERTED))
    # stretch number b of all, in pair p, ends gap b + p and begins gap b + p + 1
    heads = (aligned.one == 0) & (aligned.other == 0)
    lengths, others = np.bincount(one.pair)[aligned.pair], np.bincount(other.pair)[aligned.pair]
    tails = (aligned.one + aligned.size == lengths) & (aligned.other + aligned.size == others)
    long = np.flatnonzero((aligned.size >= FIRM) | heads | tails)
    ends = long + aligned.pair[long]
    begun, ended = np.zeros(n_gaps + 1, bool), np.zeros(n_gaps + 1, bool)
    begun[ends + 1], ended[ends] = True, True
    slight: Flags = few & (begun & ended)[:n_gaps]
    return slight
