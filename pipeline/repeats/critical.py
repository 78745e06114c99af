"""Which tokens carry a fact: numbers, days, negations, names."""

import numpy as np

from pipeline.repeats.draft import Flags
from pipeline.repeats.tokens import Tokens
from pipeline.repeats.vocabulary import Kind

ALWAYS = (
    Kind.NUMBER, Kind.CARDINAL, Kind.TENS, Kind.HUNDRED, Kind.SCALE, Kind.CODE, Kind.MONTH, Kind.WEEKDAY, Kind.NEGATION,
)  # fmt: skip
CASELESS = 0.5
"""From this share of capitalised words on, capitals tell nothing: the text is a headline or shouted."""


def critical_tokens(tokens: Tokens) -> Flags:
    """Whether each token is a number, part of a date, a negation or a name.

    A capital tells a name, except at the head of a sentence and in texts all of capitals: there a word is a name
    unless these texts write it small at least as often as large.

    >>> from pipeline.repeats.tokens import tokenise
    >>> import polars as pl
    >>> critical_tokens(tokenise(pl.Series(["The army left Gao on Monday, not the 9 towns of the army"]))).tolist()
    [False, False, False, True, False, True, True, False, True, False, False, False, False]
    """
    capital, function, shouted, pronoun = (
        tokens.words[name].to_numpy()[tokens.word] for name in ("capital", "function", "shouted", "pronoun")
    )
    word = tokens.kind == Kind.WORD
    cased = _cased(tokens, word, capital)
    often = _written_large(tokens, word & cased, capital)
    inside = cased & capital & ~tokens.opens & (~function | shouted)
    unsure = word & ~function & often & ((cased & capital & tokens.opens) | ~cased)
    always = np.isin(tokens.kind, [int(kind) for kind in ALWAYS]) & ~(pronoun & (tokens.kind == Kind.CARDINAL))
    facts: Flags = always | (word & inside) | unsure
    return facts


def _cased(tokens: Tokens, word: Flags, capital: Flags) -> Flags:
    """Whether the capitals of each token's text tell anything."""
    counted = word & ~tokens.opens
    owners, n_texts = tokens.owners(), len(tokens.starts) - 1
    words = np.bincount(owners, counted, n_texts)
    large = np.bincount(owners, counted & capital, n_texts)
    return (large < CASELESS * np.maximum(words, 1))[owners]


def _written_large(tokens: Tokens, counted: Flags, capital: Flags) -> Flags:
    """Whether these texts write the token large more often than small within sentences, or never tell."""
    _, code = np.unique(tokens.token, return_inverse=True)
    large = np.bincount(code, counted & capital & ~tokens.opens)
    small = np.bincount(code, counted & ~capital)
    return (large >= small)[code]
