"""Each line of `places/places.txt`: the places of a sentence, and names that are none."""

from pathlib import Path

import pytest

from pipeline.places import find_places

LINES = (Path(__file__).parent / "places" / "places.txt").read_text("utf-8").splitlines()
EXAMPLES = [line for line in LINES if line[:2] in ("= ", "! ")]


@pytest.mark.parametrize("line", EXAMPLES)
def test_a_sentence_names_its_places(line: str) -> None:
    told, _, wanted = line[2:].partition(" => ")
    found = [
        f"{p.name.title() if p.name.isupper() else p.name}, {p.code or '-'}, {p.precision}" for p in find_places(told)
    ]
    assert "; ".join(found) == wanted


@pytest.mark.parametrize("line", EXAMPLES)
def test_a_place_stands_where_it_says(line: str) -> None:
    told = line[2:].partition(" => ")[0]
    assert all(told[place.start : place.end] == place.name for place in find_places(told))
