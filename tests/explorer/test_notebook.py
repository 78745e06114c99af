"""The notebook runs from its first cell to its last, and its three plots hold what the warehouse does."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
import vl_convert

from pipeline.warehouse import ask

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "three_questions.py"
PLOTS = {"when": "intervals", "figures": "accounts", "deeds": "acts"}


def cells_run(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("DATELINE_WAREHOUSE", str(warehouse))
    spec = importlib.util.spec_from_file_location("three_questions", NOTEBOOK)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    _, made = module.app.run()
    return dict(made)


def test_three_questions_have_answers_and_plots(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = cells_run(sample_warehouse, monkeypatch)
    for plot, rows in PLOTS.items():
        assert made[rows].height
        assert vl_convert.vegalite_to_svg(made[plot].to_json()).count("<path") > made[rows].height / 2
    told = ask(sample_warehouse, "SELECT count(*) FROM events WHERE actor IS NOT NULL").item()
    assert made["acts"]["events"].sum() == told
