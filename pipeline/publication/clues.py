"""What a text says about its own day: each clue is a set of days on which it can have been written, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.lexicon import words
from pipeline.publication.page import Page, Sentence
from pipeline.publication.windows import ALWAYS, Windows, about, yearly
from pipeline.time_expressions.meaning import Stated, Yearly
from pipeline.time_expressions.reading import Expression

DEFAULT_LANGUAGE = "en"
PRINTED = "printed"
"""Kind of the clue that leaves no question: a whole date in the address, or printed on the page for itself."""
LEAD_SENTENCES = 4
LEAD_REACH, LATER_REACH = 92, 330
"""News names a day without its year for a season in its first sentences, and never for a whole year in the rest."""
RECENT_REACH = 92
WORDS_BEFORE = 3
LEAP_YEAR = 2024
UNFIT = frozenset(f"XXXX-{day}" for day in words("publication")["days_as_names"])
ANY_DAY = "XXXX-XX-XX"
"""Label of a feast: it may be on some other day each year, and is news before it as well as after."""
FIRST, LAST = ALWAYS[0]


@dataclass(frozen=True, slots=True)
class Clue:
    """Days on which the text can have been written, its kind, and why, in words."""

    days: Windows
    kind: str
    reason: str


def clues_of(page: Page) -> Iterator[Clue]:
    """The clues in the text's own time expressions."""
    stated_before = False
    for sentence, one in page.expressions():
        if isinstance(one.meaning, Stated):
            stated_before = True
            yield from _of_stated(sentence, one)
        elif isinstance(one.meaning, Yearly) and one.meaning.toward is None:
            yield from _of_neighbours(sentence, one)
            if not page.narrative and not stated_before:
                yield from _of_day(sentence, one)


def _of_stated(sentence: Sentence, one: Expression) -> Iterator[Clue]:
    """Told as past, a text is no older than the date; told as to come, no younger.

    Tense is trusted for days alone: forecasts and results of months and years stand side by side.
    """
    days, said = one.meaning.interval, sentence.said(one)
    if str(days.start.year) not in said or not FIRST <= days.start <= days.end <= LAST:
        return
    way, exact = sentence.way(one), days.precision == "day"
    if way < 0 and (exact or not _is_a_name(sentence, one)):
        yield Clue(((days.start, LAST),), "past" if exact else "past year", f'"{said}" is told as past')
    if way > 0 and exact and days.end >= FIRST:
        yield Clue(((FIRST, days.end),), "future", f'"{said}" is told as to come')


def _is_a_name(sentence: Sentence, one: Expression) -> bool:
    """Whether a year may belong to a thing (a model, a version, a company's books) rather than to what is told."""
    before = sentence.found.tokens.word(one.start - 1)
    return one.meaning.value is not None or before not in words("publication")["year_after"]


def _of_neighbours(sentence: Sentence, one: Expression) -> Iterator[Clue]:
    """A recent or upcoming feast or day of the year."""
    before = sentence.found.tokens.lower[max(0, one.start - WORDS_BEFORE) : one.start]
    ways = words("publication")
    if any(word in before for word in ways["recent"]):
        yield Clue(_yearly(one, 0, RECENT_REACH), "recent", f'"{sentence.said(one)}" was recent')
    if any(word in before for word in ways["upcoming"]):
        yield Clue(_yearly(one, RECENT_REACH, 0), "upcoming", f'"{sentence.said(one)}" is upcoming')


def _of_day(sentence: Sentence, one: Expression) -> Iterator[Clue]:
    """A day of the year without its year: less than a year back, in the first sentences a season at most."""
    way, said = sentence.way(one), sentence.said(one)
    sample = one.meaning.pick(LEAP_YEAR)
    if sample is None or sample.start != sample.end or one.meaning.label in UNFIT or one.meaning.label == ANY_DAY:
        return
    reach = LEAD_REACH if sentence.number < LEAD_SENTENCES and sentence.reports(one) else LATER_REACH
    if way < 0:
        yield Clue(_yearly(one, 0, reach), "day", f'"{said}" is told as past, without its year')
    elif way > 0:
        yield Clue(_yearly(one, LATER_REACH, 0), "day", f'"{said}" is told as to come, without its year')


def _yearly(one: Expression, before: int, after: int) -> Windows:
    def pick(year: int) -> tuple[date, date] | None:
        days = one.meaning.pick(year)
        return (days.start, days.end) if days else None

    return yearly(pick, before, after)


def of_dateline(month: int, day: int, line: str) -> Clue:
    """A dateline without a year: the report is of that day, give or take one for the hour and the zone."""

    def pick(year: int) -> tuple[date, date] | None:
        try:
            return about(date(year, month, day), 0, 0)
        except ValueError:
            return None

    return Clue(yearly(pick, 1, 1), "dateline", f"dateline: {line}")


def of_copyright(year: int) -> Clue:
    """A copyright year: the page is no younger than the end of it."""
    return Clue(((FIRST, date(year, 12, 31)),), "copyright", f"copyright of {year}")
