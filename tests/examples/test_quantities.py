"""Each line of `quantities/quantities.txt`: the numbers of a sentence, and numbers that count nothing."""

from pathlib import Path

import pytest

from pipeline.language import parse
from pipeline.quantities import Quantity, find_quantities

LINES = (Path(__file__).parent / "quantities" / "quantities.txt").read_text("utf-8").splitlines()
EXAMPLES = [line for line in LINES if line[:2] in ("= ", "! ")]


def written(value: float | str | None) -> str:
    return "-" if value is None else value if isinstance(value, str) else f"{value:.15g}"


def shown(q: Quantity) -> str:
    return " ".join(written(value) for value in (q.measure, q.low, q.best, q.high, q.share, q.unit))


@pytest.mark.parametrize("line", EXAMPLES)
def test_a_sentence_says_its_quantities(line: str) -> None:
    told, _, wanted = line[2:].partition(" => ")
    found = find_quantities(next(parse([told])))
    assert "; ".join(shown(quantity) for quantity in found) == wanted
    assert all(told[quantity.start : quantity.end] == quantity.text for quantity in found)
