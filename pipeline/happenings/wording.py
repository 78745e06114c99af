"""The words of a sentence as numbers, and how much each one tells: a word that few documents use tells more."""

import re
from array import array
from collections.abc import Iterable, Set
from itertools import groupby
from math import log
from typing import NamedTuple

from pipeline.happenings.told import Wording
from pipeline.lexicon import words

WORD = re.compile(r"\d[\d,.]*\d|\w+")
STEM = 6
"""Letters of a word that are kept: deployed, deploys and deployment are one word."""
BACKGROUND = 50
"""Documents of an imagined corpus that any real one is added to, so that the first few documents do not decide."""
EXPECTED, EXPECTED_NAME = 3.0, 1.0
"""Documents of the imagined corpus that use a plain word, and a name."""
SAME_WORDS, FEW = 0.75, 5
"""Share of common words from which two sentences may be one wording, and how many there must be."""
SAID_NOTHING = -1
KEPT = 19
"""Words kept of a sentence: a set of twenty takes three times the memory."""
SHORT = 4.0
"""Weight up to which a sentence is taken for a longer one: two words in common prove little, were they all it has."""


class Likeness(NamedTuple):
    """Share of the topic's words by weight, 0 to 1; in one wording only plain words differ, or only one adds names.

    One formula with other numbers is that of a report that comes every day or week.
    """

    share: float
    is_one_wording: bool
    has_other_numbers: bool = False


NOTHING_SHARED = Likeness(0.0, False)


def stem(word: str) -> str | None:
    """A word as it is compared: numbers without commas, others cut; null for one that says nothing.

    >>> stem("Deployment"), stem("12,000"), stem("the")
    ('deploy', '12000', None)
    """
    if word[0].isdigit():
        return word.replace(",", "") if len(word) > 1 else None
    lower = word.lower()
    return lower[:STEM] if len(word) > 2 and lower not in words("common_words")["common"] else None


class Vocabulary:
    """Every word of a corpus: in how many documents it stands, whether it is only ever a name, what it weighs."""

    def __init__(self, sentences: Iterable[tuple[str, str]]) -> None:
        """Count the words of the sentences, given as document and text, those of a document together."""
        self._numbers: dict[str, int] = {}
        self._written: dict[str, int] = {}
        self._known_names: dict[str, frozenset[int]] = {}
        self._names = bytearray()
        self._is_number = bytearray()
        self.documents = array("l")
        self.weights: list[float] = []
        self._total = BACKGROUND
        for _, document in groupby(sentences, key=lambda sentence: sentence[0]):
            self._total += 1
            for number in frozenset().union(*(self.said(text) for _, text in document)):
                self.documents[number] += 1
        self.weights = [self._weight(number) for number in range(len(self.documents))]

    def said(self, text: str) -> frozenset[int]:
        """The words of a sentence."""
        known = self._written
        numbers = {known[word] if word in known else self._number(word) for word in WORD.findall(text)}
        numbers.discard(SAID_NOTHING)
        return frozenset(numbers)

    def topic(self, text: str) -> frozenset[int]:
        """The words of a sentence that tell most, a bounded number."""
        said = self.said(text)
        if len(said) <= KEPT:
            return said
        return frozenset(sorted(said, key=lambda number: (-self.weights[number], number))[:KEPT])

    def names(self, text: str) -> frozenset[int]:
        """The words of names that recur, kept once for all who share them."""
        if text not in self._known_names:
            self._known_names[text] = self.said(text)
        return self._known_names[text]

    def _number(self, word: str) -> int:
        """The number of a word that was not written so before."""
        stemmed = stem(word)
        number = SAID_NOTHING if stemmed is None else self._numbers.setdefault(stemmed, len(self._numbers))
        self._written[word] = number
        if number == len(self.documents):
            self.documents.append(0)
            self._names.append(True)
            self._is_number.append(word[0].isdigit())
            self.weights.append(self._weight(number))
        if number != SAID_NOTHING and word[0].islower():
            self._names[number] = False
        return number

    def _weight(self, number: int) -> float:
        known = self.documents[number] + (EXPECTED_NAME if self._names[number] else EXPECTED)
        return max(0.0, log(self._total / known) / log(self._total))

    def weigh(self, numbers: Iterable[int]) -> float:
        """Sum of the words' weights, each 0 to 1."""
        weights = self.weights
        return sum([weights[number] for number in numbers])

    def rarest(self, numbers: Iterable[int], most: int) -> list[int]:
        """The words that tell most and stand in more than one document."""
        shared = (number for number in numbers if self.documents[number] > 1)
        return sorted(shared, key=lambda number: (-self.weights[number], number))[:most]

    def wording(self, said: frozenset[int], names: frozenset[int]) -> Wording:
        """The words that are said, with those of them that are names."""
        return Wording(tuple(sorted(said)), names, self.weigh(said - names))

    def likeness(self, one: Wording, other: Wording) -> Likeness:
        """How far two wordings are alike; the names of who took part are weighed apart and do not count."""
        shared = set(one.words).intersection(other.words)
        if not shared:
            return NOTHING_SHARED
        topic = shared - one.names - other.names
        share = self.weigh(topic) / (max(one.weight, SHORT) * max(other.weight, SHORT)) ** 0.5
        formula = self._has_other_numbers(one.words, other.words, shared)
        return Likeness(min(share, 1.0), self._is_one_wording(one.words, other.words, shared), formula)

    def _is_one_wording(self, one: tuple[int, ...], other: tuple[int, ...], shared: Set[int]) -> bool:
        if len(shared) < max(FEW, SAME_WORDS * max(len(one), len(other))):
            return False
        return not (self._has_name(set(one) - shared) and self._has_name(set(other) - shared))

    def _has_other_numbers(self, one: tuple[int, ...], other: tuple[int, ...], shared: Set[int]) -> bool:
        if len(shared) < FEW or any(self._is_number[number] for number in shared):
            return False
        plain = [sum(not self._is_number[number] for number in said) for said in (one, other)]
        return plain[0] < len(one) and plain[1] < len(other) and len(shared) >= SAME_WORDS * max(plain)

    def _has_name(self, numbers: Iterable[int]) -> bool:
        return any(self._names[number] for number in numbers)
