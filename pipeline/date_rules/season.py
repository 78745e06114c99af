"""Seasons, quarters and halves: last fall, the winter of 1944-45, the third quarter, fiscal periods."""

from pipeline.interval import SEASONS, half, quarter, season
from pipeline.patterns import Match, rule
from pipeline.time_expressions.meaning import Half, Meaning, Stated, Within, Yearly
from pipeline.time_expressions.surroundings import season_stands
from pipeline.time_expressions.time_words import century_year


def season_of(number: int) -> Yearly:
    """The season of that place in the year, 1 for spring; it belongs to the year it begins in."""
    name = SEASONS[number - 1]
    return Yearly(f"XXXX-{name}", lambda y: season(y, name))


def quarter_of(number: int) -> Yearly:
    """Quarter 1 to 4, its year not said."""
    return Yearly(f"XXXX-Q{number}", lambda y: quarter(y, number))


def half_of(number: int) -> Yearly:
    """Half 1 or 2, its year not said."""
    return Yearly(f"XXXX-H{number}", lambda y: half(y, number))


@rule("[the] season [of] year", "[the] season of the year", makes="season_year date")
def season_and_year(m: Match) -> Stated | None:
    """The spring of 1862, summer 2001."""
    return season_of(m["season"]).in_year(m["year"])


@rule("[the] season of year hyphen yy|year", makes="season_year date")
def winter_over_two_years(m: Match) -> Stated | None:
    """The winter of 1944-45."""
    return season_of(m["season"]).in_year(m.edge("year").value)


@rule("[the] season [of] apostrophe yy", makes="season_year date")
def season_and_short_year(m: Match) -> Stated | None:
    """The summer of '69."""
    return season_of(m["season"]).in_year(century_year(m["yy"])) if m.tokens.glued(m.end - 1) else None


@rule("season", "the season", makes="seasonal yearly date")
def season_alone(m: Match) -> Yearly | None:
    """The summer; bare only where a sign of time stands before it, for spring and fall are verbs too."""
    return season_of(m["season"]) if season_stands(m) else None


@rule(
    "[the] nth [hyphen] quarter_word",
    "[the] nth fiscal quarter_word",
    "[the] fiscal nth [hyphen] quarter_word",
    makes="quarterly yearly date",
)
def quarter_alone(m: Match) -> Yearly | None:
    """The third quarter, third-quarter."""
    return quarter_of(m["nth"]) if m["nth"] <= 4 else None


@rule("quarter", makes="quarterly yearly date")
def short_quarter(m: Match) -> Yearly:
    """Q3, 3Q."""
    return quarter_of(m["quarter"])


@rule("quarterly apostrophe yy", makes="date")
def quarter_and_short_year(m: Match) -> Stated | None:
    """Q3 '09."""
    inner: Yearly = m["quarterly"]
    return inner.in_year(2000 + m["yy"])


@rule("half_year year", "half_year of year", makes="date")
def short_half_and_year(m: Match) -> Stated | None:
    """H1 2009."""
    return half_of(m["half_year"]).in_year(m["year"])


@rule("[the] nth [hyphen] half", "[the] latter half", makes="halves")
def half_alone(m: Match) -> Yearly | None:
    """The first half, the latter half: a time only with what it is half of."""
    number = 2 if m.has("latter") else m["nth"]
    return half_of(number) if number <= 2 else None


@rule(
    "quarterly|halves [of] year",
    "[the] year quarterly|halves",
    "quarterly|halves of [the] year_word year",
    "quarterly|halves [of] [the] fiscal year",
    "quarterly|halves of [the] fiscal year_word year",
    "quarterly|halves of fiscal_year",
    "year possessive quarterly|halves",
    "fiscal year possessive quarterly|halves",
    makes="dated date",
)
def part_of_stated_year(m: Match) -> Meaning | None:
    """The fourth quarter of 2005, the first half of fiscal 1989, 2009's third quarter."""
    inner: Yearly = m["quarterly"] or m["halves"]
    return inner.in_year(m["year"] or m["fiscal_year"])


@rule("halves of decadal|month_year|season_year|monthly|seasonal|shifted", "shifted possessive halves", makes="date")
def half_of_something(m: Match) -> Meaning:
    """The first half of the 1990s, the second half of May, the first half of next year."""
    kinds = ("decadal", "month_year", "season_year", "monthly", "seasonal", "shifted")
    whole = next(m[kind] for kind in kinds if m.has(kind))
    return Half(whole, m["halves"].label == "XXXX-H1")


@rule("quarterly of shifted", "quarterly shifted", "shifted possessive quarterly", makes="dated date")
def quarter_of_relative_year(m: Match) -> Meaning | None:
    """The first quarter of last year, this year's third quarter."""
    year: Meaning = m["shifted"]
    return Within(m["quarterly"], year) if getattr(year, "unit", None) == "year" else None
