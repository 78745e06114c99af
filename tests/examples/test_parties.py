"""Each line of `actors/parties.txt`: who a phrase speaks of, and phrases that name nobody."""

from pathlib import Path

import pytest

from pipeline.actors import Party, Roster
from pipeline.language import Parse, parse

LINES = (Path(__file__).parent / "actors" / "parties.txt").read_text("utf-8").splitlines()
EXAMPLES = [line for line in LINES if line[:2] in ("= ", "! ")]


def head_of(tree: Parse, start: int, end: int) -> int:
    """The token of a span whose head stands outside of it."""
    inside = [token for token in tree.tokens if start <= token.start < end]
    return next(t.i for t in inside if t.is_root or not start <= tree.tokens[t.head].start < end)


def read(told: str) -> list[Party]:
    *before, last = told.split(" / ")
    start, end = last.index("["), last.index("]") - 1
    texts = [*before, last.replace("[", "").replace("]", "")]
    roster = Roster(texts)
    tree = None
    for text, tree in zip(texts, parse(texts), strict=True):
        roster.hear(text, tree)
    assert tree is not None
    return roster.parties(tree, head_of(tree, start, end))


@pytest.mark.parametrize("line", EXAMPLES)
def test_a_phrase_speaks_of_its_parties(line: str) -> None:
    told, _, wanted = line[2:].partition(" => ")
    found = [", ".join(part or "-" for part in (p.name, p.code, p.sector)) for p in read(told)]
    assert "; ".join(found) == wanted
