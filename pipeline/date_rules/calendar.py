"""Days, months and years as the calendar writes them: May 11, 2025; 26 October 1955; April; the 1990s; 2025-05-11."""

from pipeline.interval import SEASONS, Interval, century, day_of, decade, month, year
from pipeline.lexicon import words
from pipeline.patterns import NOTHING, Match, Nothing, rule
from pipeline.time_expressions.meaning import AncientYear, Meaning, Plain, Stated, Weekday, Yearly
from pipeline.time_expressions.meaning.relative import ancient
from pipeline.time_expressions.surroundings import AROUND, in_degrees, month_stands, year_stands
from pipeline.time_expressions.time_words import century_year

MODERN = (1900, 2035)
"""Years that four digits are taken for where little else speaks for a year."""


def _ancient(year: int, unit: str) -> Plain:
    return Plain("DATE", ancient(year, unit).value, precision=unit)


def month_of(number: int) -> Yearly:
    """The month of that number, its year not said."""
    return Yearly(f"XXXX-{number:02d}", lambda y: month(y, number))


def month_day_of(number: int, day: int) -> Yearly | None:
    """The day of that month, its year not said; null when no year has it."""
    if day_of(LEAP_YEAR, number, day) is None:
        return None
    return Yearly(f"XXXX-{number:02d}-{day:02d}", lambda y: day_of(y, number, day))


def _stated(days: Interval | None, other: str | None = None) -> Stated | None:
    return Stated(days, other=other) if days else None


@rule("month day|nth [,] year", "[the] day|nth [of] month [,] year", "month day|nth [of] year", makes="full_day date")
def day_month_year(m: Match) -> Stated | None:
    """May 11, 2025; the 3rd of March 1918; 26 October 1955."""
    return _stated(day_of(m["year"], m["month"], m["day"] or m["nth"]))


@rule("month day|nth", "[the] day|nth [of] month", "month the nth", "month small", makes="month_day yearly date")
def month_and_day(m: Match) -> Yearly | Nothing | None:
    """May 11; 11 May; the 5th of November; none before a number that is no year of ours (31 December 9999)."""
    if _far_year(m):
        return NOTHING
    day = m.edge(next(kind for kind in ("day", "nth", "small") if m.has(kind)))
    if day.kind == "small" and not m.tokens.capital(day.start):
        return None
    if m.has("day") and (m.after() == "," and m.after(2).isdigit() and len(m.after(2)) == 3):
        return None
    counts = m.after() in AROUND["counted"] or m.after() in AROUND["after_amount"]
    if day.end == m.end and counts and day.kind == "day" and m.before() not in AROUND["on"]:
        return None
    return month_day_of(m["month"], day.value)


LAST_YEAR = 2200


def _far_year(m: Match) -> bool:
    """Whether a number of four digits or more follows that counts nothing and lies beyond any year told in news."""
    place = 1 + (m.after() == ",")
    number = m.after(place)
    far = number.isdecimal() and (len(number) > 4 or (len(number) == 4 and not 0 < int(number) <= LAST_YEAR))
    return far and m.after(place + 1) not in AROUND["counted"]


@rule("month day|nth [,] [year]", "[the] day|nth [of] month [,] [year]")
def impossible_day(m: Match) -> Nothing | None:
    """30 February, 29 February 2023: a day that no calendar has, and no month or year either."""
    day = m["day"] or m["nth"]
    if m.tokens.word(m.end - 1) == "," or (
        not m.has("year") and m.after()[:1].isalpha() and m.after() in AROUND["counted"]
    ):
        return None
    return None if day_of(m["year"] or LEAP_YEAR, m["month"], day) or not 1 <= day <= 31 else NOTHING


LEAP_YEAR = 2024


@rule("month [,] year", "month of [the] year", "month , of year", makes="month_year date")
def month_and_year(m: Match) -> Stated | None:
    """November 1939; February of 1940; October, 1917."""
    if not MODERN[0] <= m["year"] <= MODERN[1] and m.tokens.word(m.edge("month").start) in AROUND["short_months"]:
        return None
    return _stated(month(m["year"], m["month"]))


@rule("month apostrophe yy", makes="month_year date")
def month_and_short_year(m: Match) -> Stated | None:
    """May '45."""
    return _stated(month(century_year(m["yy"]), m["month"])) if m.tokens.glued(m.end - 1) else None


@rule("month", makes="monthly yearly date")
def month_alone(m: Match) -> Yearly | None:
    """April, where it is the month and neither a name nor a verb."""
    return month_of(m["month"]) if month_stands(m) else None


@rule("weekday|short_weekday [,] full_day", "weekday [,] the full_day", makes="full_day date")
def weekday_and_full_day(m: Match) -> Meaning | None:
    """Monday, June 1, 2009."""
    found: Meaning = m["full_day"]
    return found


@rule("weekday|short_weekday [,] month_day", "weekday [,] the month_day", makes="month_day yearly date")
def weekday_and_month_day(m: Match) -> Meaning | None:
    """Monday, June 1."""
    found: Meaning = m["month_day"]
    return found


@rule("month_day , weekday", makes="month_day yearly date")
def month_day_and_weekday(m: Match) -> Meaning | None:
    """June 1, Monday: only where nothing goes on after it."""
    found: Meaning | None = m["month_day"] if m.after() in (")", ".", "") else None
    return found


@rule("weekday the nth", makes="date")
def weekday_the_nth(m: Match) -> Meaning | None:
    """Friday the 13th: the weekday alone places it."""
    return Weekday(m["weekday"]) if m["nth"] <= 31 else None


@rule("year", makes="bare_year date")
def year_alone(m: Match) -> Stated | None:
    """1945, where it is a year and no amount."""
    return _stated(year(m["year"])) if year_stands(m) else None


@rule(
    "year_kind year", "the year year", "[the] year_word year", "[the] year_kind year_word year", makes="bare_year date"
)
def named_year(m: Match) -> Stated | None:
    """The year 1945; calendar 1990."""
    if m.has("year_kind") and not m.has("year_word") and m["year_kind"] not in (*FISCAL, *CALENDAR):
        return None
    if m["year_kind"] in FISCAL:
        found = year(m["year"])
        return Stated(found, f"FY{m['year']}") if found else None
    return _stated(year(m["year"]))


FISCAL = words("time_words")["plain"]["fiscal"]
CALENDAR = words("time_words")["plain"]["calendar"]


@rule("fiscal_year", makes="date")
def short_fiscal_year(m: Match) -> Stated | None:
    """FY2009, FY09."""
    found = year(m["fiscal_year"])
    return Stated(found, f"FY{m['fiscal_year']}") if found else None


@rule("apostrophe yy", makes="date", tight=True)
def two_digit_year(m: Match) -> Stated | None:
    """'82: the apostrophe stands free of the word before."""
    if m.tokens.glued(m.start) and m.before() not in ("(", "-", "–"):
        return None
    return (
        None
        if m.after() in AROUND["letter_s"] or (m.after()[:1] in "'’`%" and m.after())
        else _stated(year(century_year(m["yy"])))
    )


@rule("year|count|old_year era_bc", "era_ad year|count|old_year", "year|old_year|count era_ad", makes="ancient date")
def year_of_an_era(m: Match) -> Meaning | None:
    """480 BC, AD 70. Years before our era have a value but no days: the calendar begins with year 1."""
    number = m["year"] or m["old_year"] or m["count"]
    if number != int(number) or not 1 <= number <= 9999:
        return None
    return Plain("DATE", f"BC{int(number):04d}", precision="year") if m.has("era_bc") else _stated(year(int(number)))


@rule("month [of] year|old_year era_bc", "[the] season [of] year|old_year era_bc", makes="date")
def month_before_our_era(m: Match) -> Meaning | None:
    """April 480 BC, the spring of 480 BC: a value with no days."""
    part = f"{m['month']:02d}" if m.has("month") else SEASONS[m["season"] - 1]
    return Plain(
        "DATE", f"BC{m['year'] or m['old_year']:04d}-{part}", precision="month" if m.has("month") else "season"
    )


@rule("[the] decade era_bc", "[the] nth [hyphen] century_word era_bc", makes="decadal date")
def ages_before_our_era(m: Match) -> Meaning | None:
    """The 470s BC, the 4th century BC."""
    if m.has("decade"):
        return _ancient(m["decade"], "decade") if m["decade"] % 10 == 0 else None
    return _ancient(100 * (m["nth"] - 1), "century") if 1 < m["nth"] <= 50 else None


@rule("old_year", makes="date")
def bare_ancient_year(m: Match) -> Meaning | None:
    """By 217, in a text that is at 218 BC."""
    alone = m.before() in AROUND["before_year"] and not m.after()[:1].isalpha()
    return AncientYear(m["old_year"]) if alone else None


@rule("[the] decade", "[the] apostrophe decade", makes="decadal date")
def decade_in_figures(m: Match) -> Stated | None:
    """The 1990s, the '90s."""
    number = m["decade"]
    if number % 10 or in_degrees(m) or 100 <= number < 1000:
        return None
    if number < 100:
        if not (m.has("the") or m.has("apostrophe") or m.before() in AROUND["before_decade"]):
            return None
        number += 1900 if number >= 20 else 2000
    if number % 100 == 0 and number < 2000:
        return _stated(century(number))
    return _stated(decade(number))


@rule("the tens_decade", "year_word tens_decade", makes="decadal date")
def decade_in_words(m: Match) -> Stated | None:
    """The nineties."""
    return _stated(decade(1900 + 10 * m["tens_decade"])) if m["tens_decade"] > 1 else None


@rule("[the] nth [hyphen] century_word", makes="decadal date")
def century_by_number(m: Match) -> Stated | None:
    """The 20th century, the nineteenth century."""
    return _stated(century(100 * (m["nth"] - 1))) if 2 <= m["nth"] <= 22 else None


@rule("iso", makes="full_day date")
def iso_day(m: Match) -> Meaning | None:
    """2025-05-11, also with a time: 2025-05-11T10:00Z."""
    number_year, number_month, day, time = m["iso"]
    found = day_of(number_year, number_month, day)
    if found is None or not time:
        return _stated(found)
    return Stated(Interval(found.start, found.end, "minute"), f"{found.value}{time}", "TIME")


@rule("slashed", makes="full_day date")
def slashed_day(m: Match) -> Stated | None:
    """5/11/2025 month first, as American news writes; where the day could come first that is the other value."""
    return _numeric(*m["slashed"])


@rule("dotted", makes="full_day date")
def dotted_day(m: Match) -> Stated | None:
    """11.05.2025, day first."""
    first, second, last = m["dotted"]
    if m.before() in AROUND["before_amount"]:
        return None
    found = day_of(int(last), int(second), int(first))
    return _stated(found) if found and 1000 <= int(last) <= 2199 else None


def _numeric(first: str, second: str, last: str) -> Stated | None:
    if len(first) == 4:
        return _stated(day_of(int(first), int(second), int(last)))
    if len(last) not in (2, 4) or len(first) > 2:
        return None
    number_year = int(last) if len(last) == 4 else century_year(int(last))
    american, british = (day_of(number_year, int(a), int(b)) for a, b in ((first, second), (second, first)))
    if american and british and american != british:
        return _stated(american, british.value)
    return _stated(american or british)
