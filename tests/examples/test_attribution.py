"""The examples of attribution: `= text with [trigger] => outermost > innermost`, `-` for none."""

from pathlib import Path

import pytest

from pipeline.actors import Roster
from pipeline.acts.attribution import sources
from pipeline.language import parse

LINES = [
    line for line in (Path(__file__).parent / "attribution" / "sources.txt").read_text("utf-8").splitlines()
    if line.startswith("=")
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_sources(line: str) -> None:
    marked, _, wanted = line[2:].partition(" => ")
    text = marked.replace("[", "").replace("]", "")
    tree = next(parse([text]))
    roster = Roster([text])
    roster.hear(text, tree)
    token = tree.at(marked.index("["))
    assert token is not None
    chain = sources(tree, lambda i: roster.parties(tree, i), token.i)
    assert (" > ".join(source.name for source in chain) or "-") == wanted
    for source in chain:
        assert text[slice(*source.cue)] == source.word
