"""Other documents of the corpus that tell the same happenings, as clues to the day of one that has none."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from pipeline.publication.clues import Clue
from pipeline.publication.page import Page, Sentence, counts_from_publication, page_of
from pipeline.publication.windows import about
from pipeline.time_expressions.reading import place_expressions

NAME = re.compile(r"\b[^\W\d_a-z][\w'’-]{2,}|\b\d[\d,.]*\d\b")
MOST_DOCUMENTS, MOST_SHARE, MOST_EVER = 3, 0.02, 200
"""A name or number is rare in so few documents, or in so small a share of them, and never in more than the last."""
NEAREST = 8
"""Documents that are read for what they tell of one: those with most rare names in common, however large the corpus."""
SAME_STORY_NAMES, SAME_STORY_SHARE = 8, 0.5
"""So many rare names in common, and such a share of those of the shorter text, make it the same story."""
SAME_SENTENCE_NAMES = 3
BEFORE, AFTER = 14, 45
"""The same story is told again within these days of the day of another telling."""
TEXTS_AT_ONCE = 10_000
LONGEST_AGO = 400
"""A happening that a document dates further back than this is not what it reports."""


@dataclass(frozen=True)
class Dated:
    """A document of known day."""

    source_path: str
    text: str
    published_on: date

    @cached_property
    def page(self) -> Page:
        """Its sentences, read once they are asked for."""
        return page_of(self.text)


def names_of(text: str) -> frozenset[str]:
    """Its names and numbers as words.

    >>> sorted(names_of("Rain fell on Ardmore, killing 1,204 in Ardmore."))
    ['1,204', 'Ardmore', 'Rain']
    """
    return frozenset(NAME.findall(text))


def _held(texts: pl.Series, wanted: Collection[str]) -> pl.DataFrame:
    """name, at: which of the wanted names stand in which of the texts, in their order."""
    names = pl.col("text").str.extract_all(NAME.pattern).list.unique()
    parts = [
        pl.LazyFrame({"text": texts.slice(start, TEXTS_AT_ONCE)})
        .select(name=names, at=pl.int_range(pl.len()) + start)
        .explode("name")
        .filter(pl.col("name").is_in(list(wanted)))
        .sort("at", "name")
        .collect()
        for start in range(0, len(texts) if wanted else 0, TEXTS_AT_ONCE)
    ]
    return pl.concat(parts or [pl.DataFrame(schema={"name": pl.String, "at": pl.Int64})])


class Kin:
    """The dated documents of a corpus by the rare names in them."""

    def __init__(self, dated: pl.DataFrame, undated: Iterable[str]) -> None:
        """`dated` has source_path, text_raw and published_on; `undated` are the texts to be asked about."""
        asked = [names_of(text) for text in undated]
        self._count = Counter(name for names in asked for name in names)
        found = _held(dated["text_raw"], self._count)
        self._count.update(dict(found.group_by("name").len().iter_rows()))
        self._most = min(MOST_EVER, max(MOST_DOCUMENTS, int(MOST_SHARE * (len(asked) + dated.height))))
        rare = found.filter(pl.col("name").is_in([name for name, count in self._count.items() if count <= self._most]))
        paths, texts, days = (dated[column] for column in ("source_path", "text_raw", "published_on"))
        documents = {at: Dated(paths[at], texts[at], days[at]) for at in rare["at"].unique().sort()}
        self._holders: dict[str, list[Dated]] = {}
        for name, at in rare.select("name", "at").iter_rows():
            self._holders.setdefault(name, []).append(documents[at])

    def clues(self, text: str) -> Iterator[Clue]:
        """What dated documents that tell the same say about the day of this text."""
        rare = self._rare(text)
        shared = Counter(one for name in rare for one in self._holders.get(name, ()))
        near = [one for one, names in shared.items() if names >= SAME_SENTENCE_NAMES]
        kin = sorted(near, key=lambda one: (-shared[one], one.source_path))[:NEAREST]
        same = [one for one in kin if self._is_same_story(rare, one, shared[one])]
        if same:
            days = sorted(one.published_on for one in same)
            first, last = about(days[0], BEFORE, 0)[0], about(days[-1], 0, AFTER)[1]
            yield Clue(((first, last),), "same story", f"the same story is told by {same[0].source_path} of {days[0]}")
        page = page_of(text) if kin else Page(())
        for one in sorted(kin, key=lambda one: one.source_path):
            yield from self._of_sentences(page, one)

    def _rare(self, text: str) -> frozenset[str]:
        return frozenset(name for name in names_of(text) if self._count[name] <= self._most)

    def _is_same_story(self, rare: frozenset[str], other: Dated, shared: int) -> bool:
        least = min(len(rare), len(self._rare(other.text)))
        return shared >= max(SAME_STORY_NAMES, SAME_STORY_SHARE * least)

    def _of_sentences(self, page: Page, other: Dated) -> Iterator[Clue]:
        """A sentence with one relative expression, whose happening a sentence of the other document dates."""
        for sentence in page.sentences:
            relative = [one for one in sentence.found.expressions if counts_from_publication(one)]
            if len(relative) != 1 or len(self._rare(sentence.text)) < SAME_SENTENCE_NAMES:
                continue
            for telling in other.page.sentences:
                days = self._happened(sentence, telling, other)
                if days and (when := sentence.days_when(relative[0], days)):
                    told = f"{other.source_path} tells the same of {days[0]}"
                    yield Clue(when, "same happening", f'"{sentence.said(relative[0])}": {told}')

    def _happened(self, sentence: Sentence, telling: Sentence, other: Dated) -> tuple[date, date] | None:
        """The days that the other document's sentence gives, where both tell the same and it gives but one date."""
        common = self._rare(sentence.text) & self._rare(telling.text)
        if len(common) < SAME_SENTENCE_NAMES:
            return None
        readings = [r for r in place_expressions(telling.found, other.published_on) if r.date_start and r.date_end]
        if len(readings) != 1 or readings[0].date_start is None or readings[0].date_end is None:
            return None
        first, last = readings[0].date_start, readings[0].date_end
        return (first, last) if abs((other.published_on - first).days) <= LONGEST_AGO else None
