"""Texts as one flat row of comparable tokens: folded words, numbers by value, days of the year by month and day."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from pipeline import lexicon
from pipeline.repeats.days_of_year import join_days
from pipeline.repeats.draft import Codes, Draft, Flags, Kinds, Ordinals, Places, Values, draft_of
from pipeline.repeats.mixing import Hashes, chained, mixed
from pipeline.repeats.number_words import join_numbers
from pipeline.repeats.vocabulary import ORDINAL_ENDING, Kind, describe_words

SURFACE = (
    r"(?:\p{L}\.){2,}"
    r"|\p{L}[\p{L}\p{M}\p{Cf}]*(?:['’]\p{L}+)?"
    rf"|(?:[\s(][-−])?\p{{N}}+(?:[.,:/]\p{{N}}+)*{ORDINAL_ENDING}?"
    r"|%|[.!?]+|[|©(<\[–—]|--| - |[\"“„«]"
)
ABBREVIATION = 4
"""A capitalised word this short before a full stop ("Gen.", "Mr.") does not end the sentence."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel arrays over all tokens of all texts; text `n` holds tokens `starts[n]` to `starts[n + 1]`.

    `opens` tells the first of a sentence, `parted` the first after a dash, bar or bracket, `begins` and `ends` which
    words of its text, as written, a token stands for, and `word` the row of its first word in `words` (as
    `describe_words` gives them).
    """

    starts: Places
    token: Hashes
    kind: Kinds
    opens: Flags
    parted: Flags
    begins: Ordinals
    ends: Ordinals
    word: Codes
    words: pl.DataFrame

    def lengths(self) -> Places:
        """Tokens of each text."""
        return np.diff(self.starts)

    def owners(self) -> Places:
        """The text that each token belongs to."""
        return np.repeat(np.arange(len(self.starts) - 1), self.lengths())


def chosen(tokens: Tokens, texts: Places) -> Tokens:
    """The tokens of some of the texts, which are numbered anew.

    >>> chosen(tokenise(pl.Series(["one", "two three", "four"])), np.array([1])).starts.tolist()
    [0, 2]
    """
    lengths = tokens.lengths()[texts]
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    at = np.repeat(tokens.starts[texts] - starts[:-1], lengths) + np.arange(starts[-1])
    flat = (tokens.token, tokens.kind, tokens.opens, tokens.parted, tokens.begins, tokens.ends, tokens.word)
    token, kind, opens, parted, begins, ends, word = (column[at] for column in flat)
    return Tokens(starts, token, kind, opens, parted, begins, ends, word, tokens.words)


def joined(parts: Sequence[Tokens]) -> Tokens:
    """Tokens of several runs of texts as those of one run."""
    if len(parts) == 1:
        return parts[0]
    shifts = np.cumsum([0, *(len(part.words) for part in parts)])
    columns = ("token", "kind", "opens", "parted", "begins", "ends")
    token, kind, opens, parted, begins, ends = (
        np.concatenate([getattr(part, name) for part in parts]) for name in columns
    )
    word = np.concatenate([part.word + np.uint32(shift) for part, shift in zip(parts, shifts, strict=False)])
    lengths = np.concatenate([part.lengths() for part in parts])
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    words = pl.concat([part.words for part in parts])
    return Tokens(starts, token, kind, opens, parted, begins, ends, word, words)


def tokenise(texts: pl.Series) -> Tokens:
    """The texts' tokens.

    >>> plain = tokenise(pl.Series(["15,000 men left on May 3", "Fifteen thousand men left on 3 May", "15 thousand"]))
    >>> plain.starts.tolist(), plain.token[:5].tolist() == plain.token[5:10].tolist()
    ([0, 5, 10, 11], True)
    """
    found = texts.str.extract_all(SURFACE)
    written = found.list.len().fill_null(0).to_numpy().astype(np.int64)
    flat = found.explode(empty_as_null=False, keep_nulls=False).cast(pl.Categorical(pl.Categories.random()))
    distinct = flat.unique()
    words = describe_words(distinct.gather(distinct.to_physical().arg_sort()).cast(pl.String))
    draft = draft_of(words, flat.to_physical().to_numpy().astype(np.uint32), written)
    opens, parted = _opens_sentence(draft), _follows(draft.of(Kind.MARK))
    if len(draft.word):
        join_numbers(draft)
        join_days(draft)
    _name_values(draft)
    return _without_dropped(draft, opens, parted, len(written))


def _follows(before: Flags) -> Flags:
    """Whether the word before is one of these."""
    return np.concatenate(([False], before[:-1]))[: len(before)]


def _opens_sentence(draft: Draft) -> Flags:
    """First of its text or of a quotation, or after a full stop that is not an abbreviation's."""
    short = draft.words["capital"] & (draft.words["length"] <= ABBREVIATION) & ~draft.words["function"]
    stop = draft.of(Kind.STOP)
    stop[1:] &= ~short.to_numpy()[draft.word[:-1]]
    opens = np.ones(len(stop), bool)
    opens[1:] = (stop | draft.of(Kind.QUOTE))[:-1] | (draft.owner[1:] != draft.owner[:-1])
    return opens


def _name_values(draft: Draft) -> None:
    """Numbers, ordinals, months and weekdays are what they are worth, not how they are spelt."""
    spelt = draft.of(Kind.NUMBER, Kind.CARDINAL, Kind.TENS, Kind.HUNDRED, Kind.SCALE)
    others = ((kind, draft.of(kind)) for kind in (Kind.ORDINAL, Kind.MONTH, Kind.WEEKDAY))
    for kind, where in ((Kind.NUMBER, spelt), *others):
        worth = _twelve_digits(draft.value[where])
        draft.token[where] = chained(mixed(np.full(len(worth), kind, np.uint64)), worth.view(np.uint64))


def _twelve_digits(values: Values) -> Values:
    """Values rounded to twelve significant digits, so that 5.93 million is 5,930,000."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        scale = 10.0 ** (11 - np.floor(np.log10(np.abs(values))))
        return np.where((values == 0) | ~np.isfinite(scale), values, np.round(values * scale) / scale)


@cache
def _negation() -> np.uint64:
    full = lexicon.words("contrasts")["negations"]["full"]
    return np.uint64(describe_words(pl.Series([full]))["token"][0])


def _without_dropped(draft: Draft, opens: Flags, parted: Flags, n_texts: int) -> Tokens:
    """What is left; a contraction ("didn't") becomes two tokens, so that it equals its long form."""
    kept = np.flatnonzero(~draft.dropped)
    source = np.repeat(kept, 1 + draft.of(Kind.CONTRACTION)[kept])
    second = np.zeros(len(source), bool)
    second[1:] = source[1:] == source[:-1]
    kind, token = draft.kind[source], draft.token[source]
    kind[kind == Kind.CONTRACTION] = Kind.WORD
    kind[second], token[second] = Kind.NEGATION, _negation()
    lengths = np.bincount(draft.owner[source], minlength=n_texts)
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    places = draft.begins[source], draft.ends[source], draft.word[source]
    return Tokens(starts, token, kind, opens[source] & ~second, parted[source] & ~second, *places, draft.words)
