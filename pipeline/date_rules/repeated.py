"""What comes again and again: daily, every year, each Tuesday, twice a week, Mondays."""

from pipeline.date_rules.duration import CODES, Length
from pipeline.patterns import Match, rule
from pipeline.time_expressions.meaning import Meaning, Plain, Yearly, length_value
from pipeline.time_expressions.surroundings import AROUND, part_of_name


def _set(value: str) -> Plain:
    return Plain("SET", value)


@rule("regular", makes="set")
def adverb_of_units(m: Match) -> Meaning | None:
    """Daily, weekly, annual; no part of a name."""
    if part_of_name(m):
        return None
    return _set(
        "P6M" if m["regular"] == "half" else length_value(2 if m["regular"] == "fortnight" else 1, CODES[m["regular"]])
    )


@rule("every|each one_unit", "every|each day_kind one_unit", makes="set")
def every_unit(m: Match) -> Meaning | None:
    """Every day, each year."""
    unit = m["one_unit"]
    return _set(Length(1, unit).value) if unit not in ("second",) else None


@rule("every length", "every nth one_unit", "every other one_unit", "every a_few units", makes="set")
def every_so_many_units(m: Match) -> Meaning | None:
    """Every four years, every other day, every few months."""
    if m.has("other"):
        return _set(Length(2, m["one_unit"]).value)
    if m.has("nth"):
        return _set(Length(m["nth"], m["one_unit"]).value)
    if m.has("a_few"):
        return _set(Length(None, m["units"]).value)
    length: Length = m["length"]
    return _set(length.value)


@rule("every|each [other] weekday", "weekdays", "every [other] weekday daypart", makes="set")
def every_weekday(m: Match) -> Meaning | None:
    """Every Tuesday, Mondays, every Friday night, every other Thursday."""
    if part_of_name(m) and not m.has("every"):
        return None
    part = f"T{m['daypart']}" if m.has("daypart") else ""
    return _set(f"XXXX-WXX-{m['weekday'] or m['weekdays']}{part}")


@rule("units", makes="set")
def on_weekends(m: Match) -> Meaning | None:
    """Weekends, after on or at."""
    return _set("XXXX-WXX-WE") if m["units"] == "weekend" and m.before() in AROUND["on"] else None


@rule("every|each yearly", makes="set")
def every_yearly(m: Match) -> Meaning | None:
    """Every October, each spring."""
    yearly: Yearly = m["yearly"]
    return _set(yearly.label)


@rule("every|each daypart", makes="set")
def every_daypart(m: Match) -> Meaning | None:
    """Every morning."""
    return _set(f"XXXX-XX-XXT{m['daypart']}")


@rule(
    "once|twice a|every|per one_unit",
    "count times a|every|per one_unit",
    "once every length",
    "a|per one_unit",
    makes="set",
)
def so_often(m: Match) -> Meaning | None:
    """Twice a week, three times a year."""
    if not (m.has("once") or m.has("twice") or m.has("times")):
        return None
    return _set(m["length"].value if m.has("length") else Length(1, m["one_unit"]).value)
