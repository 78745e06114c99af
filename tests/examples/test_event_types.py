"""The examples of the event types: what each rule reads, and what looks like it and is none.

`event_types/*.txt` mirror `pipeline/event_types/*.toml`. `# rule` opens the lines of a rule; `= text with [trigger] =>
status; actors; recipients` says what must be read, countries joined by `+`, `?` for a party of no country, `-` for
none, `*` where it is not asked; `! text` must give nothing at all. Every rule has both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipeline import tables
from pipeline.acts.event_rules import event_rules
from pipeline.stages.mentions import code_mentions
from pipeline.tables import Coded

FOLDER = Path(__file__).parent / "event_types"


@dataclass(frozen=True, slots=True)
class Example:
    """One line of a table of examples; `wanted` is null for a near-miss."""

    file: str
    line: int
    rule: str
    text: str
    wanted: tuple[str, str, str, str] | None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@cache
def examples() -> tuple[Example, ...]:
    return tuple(one for path in sorted(FOLDER.glob("*.txt")) for one in read_table(path))


def read_table(path: Path) -> Iterator[Example]:
    rule = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        sign, rest = line[:1], line[2:].strip()
        if sign == "#":
            rule = f"{path.stem}.{rest}"
        elif sign == "!":
            yield Example(path.stem, number, rule, rest, None)
        elif sign == "=":
            marked, _, wanted = rest.rpartition(" => ")
            status, actors, recipients = wanted.split("; ")
            trigger = marked.partition("[")[2].partition("]")[0]
            text = marked.replace("[", "").replace("]", "")
            yield Example(path.stem, number, rule, text, (trigger, status, actors, recipients))


@cache
def coded() -> Coded:
    """All examples read as documents of one sentence each."""
    told = [
        {"sentence_id": str(one), "doc_id": str(one), "paragraph_id": str(one), "sentence_no": 1, "start_char": 0,
         "end_char": len(one.text), "text": one.text}
        for one in examples()
    ]  # fmt: skip
    paragraphs = [{"paragraph_id": str(one), "doc_id": str(one), "role": "prose"} for one in examples()]
    sentences = tables.as_table("sentences", told)
    return code_mentions(
        tables.empty("documents"), tables.as_table("paragraphs", paragraphs), sentences, tables.empty("dates")
    )


@cache
def found() -> dict[str, list[tuple[str, str, str, str, str]]]:
    """By example: rule, trigger, status, actors, recipients of each mention."""
    who: dict[tuple[str, str], list[str]] = {}
    for row in coded().participants.iter_rows(named=True):
        who.setdefault((row["mention_id"], row["role"]), []).append(row["code"] or "?")
    by_example: dict[str, list[tuple[str, str, str, str, str]]] = {}
    for row in coded().mentions.iter_rows(named=True):
        sides = ("+".join(who.get((row["mention_id"], role), ["-"])) for role in ("actor", "recipient"))
        by_example.setdefault(row["doc_id"], []).append((row["rule"], row["trigger"], row["status"], *sides))
    return by_example


@pytest.mark.parametrize("example", examples(), ids=str)
def test_example(example: Example) -> None:
    told = found().get(str(example), [])
    if example.wanted is None:
        assert told == []
    else:
        wanted = (example.rule, *example.wanted)
        assert any(all(w in {"*", has} for w, has in zip(wanted, row, strict=True)) for row in told), (wanted, told)


def test_every_rule_has_an_example_and_a_near_miss() -> None:
    rules = set(event_rules().by_name)
    assert {one.rule for one in examples() if one.wanted} == rules
    assert {one.rule for one in examples() if not one.wanted} == rules
