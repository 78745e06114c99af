"""Tellings found to be of one happening, and how another one is weighed against them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

from pipeline.happenings.agreement import Agreement, forbids, weigh_up
from pipeline.happenings.told import Telling, Wording, copied, put_together
from pipeline.happenings.wording import SAME_WORDS, Likeness, Vocabulary

SAMPLES, VARIANTS = 4, 3
"""Wordings that are kept of a happening, and how many variants of one, as edited copies tell it."""


@dataclass(slots=True)
class Happening:
    """The first telling, what all say together, some of the wordings, and who tells it."""

    first: Telling
    whole: Telling
    samples: list[Wording]
    doc_ids: tuple[str, ...]


def begin(telling: Telling) -> Happening:
    """A happening that one telling tells."""
    return Happening(telling, telling, [telling.wording], (telling.doc_id,))


def own_whole(happening: Happening) -> Telling:
    """The whole as a telling of its own, apart from the first."""
    if happening.whole is happening.first:
        happening.whole = copied(happening.first)
    return happening.whole


def join(happening: Happening, telling: Telling, reason: str) -> None:
    """Add a telling to a happening, for a reason in words."""
    put_together(own_whole(happening), telling, reason)
    if telling.doc_id not in happening.doc_ids[-1:]:
        happening.doc_ids += (telling.doc_id,)
    if _is_sample(telling.wording, happening.samples):
        happening.samples.append(telling.wording)


def _is_sample(wording: Wording, samples: Sequence[Wording]) -> bool:
    """Whether it is kept: copies of one wording, however many, leave room for the others."""
    alike = [sample for sample in samples if _is_one_wording(wording, sample)]
    if alike:
        return len(alike) < VARIANTS and not any(set(wording.words).issubset(sample.words) for sample in alike)
    wordings = [s for n, s in enumerate(samples) if not any(_is_one_wording(s, other) for other in samples[:n])]
    return len(wordings) < SAMPLES


def _is_one_wording(one: Wording, other: Wording) -> bool:
    return len(set(one.words).intersection(other.words)) >= SAME_WORDS * max(len(one.words), len(other.words))


def weigh(happening: Happening, telling: Telling, vocabulary: Vocabulary, one_story: bool = False) -> Agreement | None:
    """What speaks for the telling to be of the happening; null when something forbids it or too little agrees."""

    def likeness() -> Likeness:
        return max([vocabulary.likeness(sample, telling.wording) for sample in happening.samples])

    return weigh_up(happening.whole, telling, likeness, one_story)


def fits(happening: Happening, telling: Telling, told_here: Telling | None, vocabulary: Vocabulary) -> bool:
    """Whether nothing forbids it beside the first telling, nor beside what its own document told of the happening."""
    beside = [happening.first, *([told_here, happening.whole] if told_here else ())]
    return not any(forbids(one, telling, partial(vocabulary.likeness, one.wording, telling.wording)) for one in beside)


@cache
def in_words(reasons: tuple[str, ...]) -> str:
    """The reasons as words.

    >>> in_words(("type", "actor", "dates"))
    'type, actor and dates agree'
    """
    *most, last = reasons
    return f"{', '.join(most)} and {last} agree" if most else f"{last} agrees, nothing else is said"
