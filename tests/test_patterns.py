"""The matcher: phrases, the longest reading, and work that grows with the text alone."""

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.interval import Interval
from pipeline.patterns import EDGES_AT, RULES, Edge, longest, rule, spellings
from pipeline.tables import DATE_BASES, PRECISIONS, TIMEX_TYPES
from pipeline.time_expressions.reading import find_expressions, matcher, read_dates
from pipeline.time_expressions.time_words import SINGLE
from pipeline.time_expressions.tokens import tokenise

ANCHOR = date(2025, 5, 12)
TIME_WORDS = (
    "last", "next", "the", "of", "May", "second", "3", "1999", "day", "days", "ago", "year", "since", "and", "-", ",",
    "early", "Friday", "night", "quarter", "end", "two", "half", "'s", "10:30", "a.m.", "'82", "1980s", "fall",
    "later", "\n\n", ".",
)  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "rows"),
    [
        ("a b", {("a", "b")}),
        ("a [b] c", {("a", "c"), ("a", "b", "c")}),
        ("a|b", {("a",), ("b",)}),
        ("[a|b] c", {("c",), ("a", "c"), ("b", "c")}),
        ("a [b c]", {("a",), ("a", "b", "c")}),
    ],
)
def test_spellings(phrase: str, rows: set[tuple[str, ...]]) -> None:
    assert set(spellings(phrase)) == rows


def test_the_longest_reading_stands() -> None:
    short, long, apart = Edge("date", 0, 1, "s"), Edge("date", 0, 3, "l"), Edge("date", 3, 4, "a")
    assert longest([short, long, apart]) == [long, apart]


def test_a_name_names_one_rule() -> None:
    name = next(iter(RULES))

    def other(m: object) -> None:
        return None

    other.__name__ = name
    with pytest.raises(ValueError, match="two date rules"):
        rule("month")(other)


def test_what_begins_at_a_token_is_bounded() -> None:
    edges = matcher().edges(tokenise("two years and " * 200 + "1990, " * 200))
    assert max(map(len, edges)) <= EDGES_AT + 1


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TIME_WORDS), max_size=30), st.sampled_from([None, ANCHOR, date.min, date.max]))
def test_any_row_of_time_words_gives_sound_readings(words: list[str], anchor: date | None) -> None:
    text = " ".join(words)
    end = 0
    for one in read_dates(text, anchor):
        assert one.start >= end and one.text == text[one.start : one.end]
        end = one.end
        assert one.timex_type in TIMEX_TYPES and one.precision in PRECISIONS and one.basis in DATE_BASES
        assert one.date_start is None or one.date_end is None or one.date_start <= one.date_end
        assert one.rule in RULES


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for one in read_dates(text, ANCHOR):
        assert one.text == text[one.start : one.end]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(TIME_WORDS), max_size=20),
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    st.integers(0, 400),
)
def test_a_window_holds_what_its_ends_give(words: list[str], first: date, days: int) -> None:
    text = " ".join(words)
    window = Interval(first, date.fromordinal(first.toordinal() + days), "unknown")
    spans = {(r.start, r.end): r for r in read_dates(text, window)}
    for end in (window.start, window.end):
        for one in read_dates(text, end):
            span = spans.get((one.start, one.end))
            if span and span.date_start and one.date_start:
                assert span.date_start <= one.date_start


def test_reading_twice_is_reading_once() -> None:
    text = "They met on Friday. Two days later, on May 11, it was signed."
    assert read_dates(text, ANCHOR) == read_dates(text, ANCHOR)


def test_marks_of_direction_change_nothing() -> None:
    [one] = read_dates("on 3 \u200fMarch\u200e 2018", ANCHOR)
    assert one.timex_value == "2018-03-03"


SHARED = Path(__file__).parent.parent.parent / "shared" / "corpora" / "dates"


@pytest.mark.parametrize("name", ["meantime", "wikiwars_dev"])
def test_no_reading_of_the_corpora_crosses_a_paragraph(name: str) -> None:
    path = SHARED / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the shared corpora are not here")
    for line in path.read_text(encoding="utf-8").splitlines()[:20]:
        text = json.loads(line)["text"]
        tokens = find_expressions(text).tokens
        for one in find_expressions(text).expressions:
            assert not any(word[0] == "\n" for word in tokens.lower[one.start : one.end])


NUMBERS = {
    "count": "3", "day": "31", "hour": "5", "yy": "82", "old_year": "480", "year": "1999", "hhmm": "0800",
    "fraction": "½", "dotted_clock": "5.30", "decade": "470s", "clock12": "5pm", "clock_face": "10:30",
    "quarter": "Q3", "half_year": "H1", "fiscal_year": "FY09", "iso": "2025-05-11", "slashed": "5/11/2025",
    "dotted": "11.05.2025", "feast": "Ramadan",
}  # fmt: skip
BY_KIND: dict[str, list[str]] = {}
for _word, _kinds in SINGLE.items():
    for _kind, _, _ in _kinds:
        BY_KIND.setdefault(_kind, []).append(_word)


def filled(kind: str, chance: Random, depth: int = 0) -> str:
    """Words that fill the hole: the lexicon's, or those of a rule that makes it."""
    makers = [one for one in RULES.values() if kind in one.makes and depth < 3]
    if makers and (kind not in BY_KIND or chance.random() < 0.5):
        row = chance.choice(sorted(spellings(chance.choice(chance.choice(makers).phrases))))
        return " ".join(filled(one, chance, depth + 1) for one in row)
    return NUMBERS.get(kind) or chance.choice(BY_KIND.get(kind, ["x"]))


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_filled_with_any_words_raises_nothing(name: str) -> None:
    chance = Random(name)
    window = Interval(date(2025, 1, 1), date(2025, 6, 1), "unknown")
    for row in sorted(spellings(chance.choice(RULES[name].phrases)))[:4]:
        phrase = " ".join(filled(kind, chance) for kind in row)
        for text in (f"in {phrase}", f"On May 3, 1939, {phrase.title()}, he said", f"In 480 BC the {phrase}."):
            for anchor in (None, ANCHOR, date.min, date.max, window):
                assert all(one.text for one in read_dates(text, anchor))
