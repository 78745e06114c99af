"""Numbers in words, for the holes of other rules: no dates themselves."""

from pipeline.patterns import Match, rule


@rule("small", makes="count")
def small_number(m: Match) -> int:
    """One to nineteen."""
    return int(m["small"])


@rule("tens", "tens [hyphen] small", makes="count")
def tens_number(m: Match) -> int | None:
    """Twenty, twenty-five."""
    ones = m["small"] or 0
    return None if ones > 9 or (m["tens"] == 1 and ones) else 10 * int(m["tens"]) + int(ones)


@rule("a|count dozen", "a|count hundred", "a|count thousand", makes="count")
def round_number(m: Match) -> float | None:
    """A dozen, two hundred, a thousand."""
    size = 12 if m.has("dozen") else 100 if m.has("hundred") else 1000
    return size * float(m["count"] or 1) if (m["count"] or 1) < size else None


@rule("count and count", "count count", makes="count")
def summed_number(m: Match) -> float | None:
    """Two hundred and fifty, two hundred fifty."""
    great, rest = m.edge("count", 0), m.edge("count", 1)
    if (
        great.rule is None
        or great.rule.name != "round_number"
        or rest.value >= 100
        or m.tokens.lower[rest.start][0].isdigit()
    ):
        return None
    return float(great.value + rest.value)


@rule("count fraction", "count half_way", makes="count")
def number_and_fraction(m: Match) -> float:
    """Two and a half, 1½."""
    return float(m["count"]) + float(m["fraction"] or 0.5)


@rule("count hyphen count", makes="fraction", tight=True)
def written_fraction(m: Match) -> float | None:
    """1/2, 3/4."""
    top, bottom = m.edge("count", 0).value, m.edge("count", 1).value
    return top / bottom if (top, bottom) in FRACTIONS and m["hyphen"] == "/" else None


FRACTIONS = ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4))
