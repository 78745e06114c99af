"""Measures on gold never fall below the floors that were reached; floors only rise."""

import os
import tomllib
from pathlib import Path

import pytest

from tests.gold.scoreboards import BOARDS, SHARED, below

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", BOARDS)
def test_measures_hold_their_floors(name: str, tmp_path: Path) -> None:
    if not SHARED.is_dir() and name not in {"stories", "articles", "unseen_articles"}:
        if os.environ.get("CI"):
            pytest.fail(f"{SHARED} is not there")
        pytest.skip(f"{SHARED} is not there: no gold to measure against")
    assert not list(below(BOARDS[name](tmp_path), FLOORS[name]))


def test_every_board_has_floors() -> None:
    assert set(FLOORS) == set(BOARDS)
