"""What Dagster loads, and that its own commands walk the road."""

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from assets.definitions import defs
from assets.schedules import inputs_changed
from pipeline.tables import TABLES
from tests.stories import sums, walked, write_stories

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    return defs()


def test_the_definitions_load(definitions: dg.Definitions) -> None:
    dg.Definitions.validate_loadable(definitions)


def test_every_table_is_an_asset_in_reading_order(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    keys = [key.to_user_string() for level in graph.toposorted_asset_keys_by_level for key in level]
    assert set(keys) == {*TABLES, "exports"}
    order = ["documents", "paragraphs", "sentences", "dates", "mentions", "events", "runs", "exports"]
    assert [key for key in keys if key in order] == order


def test_every_table_has_a_blocking_check(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    blocking = {key.asset_key.to_user_string() for key in graph.asset_check_keys if graph.get(key).blocking}
    assert blocking >= set(TABLES)


def test_there_is_a_job_a_daily_schedule_and_a_sensor(definitions: dg.Definitions) -> None:
    assert definitions.resolve_schedule_def("daily").cron_schedule == "0 3 * * *"
    assert definitions.resolve_sensor_def("inputs_changed")
    assert len(definitions.resolve_job_def("rebuild").asset_layer.selected_asset_keys) == len(TABLES) + 1


def test_the_sensor_asks_for_a_run_once_for_each_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_stories(tmp_path / "in", "march.txt")
    monkeypatch.setenv("DATELINE_INPUTS", str(folder))
    asked = inputs_changed(dg.build_sensor_context(cursor=None))
    assert len(asked.run_requests) == 1
    assert isinstance(inputs_changed(dg.build_sensor_context(cursor=asked.cursor)), dg.SkipReason)
    write_stories(folder, "pact.txt")
    assert inputs_changed(dg.build_sensor_context(cursor=asked.cursor)).cursor != asked.cursor


def test_the_sensor_says_when_the_inputs_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_INPUTS", str(tmp_path / "nowhere"))
    assert "no such file or folder" in inputs_changed(dg.build_sensor_context(cursor=None)).skip_message


@pytest.mark.parametrize(
    "command",
    [
        ("dagster", "asset", "materialize", "--select", "*", "-m", "assets.definitions"),
        ("dg", "check", "defs"),
    ],
)
def test_dagsters_own_commands_work(command: tuple[str, ...], tmp_path: Path) -> None:
    told = {
        "DATELINE_INPUTS": str(write_stories(tmp_path / "in", "march.txt")),
        "DATELINE_WAREHOUSE": str(tmp_path / "w"),
        "DAGSTER_HOME": str(tmp_path),
        "VIRTUAL_ENV": sys.prefix,
    }
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run([str(program), *command[1:]], cwd=ROOT, env=os.environ | told, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    assert (tmp_path / "w" / "events.duckdb").exists() is (command[0] == "dagster")


def test_a_stretch_of_days_is_one_run_and_adds_up(tmp_path: Path) -> None:
    for day, name in (("2026-03-01", "march.txt"), ("2026-03-02", "pact.txt"), ("2026-03-03", "flood.txt")):
        write_stories(tmp_path / "in" / day, name)
    told = {"DATELINE_INPUTS": str(tmp_path / "in"), "DATELINE_WAREHOUSE": str(tmp_path / "w")}
    command = [Path(sys.executable).with_name("dagster"), "asset", "materialize", "--select", "*"]
    days = ["-m", "assets.arrivals", "--partition-range", "2026-03-01...2026-03-02"]
    done = subprocess.run([*command, *days], cwd=ROOT, env=os.environ | told, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    documents = pl.read_parquet(tmp_path / "w" / "exports" / "latest" / "documents.parquet")
    assert documents["source_path"].to_list() == ["2026-03-01/march.txt", "2026-03-02/pact.txt"]
    walked(tmp_path / "w", tmp_path / "in")
    walked(tmp_path / "whole", tmp_path / "in")
    assert sums(tmp_path / "w") == sums(tmp_path / "whole")
