"""Put tellings of one happening together: first within each document, then between documents.

Each telling is weighed against what is known of the few happenings that share a rare thing with it, and joins the best
one or begins its own. It has to agree with the whole that a happening has become and with its first telling, so that
no chain of weak likenesses forms; and as only a bounded number of happenings is looked at, the work grows with the
number of tellings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

from pipeline.happenings.agreement import Agreement, forbids, may_agree, weigh_up
from pipeline.happenings.candidates import Index
from pipeline.happenings.told import Telling, copied, put_together
from pipeline.happenings.wording import Vocabulary

WITHIN, BETWEEN = 1.8, 2.6
"""What must speak for one happening within a document, which tells few of a kind, and between two."""
NO_SENTENCES: frozenset[str] = frozenset()
SAMPLES = 4
"""Wordings that are kept of a happening."""


@dataclass(slots=True)
class Happening:
    """Tellings found to be of one happening: the first, what they say together, the latest, some of their wordings."""

    first: Telling
    whole: Telling
    latest: Telling
    samples: list[Telling]
    doc_ids: tuple[str, ...]


class Match(NamedTuple):
    """A telling that may belong to a happening, each by its number."""

    telling: int
    happening: int
    agreement: Agreement


def within_document(tellings: Iterable[Telling], vocabulary: Vocabulary) -> list[Telling]:
    """The document's tellings, those of one happening put together, in reading order."""
    happenings: list[Happening] = []
    for telling in tellings:
        weighed = ((h, _weigh(h, telling, vocabulary)) for h in happenings)
        found = [(h, a) for h, a in weighed if a and a.score >= WITHIN]
        happening, agreement = max(found, key=lambda pair: pair[1].score, default=(None, None))
        if happening is None and telling.is_bare:
            happening, agreement = _latest_of_kind(telling, happenings), Agreement(0.0, ("type",))
        if happening is None or agreement is None:
            happenings.append(_begin(telling))
        else:
            _join(happening, telling, f"same document; {_in_words(agreement.reasons)}")
    return [_settled(happening, vocabulary) for happening in happenings]


def _settled(happening: Happening, vocabulary: Vocabulary) -> Telling:
    """What the document tells of a happening, with the words of all its sentences."""
    whole, told = happening.whole, happening.samples
    whole.words = frozenset().union(*(telling.words for telling in told)) if len(told) > 1 else whole.words
    whole.names = frozenset().union(*(telling.names for telling in told)) if len(told) > 1 else whole.names
    whole.weight = vocabulary.weigh(whole.words - whole.names)
    whole.sentences = NO_SENTENCES
    return whole


def _latest_of_kind(telling: Telling, happenings: Sequence[Happening]) -> Happening | None:
    """The happening that a telling which says nothing but its coding speaks of: the last one of that coding."""
    if telling.is_another:
        return None
    same = (h for h in reversed(happenings) if h.whole.status == telling.status and h.whole.kinds & telling.kinds)
    return next(same, None)


def between_documents(documents: Iterable[Sequence[Telling]], vocabulary: Vocabulary) -> list[Telling]:
    """All happenings, in the order of their first tellings; the documents come in the order of publication."""
    index = Index(vocabulary)
    happenings: list[Happening] = []
    for tellings in documents:
        keys = [index.keys(telling) for telling in tellings]
        taken = _assign(tellings, keys, index, happenings, vocabulary)
        for number, telling in enumerate(tellings):
            if number not in taken:
                taken[number] = len(happenings)
                happenings.append(_begin(telling))
            index.remember(keys[number], taken[number])
    return [happening.whole for happening in _reconciled(happenings, index, vocabulary)]


def _reconciled(happenings: Sequence[Happening], index: Index, vocabulary: Vocabulary) -> list[Happening]:
    """The happenings, those put together that agree now that all is told.

    Two with a single telling each were weighed before; two told by one document are two.
    """
    stand: list[Happening | None] = list(happenings)
    for number, happening in enumerate(happenings):
        if stand[number] is None or len(happening.doc_ids) < 2:
            continue
        for other in index.candidates(index.keys(happening.whole)):
            first, second = stand[min(number, other)], stand[max(number, other)]
            if first is None or second is None or first is second or not set(first.doc_ids).isdisjoint(second.doc_ids):
                continue
            agreement = _weigh_all(first, second, vocabulary)
            if agreement and agreement.score >= BETWEEN:
                put_together(_own_whole(first), second.whole, _in_words(agreement.reasons))
                first.doc_ids += second.doc_ids
                stand[max(number, other)] = None
                if second is happening:
                    break
    return [happening for happening in stand if happening]


def _weigh_all(one: Happening, other: Happening, vocabulary: Vocabulary) -> Agreement | None:
    """Two happenings weighed by all that is known of them; null when their first tellings forbid it."""
    if not may_agree(one.whole, other.whole):
        return None
    if forbids(one.first, other.whole) or forbids(one.whole, other.first):
        return None
    likeness = max(vocabulary.likeness(a, b) for a, b in product(one.samples, other.samples))
    return weigh_up(one.whole, other.whole, likeness)


def _assign(
    tellings: Sequence[Telling], keys: Sequence[list[object]], index: Index, happenings: Sequence[Happening],
    vocabulary: Vocabulary,
) -> dict[int, int]:  # fmt: skip
    """Join each telling of a document to its happening, the best match first; which happening each one joined.

    Two tellings that the document keeps apart do not meet in one happening, unless nothing forbids it.
    """
    matches = [
        Match(number, candidate, agreement)
        for number, telling in enumerate(tellings)
        for candidate in index.candidates(keys[number])
        if (agreement := _weigh(happenings[candidate], telling, vocabulary)) and agreement.score >= BETWEEN
    ]
    taken: dict[int, int] = {}
    for match in sorted(matches, key=lambda m: (-m.agreement.score, m.telling, m.happening)):
        happening, telling = happenings[match.happening], tellings[match.telling]
        if match.telling in taken or not _fits(happening, telling, vocabulary):
            continue
        taken[match.telling] = match.happening
        _join(happening, telling, _in_words(match.agreement.reasons))
    return taken


def _fits(happening: Happening, telling: Telling, vocabulary: Vocabulary) -> bool:
    """Whether nothing forbids it to be of the happening, beside the first telling and one of its own document."""
    beside = [happening.first]
    if happening.latest.doc_id == telling.doc_id:
        beside += [happening.latest, happening.whole]
    return not any(forbids(one, telling, vocabulary.likeness(one, telling)) for one in beside)


def _weigh(happening: Happening, telling: Telling, vocabulary: Vocabulary) -> Agreement | None:
    if not may_agree(happening.whole, telling):
        return None
    likeness = max([vocabulary.likeness(sample, telling) for sample in happening.samples])
    return weigh_up(happening.whole, telling, likeness)


def _begin(telling: Telling) -> Happening:
    return Happening(telling, telling, telling, [telling], (telling.doc_id,))


def _own_whole(happening: Happening) -> Telling:
    if happening.whole is happening.first:
        happening.whole = copied(happening.first)
    return happening.whole


def _join(happening: Happening, telling: Telling, reason: str) -> None:
    put_together(_own_whole(happening), telling, reason)
    happening.latest = telling
    if telling.doc_id not in happening.doc_ids[-1:]:
        happening.doc_ids += (telling.doc_id,)
    if len(happening.samples) < SAMPLES:
        happening.samples.append(telling)


@cache
def _in_words(reasons: tuple[str, ...]) -> str:
    """The reasons as words.

    >>> _in_words(("type", "actor", "dates"))
    'type, actor and dates agree'
    """
    *most, last = reasons
    return f"{', '.join(most)} and {last} agree" if most else f"{last} agrees, nothing else is said"
