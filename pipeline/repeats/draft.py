"""The words as written, in flat arrays, while numbers and days are being put together."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from pipeline.repeats.mixing import Hashes
from pipeline.repeats.vocabulary import Kind

Places = npt.NDArray[np.int64]
Ordinals = npt.NDArray[np.int32]
Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]


@dataclass(slots=True)
class Draft:
    """Parallel arrays over all words as written; the steps that join words change them in place."""

    words: pl.DataFrame
    word: Codes
    owner: Places
    begins: Ordinals
    ends: Ordinals
    token: Hashes
    kind: Kinds
    value: Values
    dropped: Flags

    def told(self, column: str) -> npt.NDArray[np.bool_]:
        """A yes-or-no column of `words`, for each word as written."""
        told: Flags = self.words[column].to_numpy()[self.word]
        return told

    def of(self, *kinds: Kind) -> Flags:
        """Where a word of these kinds stands."""
        wanted = np.zeros(256, bool)
        wanted[list(kinds)] = True
        found: Flags = wanted.take(self.kind)
        return found


def draft_of(words: pl.DataFrame, word: Codes, written: Places) -> Draft:
    """The draft of texts that have `written` words each; `word` is the row of each in `words`."""
    owner = np.repeat(np.arange(len(written)), written)
    place = (np.arange(len(word)) - np.repeat(np.cumsum(written) - written, written)).astype(np.int32)
    token, kind, value = (words[name].to_numpy()[word] for name in ("token", "kind", "value"))
    return Draft(words, word, owner, place, place + 1, token, kind, value, kind >= Kind.STOP)
