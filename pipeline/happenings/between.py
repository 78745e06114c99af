"""Tellings of one happening between documents.

Each telling is weighed against what is known of the few happenings that share a rare thing with it, and joins the best
one or begins its own. It has to agree with the whole that a happening has become and with its first telling, so that
no chain of weak likenesses forms; and as only a bounded number of happenings is looked at, the work grows with the
number of tellings.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from pipeline.happenings.agreement import Agreement, forbids, weigh_up
from pipeline.happenings.candidates import Index
from pipeline.happenings.happening import Happening, begin, fits, in_words, join, own_whole, weigh
from pipeline.happenings.told import Telling, put_together
from pipeline.happenings.wording import Likeness, Vocabulary

ENOUGH, ENOUGH_IN_A_STORY, ENOUGH_FOR_ONE_TELLER = 2.6, 2.0, 3.6
"""What must speak for one happening; what must where two documents tell one story; where one told it twice."""
ONE_STORY = 0.25
"""Share of what the shorter of two documents tells from which both tell one story."""
LATEST = 50
"""Documents of a happening that are looked at for one story."""


class Match(NamedTuple):
    """A telling of the document that may belong to a happening, each by its number."""

    telling: int
    happening: int
    agreement: Agreement


class Told:
    """All happenings told so far."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Begin with none."""
        self._vocabulary = vocabulary
        self._index = Index(vocabulary)
        self._lengths: dict[str, int] = {}
        self._here: dict[int, Telling] = {}
        self.happenings: list[Happening] = []

    def hear(self, tellings: Sequence[Telling]) -> None:
        """Put a document's tellings to the happenings they tell, and begin one for each that tells another."""
        keys = [self._index.keys(telling) for telling in tellings]
        self._lengths[tellings[0].doc_id] = len(tellings)
        self._here = {}
        near = [self._index.candidates(some) for some in keys]
        taken = self._assign(tellings, near, {})
        taken |= self._assign(tellings, near, taken)
        for number, telling in enumerate(tellings):
            if number not in taken:
                taken[number] = len(self.happenings)
                self.happenings.append(begin(telling))
            self._index.remember(keys[number], taken[number])

    def _assign(
        self, tellings: Sequence[Telling], near: Sequence[Sequence[int]], taken: dict[int, int]
    ) -> dict[int, int]:
        """Join tellings to their happenings, the best match first, and say which joined which.

        Those `taken` before tell which documents tell the same story. Two tellings that the document keeps apart do
        not meet in one happening, where anything forbids it.
        """
        story = self._same_story(tellings[0].doc_id, taken.values())
        if taken and not story:
            return {}
        matches = [
            Match(number, candidate, agreement)
            for number, telling in enumerate(tellings)
            if number not in taken
            for candidate in near[number]
            if (agreement := self._weigh(candidate, telling, story if taken else None))
        ]
        joined: dict[int, int] = {}
        for match in sorted(matches, key=lambda m: (-m.agreement.score, m.telling, m.happening)):
            happening, telling = self.happenings[match.happening], tellings[match.telling]
            told_here = self._here.get(match.happening)
            if match.telling in joined or (taken and told_here):
                continue
            if fits(happening, telling, told_here, self._vocabulary):
                joined[match.telling] = match.happening
                self._here[match.happening] = telling
                join(happening, telling, in_words(match.agreement.reasons))
        return joined

    def _same_story(self, doc_id: str, shared: Iterable[int]) -> set[str]:
        """Documents that share enough happenings with this one to tell its story."""
        others = Counter(other for number in shared for other in self.happenings[number].doc_ids[-LATEST:])
        length = self._lengths[doc_id]
        return {d for d, n in others.items() if d != doc_id and n >= ONE_STORY * min(length, self._lengths[d])}

    def _weigh(self, number: int, telling: Telling, story: set[str] | None) -> Agreement | None:
        """The agreement when it is enough; with a `story` only happenings that its documents tell, and not this one."""
        happening = self.happenings[number]
        if story is not None:
            tellers = happening.doc_ids[-LATEST:]
            if story.isdisjoint(tellers) or telling.doc_id in tellers:
                return None
        agreement = weigh(happening, telling, self._vocabulary, one_story=story is not None)
        enough = ENOUGH if story is None else ENOUGH_IN_A_STORY
        return agreement if agreement and agreement.score >= enough else None

    def reconcile(self) -> list[Happening]:
        """The happenings, those put together that agree now that all is told.

        Two with a single telling each were weighed before; for two told by one document more must speak.
        """
        stand: list[Happening | None] = list(self.happenings)
        for number, happening in enumerate(self.happenings):
            if stand[number] is None or len(happening.doc_ids) < 2:
                continue
            for other in self._index.candidates(self._index.keys(happening.whole)):
                first, second = stand[min(number, other)], stand[max(number, other)]
                if first is None or second is None or first is second or not self._unite(first, second):
                    continue
                stand[max(number, other)] = None
                if second is happening:
                    break
        return [happening for happening in stand if happening]

    def _unite(self, first: Happening, second: Happening) -> bool:
        """Whether two happenings were found to be one; the first is then both."""
        if forbids(first.first, second.whole) or forbids(first.whole, second.first):
            return False

        def likeness() -> Likeness:
            return max([self._vocabulary.likeness(a, b) for a, b in product(first.samples, second.samples)])

        agreement = weigh_up(first.whole, second.whole, likeness)
        apart = set(first.doc_ids).isdisjoint(second.doc_ids)
        if agreement is None or agreement.score < (ENOUGH if apart else ENOUGH_FOR_ONE_TELLER):
            return False
        put_together(own_whole(first), second.whole, in_words(agreement.reasons))
        first.doc_ids += second.doc_ids
        return True


def between_documents(documents: Iterable[Sequence[Telling]], vocabulary: Vocabulary) -> list[Telling]:
    """All happenings, in the order of their first tellings; the documents come in the order of publication."""
    told = Told(vocabulary)
    for tellings in documents:
        told.hear(tellings)
    return [happening.whole for happening in told.reconcile()]
