"""Lengths of time: nine months, a year and a half, 120-day, several weeks, the past three years, 60 to 90 days."""

from dataclasses import dataclass, replace

from pipeline.patterns import NOTHING, Match, Nothing, rule
from pipeline.time_expressions.meaning import Meaning, Sense, Several, length_value
from pipeline.time_expressions.surroundings import AROUND, bare_units_stand, lasts, length_stands

CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "weekend": "D", "week": "W",
    "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
}  # fmt: skip
TIMES = {"fortnight": 2, "weekend": 2}
HALF = 0.5
HALVES = {"year": "6M", "hour": "30M", "minute": "30S"}
"""What half a unit adds to a value that says whole units."""
ROUND = {"millennium": ("Y", 1000)}


@dataclass(frozen=True, slots=True)
class Length:
    """So many units; a null count is an indefinite one. A meaning in itself: a DURATION."""

    count: float | None
    unit: str
    mod: str | None = None
    tail: str = ""

    @property
    def value(self) -> str:
        """Its TIMEX3 value, with X for an indefinite count."""
        code = CODES[self.unit]
        if self.count is None:
            return f"PTX{code[1:]}" if code.startswith("T") and len(code) == 2 else f"PX{code}"
        if self.unit in HALVES and self.count % 1 == HALF and not self.tail:
            return replace(self, count=self.count - HALF, tail=HALVES[self.unit]).value
        letter, times = ROUND.get(self.unit, (code, TIMES.get(self.unit, 1)))
        return length_value(self.count * times, letter) + self.tail

    def place(self, anchors: object) -> Sense:
        """The same from any anchor."""
        return Sense("DURATION", self.value, None, self.unit if self.unit in PRECISE else "unknown", self.mod)


BY_HALVES = ("weekend", "night", "quarter")
"""Units whose bare plural is no length: on weekends, three quarters."""
PRECISE = frozenset(("minute", "hour", "day", "weekend", "week", "month", "quarter", "year", "decade", "century"))


@rule("count [hyphen] unit", "count [hyphen] day_kind unit", "count hyphen unit hyphen", makes="length")
def counted_units(m: Match) -> Length | None:
    """Nine months, 120-day, five trading days, four-week-."""
    if m.tokens.word(m.edge("count").start)[0] == "0":
        return None
    if m["unit"] == "year" and 1900 <= m["count"] <= 2100:
        return None
    if m["unit"] == "quarter" and not m.has("day_kind") and m["count"] in (1, 2, 3):
        return None
    if m.tokens.word(m.edge("count").start - 1) in ("$", "£", "€", "#") and m.edge("count").start == m.start:
        return None
    return Length(m["count"], m["unit"]) if length_stands(m) and m.tokens.word(m.end - 1) not in ("-", "–") else None


@rule("a one_unit", "a day_kind one_unit", makes="length")
def one_unit(m: Match) -> Length | None:
    """A year, a full day; no rate (seats a week) and no second."""
    unit = m["one_unit"]
    return Length(1, unit) if unit not in ("second", "night", "quarter") and length_stands(m) else None


@rule("half a one_unit", "a half [hyphen] one_unit", "half hyphen one_unit", "a half hyphen one_unit", makes="length")
def half_unit(m: Match) -> Length | None:
    """Half a year, a half-hour."""
    halves = {
        "year": (6, "month"),
        "hour": (30, "minute"),
        "day": (12, "hour"),
        "century": (50, "year"),
        "decade": (5, "year"),
    }
    count, unit = halves.get(m["one_unit"], (0.5, m["one_unit"]))
    return Length(count, unit) if unit != "second" else None


@rule("a one_unit half_way", "count unit half_way", makes="length")
def unit_and_a_half(m: Match) -> Length | None:
    """A year and a half, a minute and a half."""
    unit, whole = m["one_unit"] or m["unit"], m["count"] or 1
    return Length(whole + HALF, unit)


@rule(
    "several units",
    "a couple units",
    "a a_few units",
    "several day_kind units",
    "a a_few day_kind units",
    makes="length",
)
def several_units(m: Match) -> Length | None:
    """Several months, a few days: an unknown number of them."""
    if m.has("couple"):
        return Length(2, m["units"])
    return Length(None, m["units"])


@rule("units", "units day_word", makes="length")
def bare_units(m: Match) -> Length | None:
    """Days, months: only after a word like in, for, within."""
    return Length(None, m["units"]) if bare_units_stand(m) and m["units"] not in BY_HALVES else None


@rule("over length", makes="length")
def over_a_length(m: Match) -> Length | None:
    """Over six years, where over means more than: after a word like in or for."""
    length: Length = m["length"]
    bends = m.before() in AROUND["before_over"] and length.mod is None
    return replace(length, mod=m["over"]) if bends else None


@rule("mod length", "mod a length", makes="length")
def bent_length(m: Match) -> Length | None:
    """More than a year, nearly nine months."""
    length: Length = m["length"]
    return replace(length, mod=m["mod"]) if length.mod is None else None


@rule("length and length", "length , length", "length , and length", makes="length")
def summed_length(m: Match) -> Length | None:
    """A year and six months, two hours, ten minutes."""
    great, small = m.edge("length", 0).value, m.edge("length", 1).value
    order = list(CODES)
    if great.count is None or small.count is None or great.tail or order.index(great.unit) <= order.index(small.unit):
        return None
    if (
        great.unit in ROUND
        or small.unit in ROUND
        or CODES[great.unit].startswith("T") != CODES[small.unit].startswith("T")
    ):
        return None
    both = length_value(small.count, CODES[small.unit])
    joined: Length = replace(great, tail=both.removeprefix("PT").removeprefix("P"))
    return joined


@rule("length", makes="duration")
def length(m: Match) -> Meaning | None:
    """Any length on its own is a DURATION."""
    found: Length = m["length"]
    return found


@rule(
    "the|those last|past|next|coming|following|before_that length",
    "the|those last|past|next|coming|following units",
    "the|those last|past|next|coming several|a_few units",
    "this|last|next|past length",
    "the last|past one_unit",
    "the last|past|next couple units",
    "the next one_unit",
    "the count before_that|last|past units",
    "the nth length",
    "the last|past mod length",
    "last several|a_few units",
    "next several|a_few units",
    "the last|past a a_few units",
    "the latest length",
    "the following a_few|several units",
    "the before_that a_few|several units",
    makes="duration",
)
def lasting_length(m: Match) -> Meaning | None:
    """The past three years, the next six months, the last few days, the first nine months."""
    if m.has("length"):
        found: Length = m["length"]
        if m.tokens.word(m.edge("length").start) in AROUND["article"] or (m.has("nth") and m["nth"] > 1):
            return None
        if m.has("nth") and found.count in (None, 1):
            return None
        return replace(found, mod=m["mod"]) if m.has("mod") else found
    if m.has("one_unit"):
        unit = m["one_unit"]
        if (m.has("next") and not lasts(m)) or m.after() in AROUND["of"]:
            return None
        return Length(1, unit) if unit not in ("second", "quarter") else None
    return Length(2 if m.has("couple") else m["count"], m["units"])


@rule("long", makes="duration")
def unit_long(m: Match) -> Meaning:
    """Year-long, weeklong."""
    return Length(1, m["long"])


@rule("longs", makes="duration")
def units_long(m: Match) -> Meaning:
    """Months-long, decades-old."""
    return Length(None, m["longs"])


@rule("[mod] count to_or|joined|hyphen length", makes="duration")
def elided_length(m: Match) -> Several | None:
    """Between 12 and 18 months, two to three years: the first number borrows the second's unit."""
    first, length_edge = m.edge("count"), m.edge("length")
    later: Length = length_edge.value
    if (
        later.count is None
        or later.mod
        or first.value >= later.count
        or later.tail
        or not m.tokens.lower[length_edge.start][0].isalnum()
    ):
        return None
    if m.has("joined") and m.tokens.word(first.start - 1) not in AROUND["between"]:
        return None
    if m.tokens.word(length_edge.start) in AROUND["article"]:
        return None
    return Several(
        ((first.start, first.end, Length(first.value, later.unit)), (length_edge.start, length_edge.end, later))
    )


@rule(
    "length old",
    "length hyphen old",
    "aged count",
    "count hyphen unit hyphen old",
    "aged [mod] length",
    "length old hyphen",
    makes="duration",
)
def age(m: Match) -> Nothing:
    """33 years old, a four-year-old, aged 12: an age, no time."""
    return NOTHING
