"""Which of all happenings a telling is weighed against: the few that share a rare thing with it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, product

from pipeline.happenings.kinds import family
from pipeline.happenings.told import Telling
from pipeline.happenings.wording import Vocabulary

REMEMBERED = 16
"""Happenings that one key leads to, the latest."""
WEIGHED = 8
"""Happenings that a telling is weighed against."""
RARE_WORDS = 4
MONTH = 30


class Index:
    """From the keys of tellings to happenings, by their number."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Begin with no happening."""
        self._vocabulary = vocabulary
        self._numbers: defaultdict[object, list[int]] = defaultdict(list)

    def keys(self, telling: Telling) -> list[object]:
        """What may lead to it: parties alone, paired and with the month, their names, the place, the rarest words."""
        heads = {(family(kind[0]), telling.status) for kind in telling.kinds}
        keys = [(*head, *key) for head in sorted(heads) for key in _keys(telling)]
        return [*keys, *self._vocabulary.rarest(telling.wording.words, RARE_WORDS)]

    def candidates(self, keys: Iterable[object]) -> list[int]:
        """Happenings that share most keys, of those the latest; a bounded number."""
        remembered = (self._numbers[key] for key in keys if key in self._numbers)
        hits = Counter(chain.from_iterable(remembered))
        ranked = sorted([(count, number) for number, count in hits.items()], reverse=True)
        return [number for _, number in ranked[:WEIGHED]]

    def remember(self, keys: Iterable[object], number: int) -> None:
        """Let these keys lead to a happening."""
        for key in keys:
            remembered = self._numbers[key]
            if number not in remembered:
                remembered.append(number)
                del remembered[:-REMEMBERED]


def _keys(telling: Telling) -> Iterator[tuple[object, ...]]:
    actors, recipients = ({p.code or p.key for p in side} for side in (telling.actors, telling.recipients))
    months = _months(telling)
    for pair in product(sorted(actors) or [""], sorted(recipients) or [""]):
        yield "pair", *sorted(pair)
    yield from (("side", side) for side in sorted(actors | recipients))
    yield from ((side, month) for side in sorted(actors | recipients) for month in months)
    yield from (("name", p.key) for p in telling.actors | telling.recipients if p.named)
    yield from (("place", place.name) for place in telling.places)


def _months(telling: Telling) -> tuple[int, ...]:
    when = telling.days or telling.reported
    return () if when is None else (when.first // MONTH, when.first // MONTH + 1)
