"""Flags over variables over the file; code versions that follow the code."""

from pathlib import Path

import pytest

from pipeline.formats import Limits
from pipeline.settings import SettingsError, settings
from pipeline.upkeep.code_version import code_version


def test_flags_win_over_variables_and_these_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.dateline]\nwarehouse = "a"\nengine = "serial"\ninputs = ["x", "y"]\n'
    )
    monkeypatch.setenv("DATELINE_WAREHOUSE", "b")
    monkeypatch.setenv("DATELINE_WORKERS", "3")
    told = settings({"warehouse": "c", "inputs": None}, tmp_path)
    assert (told.warehouse, told.engine, told.workers, told.inputs) == ("c", "serial", 3, ("x", "y"))
    monkeypatch.setenv("DATELINE_INPUTS", "one:two")
    assert settings({}, tmp_path).inputs == ("one", "two") and settings({}, tmp_path).warehouse == "b"


def test_limits_come_from_a_table_or_a_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.dateline.limits]\ndocument = 10\ndepth = 2\n")
    assert settings({}, tmp_path).limits == Limits(document=10, depth=2)
    monkeypatch.setenv("DATELINE_LIMITS", "document=12, ratio=3")
    assert settings({}, tmp_path).limits == Limits(document=12, ratio=3)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("speed = 9", "no such setting: speed"),
        ('workers = "many"', "is no number"),
        ("limits = {pages = 9}", "no such limit: pages"),
        ('limits = {depth = "deep"}', "limits: depth: 'deep' is no number"),
    ],
)
def test_a_setting_that_cannot_be_is_told(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.dateline]\n{line}\n")
    with pytest.raises(SettingsError, match=said):
        settings({}, tmp_path)


def test_a_stage_has_the_version_of_all_that_it_rests_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.upkeep import code_version as module

    dates = module._closure("pipeline.stages.dates")
    names = {str(path.relative_to(module.ROOT)) for path in dates}
    assert {"tables.py", "ids.py", "stages/dates.py"} <= names
    assert {name.split("/")[0] for name in names} >= {"date_rules", "knowledge"}
    assert "stages/events.py" not in names
    assert code_version("pipeline.stages.dates") != code_version("pipeline.stages.events")
