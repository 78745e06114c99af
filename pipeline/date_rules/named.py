"""Days with a name: Christmas, Victory Day, Ramadan, Easter Sunday."""

from datetime import date

from pipeline.feasts import feast_days
from pipeline.interval import Interval, one_day
from pipeline.patterns import Match, rule
from pipeline.time_expressions.meaning import Stated, Yearly
from pipeline.time_expressions.surroundings import feast_stands


def feast_of(name: str) -> Yearly:
    """The feast of that name, its year not said."""

    def in_year(year: int) -> Interval | None:
        days = feast_days(name, year)
        return Interval(*days, "day" if days[0] == days[1] else "unknown") if days else None

    return Yearly("XXXX-XX-XX", in_year)


@rule("feast", "feast day_word", makes="yearly date")
def feast_alone(m: Match) -> Yearly | None:
    """Victory Day: this year's, last year's or next year's, as the clause says."""
    return feast_of(m["feast"]) if feast_stands(m) and not m.has("day_word") else None


@rule("feast [,|of] year", "year feast", makes="date")
def feast_and_year(m: Match) -> Stated | None:
    """Christmas 1914."""
    return feast_of(m["feast"]).in_year(m["year"])


@rule("known_day", makes="date")
def known_day(m: Match) -> Stated | None:
    """Black Monday, D-Day: a day that its name alone tells."""
    day = date.fromisoformat(m["known_day"])
    return Stated(one_day(day)) if m.tokens.capital(m.start) or m.tokens.raw[m.start][0].isdigit() else None
