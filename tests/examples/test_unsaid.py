"""Each line of `unsaid.txt`: who takes part in an act when its own sentence leaves him unsaid."""

from functools import cache
from pathlib import Path

import pytest

from pipeline import tables
from pipeline.stages.mentions import code_mentions

LINES = (Path(__file__).parent / "unsaid.txt").read_text("utf-8").splitlines()
EXAMPLES = [line[2:] for line in LINES if line.startswith("= ")]


def told(line: str) -> list[str]:
    return line.partition(" => ")[0].replace("[", "").replace("]", "").split(" / ")


def trigger(line: str) -> str:
    return line.partition("[")[2].partition("]")[0]


@cache
def found() -> dict[tuple[str, str], list[str]]:
    """By document and trigger in its last sentence: the countries of doers and of those to whom it was done."""
    rows = [
        {"sentence_id": f"{line}#{number}", "doc_id": line, "paragraph_id": line, "sentence_no": number,
         "start_char": 1000 * number, "end_char": 1000 * number + len(text), "text": text}
        for line in EXAMPLES
        for number, text in enumerate(told(line))
    ]  # fmt: skip
    paragraphs = [{"paragraph_id": line, "doc_id": line, "role": "prose"} for line in EXAMPLES]
    coded = code_mentions(
        tables.empty("documents"),
        tables.as_table("paragraphs", paragraphs),
        tables.as_table("sentences", rows),
        tables.empty("dates"),
    )
    sides: dict[tuple[str, str], set[str]] = {}
    for row in coded.participants.iter_rows(named=True):
        sides.setdefault((row["mention_id"], row["role"]), set()).add(row["code"] or "?")
    by_trigger: dict[tuple[str, str], list[str]] = {}
    for row in coded.mentions.iter_rows(named=True):
        if row["start_char"] >= 1000 * (len(told(row["doc_id"])) - 1):
            who = ("+".join(sorted(sides.get((row["mention_id"], role), {"-"}))) for role in ("actor", "recipient"))
            by_trigger.setdefault((row["doc_id"], row["trigger"].split(" ")[0]), []).append("; ".join(who))
    return by_trigger


@pytest.mark.parametrize("line", EXAMPLES)
def test_who_is_left_unsaid(line: str) -> None:
    assert line.partition(" => ")[2] in found().get((line, trigger(line)), [])
