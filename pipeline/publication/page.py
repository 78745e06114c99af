"""An undated text as sentences with their time expressions, which can be placed from any day it may be of."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from pipeline.interval import Interval, unit_around
from pipeline.language import Parse, parse
from pipeline.lexicon import words
from pipeline.publication.tense import in_main_clause, told
from pipeline.publication.windows import Windows, joined
from pipeline.source_text.splitting import sentence_spans
from pipeline.time_expressions.meaning import Plain, Stated, Told
from pipeline.time_expressions.reading import Expression, Found, find_expressions, place_expressions
from pipeline.time_expressions.telling import is_narrative
from pipeline.time_expressions.timex import Reading

AHEAD = frozenset(words("publication")["looking_ahead"])
ANY_DAY = date(2000, 6, 15)
LONGEST = 60_000
"""Code points read of a text; a longer one has told by then when it is of."""
NEAR, FAR_BACK, FAR_AHEAD, STRIDE = 60, 800, 4000, 7
"""Days of publication tried about a happening: each within NEAR days of it, every STRIDE-th beyond."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of the text, its number and its time expressions before any anchor is known."""

    number: int
    text: str
    found: Found

    def way(self, one: Expression) -> int:
        """-1 where the sentence tells that it has happened, 1 where it firmly tells it to come, 0 where neither."""
        tokens = self.found.tokens
        return told(self._parse, tokens.start[one.start], tokens.end[one.end - 1])

    def reports(self, one: Expression) -> bool:
        """Whether what it dates is what the sentence reports, and not told by the way."""
        tokens = self.found.tokens
        return in_main_clause(self._parse, tokens.start[one.start], tokens.end[one.end - 1])

    @cached_property
    def _parse(self) -> Parse:
        return next(iter(parse([self.text])))

    @cached_property
    def looks_ahead(self) -> bool:
        """Whether any of its words speaks of what is to come."""
        return bool(AHEAD.intersection(self.found.tokens.lower))

    def said(self, one: Expression) -> str:
        """The expression as written."""
        tokens = self.found.tokens
        return tokens.text[tokens.start[one.start] : tokens.end[one.end - 1]]

    def precision(self, one: Expression) -> str:
        """How exact it was said."""
        return next((r.precision for r in place_expressions(Found(self.found.tokens, (one,)), ANY_DAY)), "unknown")

    def days_when(self, one: Expression, happened: tuple[date, date]) -> Windows:
        """The days of publication from which the expression means days of what happened."""
        alone = Found(self.found.tokens, (one,))

        def fits(day: date) -> bool:
            days = _placed(alone, day)
            return days is not None and days.start <= happened[1] and happened[0] <= days.end

        return joined((day, day) for day in _fitting(fits, list(_tried(happened))))


@dataclass(frozen=True)
class Page:
    """The sentences of an undated text."""

    sentences: tuple[Sentence, ...]

    @cached_property
    def narrative(self) -> bool:
        """Whether it tells a history rather than news."""
        return is_narrative([one for sentence in self.sentences for one in sentence.found.expressions], None)

    def expressions(self) -> Iterator[tuple[Sentence, Expression]]:
        """Every expression with its sentence, in order."""
        return ((sentence, one) for sentence in self.sentences for one in sentence.found.expressions)


def page_of(text: str) -> Page:
    """The text read, each sentence on its own."""
    blocks = (" ".join(block.split()) for block in _blocks(text[:LONGEST]))
    parts = [block[start:end] for block in blocks for start, end in sentence_spans(block)]
    return Page(tuple(Sentence(number, part, find_expressions(part)) for number, part in enumerate(parts)))


def _blocks(text: str) -> Sequence[str]:
    """Paragraphs: parted by blank lines, or by every line end where lines are long."""
    lines = text.splitlines()
    if sum(map(len, lines)) > LONG_LINE * max(1, sum(1 for line in lines if line.strip())):
        return lines
    return text.replace("\r\n", "\n").split("\n\n")


LONG_LINE = 120


def _tried(happened: tuple[date, date]) -> Iterator[date]:
    start, end = happened
    first, last = start.toordinal(), end.toordinal()
    yield from map(date.fromordinal, range(first - FAR_BACK, first - NEAR, STRIDE))
    yield from map(date.fromordinal, range(first - NEAR, last + NEAR))
    yield from map(date.fromordinal, range(last + NEAR, last + FAR_AHEAD, STRIDE))


def _fitting(fits: Callable[[date], bool], tried: list[date]) -> Iterator[date]:
    """The days that fit; between two tried ones that agree, all follow them, else each is tried."""
    fit = list(map(fits, tried))
    for (day, here), (next_day, there) in pairwise(zip(tried, fit, strict=True)):
        if here:
            yield day
        between = map(date.fromordinal, range(day.toordinal() + 1, next_day.toordinal()))
        if here or there:
            yield from (one for one in between if here is there or fits(one))


def _placed(found: Found, day: date) -> Interval | None:
    """What the one expression means from that day: all of its unit, also where it leaves an end open."""
    return next((_unit(reading) for reading in place_expressions(found, day)), None)


def _unit(reading: Reading) -> Interval | None:
    first, last = reading.date_start, reading.date_end
    if reading.basis != "relative" or reading.precision == "unknown":
        return None
    if first and last:
        return Interval(first, last, reading.precision)
    if first and reading.precision in UNITS:
        return unit_around(first, reading.precision)
    return None


UNITS = frozenset(("day", "weekend", "week", "month", "season", "quarter", "half", "year"))


def counts_from_publication(one: Expression) -> bool:
    """Whether it is read from the day of publication, and not from what the text told before."""
    meaning = one.meaning
    whole = getattr(meaning, "whole", meaning)
    return not isinstance(whole, Stated | Told | Plain) and not getattr(whole, "told", False)
