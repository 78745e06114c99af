"""The examples of the date rules: what each reads, and what looks like it and is none.

`date_rules/*.txt` mirror `pipeline/date_rules/*.py`. `# rule` opens the lines of a rule, `@ day` sets the day of
publication, `= text with [expressions] => values` says what must be read, `! text` must give nothing. A value stands
as `[TYPE] value [MOD]`, DATE unsaid. `mixed/*.txt` hold sentences that belong to no one rule.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipeline.lexicon import words
from pipeline.patterns import RULES, Edge, spellings
from pipeline.time_expressions.reading import READABLE, candidates, find_expressions, matcher, place_expressions
from pipeline.time_expressions.time_words import known_at
from pipeline.time_expressions.timex import Reading
from pipeline.time_expressions.tokens import tokenise

FOLDER = Path(__file__).parent / "date_rules"
DAY = date(2025, 5, 12)
AT_LEAST = 600


@dataclass(frozen=True, slots=True)
class Example:
    """One line of a table of examples."""

    file: str
    line: int
    rule: str
    day: date
    text: str
    wanted: str | None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@cache
def examples() -> tuple[Example, ...]:
    return tuple(one for path in sorted(FOLDER.rglob("*.txt")) for one in read_table(path))


def read_table(path: Path) -> Iterator[Example]:
    rule, day = "", DAY
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        sign, rest = line[:1], line[2:].strip()
        if sign == "#":
            rule = rest
        elif sign == "@":
            day = date.fromisoformat(rest)
        elif sign == "!":
            yield Example(path.stem, number, rule, day, rest, None)
        elif sign == "=":
            text, _, wanted = rest.rpartition(" => ")
            yield Example(path.stem, number, rule, day, text, wanted)


def shown(reading: Reading) -> str:
    kind = "" if reading.timex_type == "DATE" else f"{reading.timex_type} "
    return f"{kind}{reading.timex_value}" + (f" {reading.timex_mod}" if reading.timex_mod else "")


def marked(text: str, readings: list[Reading]) -> str:
    for one in reversed(readings):
        text = f"{text[: one.start]}[{text[one.start : one.end]}]{text[one.end :]}"
    return text


@pytest.mark.parametrize("example", examples(), ids=str)
def test_example(example: Example) -> None:
    text = example.text if example.wanted is None else re.sub(r"\[(.+?)\]", r"\1", example.text)
    readings = place_expressions(find_expressions(text), example.day)
    said = "; ".join(map(shown, readings)) or "nothing"
    assert (marked(text, readings), said) == (example.text, example.wanted or "nothing")


def rules_used(text: str) -> set[str]:
    tokens = find_expressions(text).tokens
    return {edge.rule.name for here in matcher().edges(tokens) for edge in here if edge.rule}


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_has_an_example_and_a_near_miss(name: str) -> None:
    own = [one for one in examples() if one.rule == name]
    assert any(one.wanted and name in rules_used(re.sub(r"\[(.+?)\]", r"\1", one.text)) for one in own), "no example"
    assert any(one.wanted is None for one in own), "no near-miss"


def test_there_are_enough_examples_and_none_twice() -> None:
    texts = [(one.rule, one.day, one.text) for one in examples()]
    assert len(texts) >= AT_LEAST
    assert len(texts) == len(set(texts))


def test_no_two_rules_tie() -> None:
    ties = [(str(one), pair) for one in examples() for pair in tied(one)]
    assert not ties


def tied(example: Example) -> Iterator[tuple[str, str]]:
    """Readings of the same words that stand, by two rules that do not mean the same."""
    text = re.sub(r"\[(.+?)\]", r"\1", example.text) if example.wanted else example.text
    found = find_expressions(text)
    standing = {one.scope for one in found.expressions}
    seen: dict[tuple[int, int], Edge] = {}
    for edge in candidates(found.tokens):
        span = (edge.start, edge.end)
        other = seen.setdefault(span, edge)
        if span in standing and other.rule != edge.rule and other.value != edge.value:
            yield (other.rule.name if other.rule else "", edge.rule.name if edge.rule else "")


def test_each_rule_says_what_it_reads() -> None:
    assert not [rule.name for rule in RULES.values() if not rule.doc]


def filled() -> set[str]:
    """Kinds that something fills: the lexicon's, a number's, or what a rule makes."""
    lexicon = words("time_words")
    listed = {kind for part in ("listed", "named", "plain") for kind in lexicon[part]}
    shaped = {kind for number in SHAPES for kind, _, _ in known_at(tokenise(number), 0)}
    return listed | shaped | {"unit", "feast"} | {kind for rule in RULES.values() for kind in rule.makes}


SHAPES = (
    "5", "95", "480", "1995", "0800", "5.30", "½", "21st", "1980s", "5pm", "10:30", "Q3", "H1", "FY09", "2025-05-11",
    "5/11/2025", "11.05.2025", "2.5",
)  # fmt: skip
READ_ELSEWHERE = {"calendar", "time_word"}


def test_every_hole_can_be_filled_and_every_word_fills_one() -> None:
    holes = {kind for rule in RULES.values() for phrase in rule.phrases for row in spellings(phrase) for kind in row}
    assert not holes - filled()
    assert not filled() - holes - READABLE - READ_ELSEWHERE
