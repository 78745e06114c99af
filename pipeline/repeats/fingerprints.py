"""What is kept of each text to find its like: a key of its whole token sequence, and a sample of its word triples."""

from dataclasses import dataclass

import numpy as np

from pipeline.repeats.draft import Ordinals, Places
from pipeline.repeats.mixing import Hashes, chained, mixed
from pipeline.repeats.shelf import Shelf
from pipeline.repeats.tokens import Tokens

FEWEST = 8
"""Texts of fewer tokens repeat exactly or not at all."""
MOST = 5_000
"""Texts of more tokens repeat exactly or not at all: aligning them would take memory by the square."""
SHORT = 48
"""Texts of fewer tokens keep all their triples, others one in four."""
SAMPLED = np.uint64(3)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """`key` and `n_tokens` of each text; the sampled `triple`s, each with the `owner` text, in order of owners."""

    key: Hashes
    n_tokens: Places
    triple: Hashes
    owner: Ordinals


def fingerprints(shelf: Shelf) -> Fingerprints:
    """Fingerprints of all texts.

    >>> import polars as pl
    >>> from pipeline.repeats.shelf import shelve
    >>> prints = fingerprints(shelve(pl.Series(["Rain fell on 3 May.", "RAIN fell on May 3", "rain"])))
    >>> prints.key[0] == prints.key[1], prints.n_tokens.tolist(), len(prints.triple)
    (np.True_, [4, 4, 1], 0)
    """
    parts = [_of_batch(batch) for batch in shelf.batches()]
    before = np.cumsum([0, *(len(part.key) for part in parts)])
    return Fingerprints(
        np.concatenate([part.key for part in parts]),
        np.concatenate([part.n_tokens for part in parts]),
        np.concatenate([part.triple for part in parts]),
        np.concatenate([part.owner + shift for part, shift in zip(parts, before.astype(np.int32), strict=False)]),
    )


def _of_batch(tokens: Tokens) -> Fingerprints:
    lengths, owners = tokens.lengths(), tokens.owners()
    place = np.arange(len(owners)) - np.repeat(tokens.starts[:-1], lengths)
    placed = mixed(tokens.token + place.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(placed, dtype=np.uint64)))
    key = sums[tokens.starts[1:]] - sums[tokens.starts[:-1]]
    triple, owner = _triples(tokens.token, owners)
    length = lengths[owner]
    sampled = (length >= FEWEST) & (length <= MOST) & ((length < SHORT) | (triple & SAMPLED == 0))
    return Fingerprints(key, lengths, triple[sampled], owner[sampled].astype(np.int32))


def _triples(token: Hashes, owners: Places) -> tuple[Hashes, Places]:
    """Hashes of three tokens in a row within one text, and the text of each."""
    inside = np.flatnonzero(owners[2:] == owners[:-2])
    return chained(chained(token[:-2], token[1:-1]), token[2:])[inside], owners[inside]
