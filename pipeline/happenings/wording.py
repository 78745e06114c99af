"""The words of a sentence as numbers, and how much each one tells: a word that few documents use tells more."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import log
from typing import NamedTuple

from pipeline.lexicon import words

WORD = re.compile(r"\d[\d,.]*\d|\w[\w'’]*", re.UNICODE)
STEM = 6
"""Letters of a word that are kept: deployed, deploys and deployment are one word."""
BACKGROUND = 50
"""Documents of an imagined corpus that any real one is added to, so that the first few documents do not decide."""
EXPECTED, EXPECTED_NAME = 3.0, 1.0
"""Documents of the imagined corpus that use a plain word, and a name."""


SAME_WORDS, FEW = 0.75, 5
"""Share of common words from which two sentences may be one wording, and how many there must be."""


class Likeness(NamedTuple):
    """Share of common words by weight, 0 to 1; one wording is when only plain words differ, or only one adds names."""

    share: float
    is_one_wording: bool


def _stems(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text, cut to their stem, and whether each looks like a name or a number."""
    common = words("common_words")["common"]
    for match in WORD.finditer(text):
        word = match.group()
        if word[0].isdigit():
            yield word.replace(",", ""), True
        elif len(word) > 2 and word.lower() not in common:
            yield word.lower()[:STEM], word[0].isupper()


class Vocabulary:
    """Every word met, in how many documents, and what it weighs; sentences are read once, by their id."""

    def __init__(self, sentences: Iterable[tuple[str, str, str]]) -> None:
        """Read sentences given as document, id and text, those of a document together."""
        self._numbers: dict[str, int] = {}
        self._names = bytearray()
        self._said: dict[str, array[int]] = {}
        in_documents = Counter[int]()
        n_documents = 0
        for _, document in groupby(sentences, key=lambda sentence: sentence[0]):
            n_documents += 1
            met: set[int] = set()
            for _, sentence_id, text in document:
                numbers = {self._number(*stem) for stem in _stems(text)}
                self._said[sentence_id] = array("l", numbers)
                met |= numbers
            in_documents.update(met)
        self.weights = self._weigh(in_documents, n_documents + BACKGROUND)

    def _number(self, word: str, is_name: bool) -> int:
        number = self._numbers.setdefault(word, len(self._numbers))
        if number == len(self._names):
            self._names.append(is_name)
        elif not is_name:
            self._names[number] = 0
        return number

    def _weigh(self, in_documents: Counter[int], total: int) -> list[float]:
        known = (EXPECTED_NAME if name else EXPECTED for name in self._names)
        return [max(0.0, log(total / (in_documents[n] + k)) / log(total)) for n, k in enumerate(known)]

    def said(self, sentence_id: str) -> frozenset[int]:
        """The words of a sentence, none when it was never read."""
        return frozenset(self._said.get(sentence_id, ()))

    def likeness(self, one: frozenset[int], other: frozenset[int], weights: float) -> Likeness:
        """How far two sentences share their words; `weights` is the product of what each of them weighs."""
        shared = one & other
        share = self.weigh(shared) / weights**0.5 if shared else 0.0
        if share < SAME_WORDS or len(shared) < FEW:
            return Likeness(share, False)
        return Likeness(share, not (self._has_name(one - shared) and self._has_name(other - shared)))

    def _has_name(self, numbers: Iterable[int]) -> bool:
        return any(self._names[number] for number in numbers)

    def weigh(self, numbers: Iterable[int]) -> float:
        """Sum of the words' weights, each 0 to 1."""
        weights = self.weights
        return sum([weights[number] for number in numbers])
