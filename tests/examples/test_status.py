"""The examples of status: `= text with [word] => status`, and `! text with [word]` where the word tells no act."""

from pathlib import Path

import pytest

from pipeline.acts.status import standing
from pipeline.language import parse

LINES = [
    line
    for line in (Path(__file__).parent / "status" / "status.txt").read_text("utf-8").splitlines()
    if line[:1] in "=!"
]


@pytest.mark.parametrize("line", [line for line in LINES if line])
def test_status(line: str) -> None:
    marked, _, wanted = line[2:].partition(" => ")
    at = marked.index("[")
    tree = next(parse([marked.replace("[", "").replace("]", "")]))
    token = tree.at(at)
    assert token is not None
    stands = standing(tree, token.i)
    if line.startswith("!"):
        assert stands.no_act is not None
    else:
        assert (stands.status.value, stands.no_act) == (wanted, None)
