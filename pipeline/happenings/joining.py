"""Put tellings of one happening together: first within each document, then between documents.

Each telling is weighed against what is known of the few happenings that share a rare thing with it, and joins the best
one or begins its own. It has to agree with the whole that a happening has become and with its first telling, so that
no chain of weak likenesses forms; and as only a bounded number of happenings is looked at, the work grows with the
number of tellings.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from pipeline.happenings.agreement import Agreement, weigh_up
from pipeline.happenings.kinds import family
from pipeline.happenings.told import Telling, copied, put_together
from pipeline.happenings.wording import Likeness, Vocabulary

WITHIN, BETWEEN = 1.8, 3.0
"""What must speak for one happening within a document, which tells few of a kind, and between two."""
REMEMBERED = 24
"""Happenings that one key leads to, the latest."""
WEIGHED = 12
"""Happenings that a telling is weighed against."""
SAMPLES = 6
"""Wordings that are kept of a happening."""
MONTH = 30

Key = tuple[object, ...]


@dataclass(slots=True)
class Happening:
    """Tellings found to be of one happening: the first, what they say together, and some of their wordings."""

    first: Telling
    whole: Telling
    samples: list[Telling] = field(default_factory=list)


def within_document(tellings: Iterable[Telling], vocabulary: Vocabulary) -> list[Telling]:
    """The document's tellings, those of one happening put together, in reading order."""
    happenings: list[Happening] = []
    for telling in tellings:
        found = _best(telling, happenings, vocabulary, WITHIN) or _bare_match(telling, happenings)
        if found is None:
            happenings.append(_begin(telling))
        else:
            _join(found[0], telling, f"same document; {_in_words(found[1])}")
    for happening in happenings:
        happening.whole.weight = vocabulary.weigh(happening.whole.words)
    return [happening.whole for happening in happenings]


def _bare_match(telling: Telling, happenings: list[Happening]) -> tuple[Happening, Agreement] | None:
    """The latest happening of the same coding, for a telling that says nothing but its coding."""
    if not telling.is_bare or telling.is_another:
        return None
    for happening in reversed(happenings):
        if happening.whole.status == telling.status and happening.whole.kinds & telling.kinds:
            return happening, Agreement(0.0, ("type", "nothing else said"))
    return None


def between_documents(tellings: Iterable[Telling], vocabulary: Vocabulary) -> Iterator[Telling]:
    """All happenings, in the order of their first tellings; `tellings` come in the order of publication."""
    index: defaultdict[Key, deque[int]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
    happenings: list[Happening] = []
    for telling in tellings:
        keys = list(_keys(telling, vocabulary))
        hits = Counter(number for key in keys for number in index.get(key, ()))
        near = sorted(hits, key=lambda number: (-hits[number], -number))[:WEIGHED]
        found = _best(telling, [happenings[number] for number in near], vocabulary, BETWEEN)
        if found is None:
            number = len(happenings)
            happenings.append(_begin(telling))
        else:
            number = near[[happenings[n] is found[0] for n in near].index(True)]
            _join(found[0], telling, _in_words(found[1]))
        for key in keys:
            remembered = index[key]
            if number not in remembered:
                remembered.append(number)
    yield from (happening.whole for happening in happenings)


def _keys(telling: Telling, vocabulary: Vocabulary) -> Iterator[Key]:
    """What may lead to it: its parties, its place, its month, its rarest words, each with its family and status."""
    kinds = sorted({family(kind[0]) for kind in telling.kinds})
    for kind in kinds:
        head = (kind, telling.status)
        sides = {p.code or p.key for p in telling.actors}, {p.code or p.key for p in telling.recipients}
        months = _months(telling)
        for pair in product(*(side or {""} for side in sides)):
            yield (*head, "pair", *sorted(map(str, pair)))
        yield from ((*head, side, month) for side in sides[0] | sides[1] for month in months)
        yield from ((*head, "name", p.key) for p in telling.actors | telling.recipients if p.named)
        yield from ((*head, "place", p.name, month) for p in telling.places for month in months)
        rare = sorted(telling.words, key=lambda word: (-vocabulary.weights[word], word))[:5]
        yield from ((*head, "word", word) for word in rare)


def _months(telling: Telling) -> set[int]:
    when = telling.days or telling.reported
    return set() if when is None else {when.first // MONTH, when.first // MONTH + 1}


def _best(
    telling: Telling, happenings: Iterable[Happening], vocabulary: Vocabulary, least: float
) -> tuple[Happening, Agreement] | None:
    found: tuple[Happening, Agreement] | None = None
    for happening in happenings:
        if happening.whole.status != telling.status:
            continue
        likeness = max(_likeness(sample, telling, vocabulary) for sample in happening.samples)
        agreement = weigh_up(happening.whole, telling, likeness)
        if agreement is None or agreement.score < max(least, found[1].score if found else least):
            continue
        if weigh_up(happening.first, telling, likeness) is not None:
            found = happening, agreement
    return found


def _likeness(one: Telling, other: Telling, vocabulary: Vocabulary) -> Likeness:
    return vocabulary.likeness(one.words, other.words, one.weight * other.weight)


def _begin(telling: Telling) -> Happening:
    return Happening(telling, copied(telling), [telling])


def _join(happening: Happening, telling: Telling, reason: str) -> None:
    put_together(happening.whole, telling, reason)
    if len(happening.samples) < SAMPLES:
        happening.samples.append(telling)


def _in_words(agreement: Agreement) -> str:
    """The reasons as words: "type, actor and dates agree"."""
    *most, last = agreement.reasons
    return f"{', '.join(most)} and {last} agree" if most else f"{last} agrees"
