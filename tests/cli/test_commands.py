"""The commands as processes: what they print, and how they leave."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.tables import TABLES
from pipeline.views import VIEWS
from tests.stories import write_stories

DATELINE = str(Path(sys.executable).with_name("dateline"))


def dateline(*arguments: object, folder: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [DATELINE, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=os.environ | variables, check=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warehouse `w` of the stories and of one refused file."""
    folder = tmp_path_factory.mktemp("made")
    write_stories(folder / "in")
    (folder / "in" / "empty.txt").touch()
    done = dateline("run", folder / "in", "--warehouse", folder / "w", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["documents"] == {"read": 6, "new": 6, "removed": 0, "rejected": 1}
    assert said["published"] and said["rows"]["events"]
    logged = [json.loads(line) for line in done.stderr.splitlines()]
    assert all(line["run"] and line["stage"] for line in logged)
    assert [line["document"] for line in logged if line["event"] == "refused"] == ["empty.txt"]
    return folder


def test_run_writes_every_table_and_view(made: Path) -> None:
    with duckdb.connect(str(made / "w" / "events.duckdb"), read_only=True) as connection:
        named = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
        assert named == {*TABLES, *VIEWS}
        for table in TABLES:
            rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            exported = pl.read_parquet(made / "w" / "exports" / "latest" / f"{table}.parquet")
            assert rows == (exported.height,)
            assert exported.schema == TABLES[table].create_empty().schema


def test_run_prints_its_events_and_where_they_are(made: Path) -> None:
    done = dateline("run", made / "in", "--warehouse", made / "w")
    assert done.returncode == 0
    assert "Events" in done.stdout and "events.duckdb" in done.stdout and "nothing new to publish" in done.stdout


def test_run_takes_its_defaults_from_the_working_folder(tmp_path: Path) -> None:
    write_stories(tmp_path / "news", "march.txt")
    (tmp_path / "pyproject.toml").write_text('[tool.dateline]\ninputs = ["news"]\nwarehouse = "here"\n')
    done = dateline("run", "--until", "sentences", folder=tmp_path, DATELINE_WAREHOUSE="there")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "there" / "events.duckdb").is_file() and not (tmp_path / "here").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "nowhere"), "nowhere: no such file or folder"),
        (("run",), "seeds: no such file or folder"),
        (("run", "."), "no documents in there"),
        (("run", "one.txt", "--until", "chapters"), "no such table; there are documents"),
        (("run", "one.txt", "--engine", "steam"), "no such engine; there are serial, pool, ray"),
        (("run", "--speed", "9"), "No such option"),
        (("status", "--warehouse", "none"), "dateline run INPUT --warehouse none"),
    ],
)
def test_bad_usage_says_what_to_do(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    if "one.txt" in arguments:
        write_stories(tmp_path).joinpath("march.txt").rename(tmp_path / "one.txt")
    done = dateline(*arguments, folder=tmp_path)
    assert done.returncode == (1 if arguments[0] == "status" else 2)
    assert said in done.stderr


def test_run_leaves_with_65_when_every_input_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").touch()
    done = dateline("run", tmp_path / "in", "--warehouse", tmp_path / "w")
    assert done.returncode == 65 and "dateline status" in done.stderr
    said = json.loads(dateline("status", "--warehouse", tmp_path / "w", "--json").stdout)
    assert said["rejected"] == [{"reason": "empty", "documents": 1, "for_example": "empty.txt"}]


def test_status_tells_rows_freshness_and_what_was_refused(made: Path) -> None:
    said = json.loads(dateline("status", "--warehouse", made / "w", "--json").stdout)
    assert said["rows"]["documents"] == 6 and set(said["rows"]) == set(TABLES)
    assert said["newest_document"] == "2024-06-20" and said["age_hours"] >= 0
    assert said["last_look"]["failure"] is None
    assert said["last_run"]["n_rejected"] == 1 and said["rejected"][0]["for_example"] == "empty.txt"
    told = dateline("status", "--warehouse", made / "w").stdout
    assert "Refused" in told and "last written" in told


@pytest.mark.parametrize("form", ["table", "csv", "json", "parquet"])
def test_sql_answers_in_every_form(made: Path, form: str) -> None:
    query = "SELECT source_path, published_on FROM documents WHERE status = 'accepted' ORDER BY source_path LIMIT 1"
    command = [DATELINE, "sql", query, "--warehouse", str(made / "w"), "--format", form]
    out = subprocess.run(command, capture_output=True, check=True).stdout
    if form == "csv":
        assert list(csv.reader(io.StringIO(out.decode())))[1] == ["bridge-again.txt", "2024-03-06"]
    elif form == "json":
        assert json.loads(out)[0]["source_path"] == "bridge-again.txt"
    elif form == "parquet":
        assert pl.read_parquet(io.BytesIO(out)).height == 1
    else:
        assert "bridge-again.txt" in out.decode()


@pytest.mark.parametrize("query", ["DROP TABLE events", "SELECT * FROM nothing", "COPY events TO 'x.csv'", "SELEC"])
def test_sql_refuses_with_a_reason(made: Path, query: str, tmp_path: Path) -> None:
    done = dateline("sql", query, "--warehouse", made / "w", folder=tmp_path)
    assert done.returncode == 2 and done.stderr.startswith("dateline: ")
    assert not list(tmp_path.iterdir())


def test_doctor_finds_all_well(made: Path) -> None:
    done = dateline("doctor", "--warehouse", made / "w", "--json", DATELINE_INPUTS=str(made / "in"))
    said = json.loads(done.stdout)
    assert done.returncode == 0 and said["well"], done.stdout


def test_doctor_says_what_is_amiss(tmp_path: Path) -> None:
    done = dateline("doctor", "--warehouse", tmp_path / "w", "--json", DATELINE_INPUTS=str(tmp_path / "nowhere"))
    amiss = [finding for finding in json.loads(done.stdout)["findings"] if not finding["well"]]
    assert done.returncode == 1 and [finding["what"] for finding in amiss] == [f"input {tmp_path / 'nowhere'}"]


def test_help_is_quick_and_names_every_command() -> None:
    told = dateline("--help").stdout
    assert all(command in told for command in ("run", "status", "sql", "doctor"))
