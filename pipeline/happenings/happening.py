"""Tellings found to be of one happening, and how another one is weighed against them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.happenings.agreement import Agreement, forbids, may_agree, weigh_up
from pipeline.happenings.told import Telling, copied, put_together
from pipeline.happenings.wording import SAME_WORDS, Vocabulary

SAMPLES, VARIANTS = 4, 3
"""Wordings that are kept of a happening, and how many variants of one, as edited copies tell it."""


@dataclass(slots=True)
class Happening:
    """The first telling, what all say together, the latest one, some of the wordings, and who tells it."""

    first: Telling
    whole: Telling
    latest: Telling
    samples: list[Telling]
    doc_ids: tuple[str, ...]


def begin(telling: Telling) -> Happening:
    """A happening that one telling tells."""
    return Happening(telling, telling, telling, [telling], (telling.doc_id,))


def own_whole(happening: Happening) -> Telling:
    """The whole as a telling of its own, apart from the first."""
    if happening.whole is happening.first:
        happening.whole = copied(happening.first)
    return happening.whole


def join(happening: Happening, telling: Telling, reason: str) -> None:
    """Add a telling to a happening, for a reason in words."""
    put_together(own_whole(happening), telling, reason)
    happening.latest = telling
    if telling.doc_id not in happening.doc_ids[-1:]:
        happening.doc_ids += (telling.doc_id,)
    if _is_sample(telling, happening.samples):
        happening.samples.append(telling)


def _is_sample(telling: Telling, samples: Sequence[Telling]) -> bool:
    """Whether its words are kept: copies of one wording, however many, leave room for the others."""
    alike = [sample for sample in samples if _is_one_wording(telling, sample)]
    if alike:
        return len(alike) < VARIANTS and not any(telling.words <= sample.words for sample in alike)
    wordings = [s for n, s in enumerate(samples) if not any(_is_one_wording(s, other) for other in samples[:n])]
    return len(wordings) < SAMPLES


def _is_one_wording(one: Telling, other: Telling) -> bool:
    return len(one.words & other.words) >= SAME_WORDS * max(len(one.words), len(other.words))


def weigh(happening: Happening, telling: Telling, vocabulary: Vocabulary, one_story: bool = False) -> Agreement | None:
    """What speaks for the telling to be of the happening; null when something forbids it or too little agrees."""
    if not may_agree(happening.whole, telling):
        return None
    likeness = max([vocabulary.likeness(sample, telling) for sample in happening.samples])
    return weigh_up(happening.whole, telling, likeness, one_story)


def fits(happening: Happening, telling: Telling, vocabulary: Vocabulary) -> bool:
    """Whether nothing forbids it beside the first telling, nor beside what its own document told of the happening."""
    beside = [happening.first]
    if happening.latest.doc_id == telling.doc_id:
        beside += [happening.latest, happening.whole]
    return not any(forbids(one, telling, vocabulary.likeness(one, telling)) for one in beside)


@cache
def in_words(reasons: tuple[str, ...]) -> str:
    """The reasons as words.

    >>> in_words(("type", "actor", "dates"))
    'type, actor and dates agree'
    """
    *most, last = reasons
    return f"{', '.join(most)} and {last} agree" if most else f"{last} agrees, nothing else is said"
