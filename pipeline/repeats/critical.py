"""Which tokens carry a fact: numbers, days, negations, names."""

import numpy as np

from pipeline.repeats.draft import Flags, Places
from pipeline.repeats.tokens import Tokens
from pipeline.repeats.vocabulary import Kind

ALWAYS = (
    Kind.NUMBER, Kind.CARDINAL, Kind.TENS, Kind.HUNDRED, Kind.SCALE, Kind.CODE, Kind.MONTH, Kind.WEEKDAY, Kind.NEGATION,
)  # fmt: skip
CASELESS = 0.5
"""From this share of capitalised words on, capitals tell nothing: the text is a headline or shouted."""


def critical_tokens(tokens: Tokens) -> tuple[Flags, Flags]:
    """Whether each token is a number, part of a date, a negation or a name; and whether it may be a name.

    A capital tells a name, except at the head of a sentence and in texts all of capitals: there a word is a name if
    these texts write it large more often than small elsewhere, and may be one if they write it nowhere else. An
    acronym in brackets says again what stands before it.

    >>> from pipeline.repeats.tokens import tokenise
    >>> import polars as pl
    >>> sure, unsure = critical_tokens(tokenise(pl.Series(["The army left Gao on Monday, not the 9 towns."])))
    >>> sure.tolist(), unsure.any()
    ([False, False, False, True, False, True, True, False, True, False], np.False_)
    """
    capital, function, shouted, pronoun = (
        tokens.words[name].to_numpy()[tokens.word] for name in ("capital", "function", "shouted", "pronoun")
    )
    word = tokens.kind == Kind.WORD
    cased = _cased(tokens, word, capital)
    large, small = _written(tokens, word & cased & ~tokens.opens, capital)
    acronym = shouted & tokens.parted
    inside = word & cased & capital & ~tokens.opens & (~function | shouted) & ~acronym
    unsure = word & ~function & ((cased & capital & tokens.opens) | ~cased)
    always = np.isin(tokens.kind, [int(kind) for kind in ALWAYS]) & ~(pronoun & (tokens.kind == Kind.CARDINAL))
    return always | inside | (unsure & (large > small)), unsure & (large == 0) & (small == 0)


def _cased(tokens: Tokens, word: Flags, capital: Flags) -> Flags:
    """Whether the capitals of each token's text tell anything."""
    counted = word & ~tokens.opens
    owners, n_texts = tokens.owners(), len(tokens.starts) - 1
    words = np.bincount(owners, counted, n_texts)
    large = np.bincount(owners, counted & capital, n_texts)
    return (large < CASELESS * np.maximum(words, 1))[owners]


def _written(tokens: Tokens, counted: Flags, capital: Flags) -> tuple[Places, Places]:
    """How often these texts write each token large, and how often small."""
    _, code = np.unique(tokens.words["token"].to_numpy(), return_inverse=True)
    written = code[tokens.word]
    large, small = np.bincount(written, counted & capital), np.bincount(written, counted & ~capital)
    return large[written], small[written]
