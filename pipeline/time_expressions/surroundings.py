"""What stands around a word that may or may not be a date: does a month, a year, a season really stand there."""

from pipeline.lexicon import words
from pipeline.patterns import Match
from pipeline.time_expressions.time_words import SINGLE

AROUND = {kind: frozenset(found) for kind, found in words("around_dates")["around"].items()}


def after_name(m: Match) -> bool:
    """Whether the word before is a given name or a title, so that this one is a family name: Chris Monday."""
    place = m.start - 1 - (m.before() == ".")
    before = m.tokens.word(place)
    if before in AROUND["titles"]:
        return m.tokens.capital(place)
    return m.tokens.capital(m.start - 1) and (before in AROUND["given_names"] or before in AROUND["titles"])


def month_stands(m: Match) -> bool:
    """Whether a bare month is the month: May and March need a sign of time beside them."""
    if after_name(m) or m.after() in AROUND["never_after_month"]:
        return False
    word, raw = m.tokens.lower[m.start], m.tokens.raw[m.start]
    if m.before() == "(" and m.after() == ")" and raw.isupper():
        return False
    if word not in AROUND["doubtful_months"]:
        if word not in AROUND["month_names"] or not m.tokens.capital(m.end):
            return True
        return m.before() in AROUND["before_time"] and m.before() not in AROUND["listing"]
    return m.before() in AROUND["before_time"] or m.after() in AROUND["after_month"]


def year_stands(m: Match) -> bool:
    """Whether four digits are a year: nothing counts with them, no sign, unit or letter clings to them."""
    number, before, after, tokens = m["year"], m.before(), m.after(), m.tokens
    if before in AROUND["before_amount"] or after in AROUND["after_amount"]:
        return False
    if tokens.glued(m.end) and after == "(":
        return False
    if tokens.glued(m.start) and (before[-1:].isalnum() or before in "-/#.,:+_=*"):
        return before in "-/" and _dated_before(m)
    if tokens.glued(m.end) and after in "-/:_=+*%" and tokens.glued(m.end + 1) and not _year_after(m):
        return False
    if tokens.capital(m.end) and _in_a_name(m):
        return False
    if 1900 <= number <= 2035:
        return not (after in AROUND["counted"] and before not in AROUND["surely_before_year"])
    if after in AROUND["counted"]:
        return False
    return before in AROUND["before_year"] and (1500 <= number <= 2100 or m.after() in ",.;)")


def _in_a_name(m: Match) -> bool:
    """Whether the number stands between two parts of a name: the Windows 2000 Server."""
    before = m.start - 1
    named = m.tokens.capital(before) and not m.tokens.opens_sentence(before)
    return named and m.before() not in AROUND["before_year"]


def _dated_before(m: Match) -> bool:
    """Whether what clings to the number from before is itself a number or a month: 1861-1863, May-2001."""
    before = m.before(2)
    return before.isdigit() and len(before) == 4


def _year_after(m: Match) -> bool:
    """Whether a hyphen after the number leads to another number or on to a word: 1861-1863, 1991-era."""
    after = m.after(2)
    return m.after() in "-–" and (after.isalpha() or (after.isdigit() and len(after) == 4))


def weekday_stands(m: Match) -> bool:
    """Whether a bare weekday is the day and no name: no given name or article before it."""
    return not after_name(m) and not (m.tokens.capital(m.end) and m.after() in AROUND["after_weekday_name"])


def season_stands(m: Match) -> bool:
    """Whether a season is the season: fall and spring are verbs too, and names when written with a capital."""
    word = m.tokens.lower[m.end - 1]
    if word in AROUND["doubtful_seasons"]:
        return _season_told(m) and m.after() not in AROUND["after_verb"]
    return not after_name(m)


def _season_told(m: Match) -> bool:
    """Whether a word for time stands before spring or fall: last fall, in the spring, mid-fall."""
    if m.after() in AROUND["after_season"]:
        return True
    before = m.before(2) if m.before() in HYPHENS else m.before()
    if m.end - m.start == 1 and before in AROUND["article"]:
        before = m.before(2)
    return before in AROUND["before_season"]


HYPHENS = frozenset("-–")


def range_stands(m: Match) -> bool:
    """Whether two numbers with a hyphen are years and no score, part number or sum."""
    if m.before() in "$£€#" and m.before():
        return False
    if m.tokens.glued(m.start) and m.before() not in ("(", "[", "“", '"', "'", "‘", "—", "–"):
        return False
    return m.after() not in AROUND["counted"] and m.after() not in ("-", "%")


def length_stands(m: Match) -> bool:
    """Whether an amount of units is a length of time and no rate: seats a week, $2 a day."""
    if m.has("a") and _is_rate(m):
        return False
    return not (m.tokens.glued(m.start) and m.before() in ("$", ".", ",", "-", "/"))


def _is_rate(m: Match) -> bool:
    """Whether something is counted by the unit: 1,000 seats a week, 40 cents a day."""
    before, second = m.before(), m.before(2)
    if m.after() in AROUND["after_length"]:
        return False
    if before[:1].isdigit() or before in AROUND["before_rate"]:
        return True
    counted = second[:1].isdigit() or second in AROUND["amount_words"]
    return before.isalpha() and counted and before not in AROUND["before_length"]


def bare_units_stand(m: Match) -> bool:
    """Whether units with no number are a length: after a word like in, for, within, and not of something counted."""
    return m.before() in AROUND["before_bare_units"]


def vague_stands(m: Match) -> bool:
    """Whether a vague word speaks of time, and is no part of a longer word or name."""
    return not (m.after() == "-" and m.tokens.glued(m.end)) and not (m.before() == "-" and m.tokens.glued(m.start))


def feast_stands(m: Match) -> bool:
    """Whether the name of a feast is written as one, with a capital, and is no part of a longer name."""
    if m.tokens.capital(m.end) and m.after() not in SINGLE:
        return False
    if not m.tokens.capital(m.start) or after_name(m) or m.after() in AROUND["after_generic"]:
        return False
    return not m.tokens.capital(m.start - 1) or m.before() in AROUND["before_time"]


def unit_told(m: Match) -> bool:
    """Whether `the day`, `the year` stands for the one that the text is at."""
    after = m.after()
    return (
        m.before() in AROUND["before_told_unit"] and after not in AROUND["after_told_unit"] and not after[:1].isdigit()
    )


def lasts(m: Match) -> bool:
    """Whether the word before makes a length of what follows: for the next year."""
    return m.before() in AROUND["before_lasting"]


def goes_on(m: Match) -> bool:
    """Whether something follows that before or after is said of: two days before the launch."""
    after = m.after()
    return bool(after) and after[0].isalnum()


def part_of_name(m: Match) -> bool:
    """Whether a word with a capital stands inside a name: The Asia Business Daily."""
    if not m.tokens.capital(m.start):
        return False
    return (m.tokens.capital(m.start - 1) and not m.tokens.opens_sentence(m.start - 1)) or m.tokens.capital(m.end)


def part_told(m: Match) -> bool:
    """Whether `the morning` is a time: after in, during, and not of something named."""
    return m.before() in AROUND["before_part"] and m.after() not in AROUND["after_told_unit"]


def part_stands(m: Match) -> bool:
    """Whether a bare part of the day is a time: at night, overnight."""
    word = m.tokens.lower[m.start]
    return word in AROUND["part_alone"] or (m.before() in AROUND["before_night"] and word == m.tokens.lower[m.end - 1])


def in_degrees(m: Match) -> bool:
    """Whether a decade's figures are degrees: highs in the 80s."""
    return any(m.before(steps) in AROUND["degrees"] for steps in (1, 2, 3))
