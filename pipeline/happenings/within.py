"""Tellings of one happening within a document, which tells few of a kind."""

from collections.abc import Iterable, Sequence

from pipeline.happenings.agreement import Agreement
from pipeline.happenings.happening import Happening, begin, in_words, join, weigh
from pipeline.happenings.told import Telling
from pipeline.happenings.tolls import BLOW, is_toll_of
from pipeline.happenings.wording import Vocabulary

ENOUGH = 1.8
"""What must speak for one happening: its coding and whom it is told of."""
REACH = 60
"""Happenings that a telling may go back to, so that a long document takes no longer for its length."""
NO_SENTENCES: frozenset[str] = frozenset()


def within_document(tellings: Iterable[Telling], vocabulary: Vocabulary) -> list[Telling]:
    """The document's tellings, those of one happening put together, in reading order."""
    happenings: list[Happening] = []
    for telling in tellings:
        weighed = ((happening, weigh(happening, telling, vocabulary)) for happening in happenings[-REACH:])
        found = [(h, a) for h, a in weighed if a and a.score >= ENOUGH]
        happening, agreement = max(found, key=lambda pair: pair[1].score, default=(None, None))
        if happening is None and telling.is_bare:
            happening, agreement = _latest_of_kind(telling, happenings[-REACH:]), Agreement(0.0, ("type",))
        blow = _blow(telling, happenings[-REACH:]) if happening is None else None
        if blow is not None:
            join(blow, telling, "same document; an attack and the toll that it took")
        elif happening is None or agreement is None:
            happenings.append(begin(telling))
        else:
            join(happening, telling, f"same document; {in_words(agreement.reasons)}")
    return [_settled(happening, vocabulary) for happening in happenings]


def _settled(happening: Happening, vocabulary: Vocabulary) -> Telling:
    """What the document tells of a happening, with the words of its sentences."""
    whole, told = happening.whole, happening.samples
    if len(told) > 1:
        said: frozenset[int] = frozenset().union(*(wording.words for wording in told))
        whole.wording = vocabulary.wording(said, frozenset().union(*(wording.names for wording in told)))
    whole.sentences = NO_SENTENCES
    return whole


def _blow(telling: Telling, happenings: Sequence[Happening]) -> Happening | None:
    """The attack told last before, when this tells its toll."""
    blows = (happening for happening in reversed(happenings) if any(kind[0] == BLOW for kind in happening.whole.kinds))
    last = next(blows, None)
    return last if last is not None and is_toll_of(last.whole, telling) else None


def _latest_of_kind(telling: Telling, happenings: Sequence[Happening]) -> Happening | None:
    """The happening that a telling which says nothing but its coding speaks of: the last one of that coding."""
    if telling.is_another:
        return None
    same = (h for h in reversed(happenings) if h.whole.status == telling.status and h.whole.kinds & telling.kinds)
    return next(same, None)
