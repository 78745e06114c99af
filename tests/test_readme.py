"""The answers printed in the README are what the sample corpus gives; DATELINE_WRITE_README=1 renews them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.release.event_files import as_csv

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
QUESTION = re.compile(r"```sql\n(?P<sql>.*?)\n```\n(?:\n(?P<answer>\|.*?\|)\n(?=\n))?", re.DOTALL)


@pytest.fixture(scope="module")
def warehouse(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(sample_warehouse / "events.duckdb"), read_only=True) as connection:
        yield connection


def as_markdown(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The answer as a Markdown table; null is an empty cell."""
    found = connection.sql(sql)
    cells = [["" if cell is None else str(cell).replace("|", "\\|") for cell in row] for row in found.fetchall()]
    lines = [found.columns, ["---"] * len(found.columns), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def test_the_answers_are_true(warehouse: duckdb.DuckDBPyConnection) -> None:
    told = README.read_text("utf-8")
    assert len(QUESTION.findall(told)) >= 10
    true = QUESTION.sub(lambda m: f"```sql\n{m['sql']}\n```\n\n{as_markdown(warehouse, m['sql'])}\n", told)
    if os.environ.get("DATELINE_WRITE_README"):
        README.write_text(true, "utf-8")
    assert README.read_text("utf-8") == true


def test_every_question_has_an_answer(warehouse: duckdb.DuckDBPyConnection) -> None:
    empty = [m["sql"] for m in QUESTION.finditer(README.read_text("utf-8")) if not warehouse.sql(m["sql"]).fetchall()]
    assert not empty


def test_the_lines_for_python_run(sample_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "warehouse").symlink_to(sample_warehouse)
    lines = re.findall(r"```python\n(.*?)\n```", README.read_text("utf-8"), re.DOTALL)
    assert lines
    for block in lines:
        done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("tool", ["duckdb", "Rscript"])
def test_the_lines_for_other_tools_run(sample_warehouse: Path, tmp_path: Path, tool: str) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    if shutil.which(tool, path=path) is None:
        pytest.skip(f"no {tool} here; Debian's r-base-core has Rscript, the package duckdb-cli has duckdb")
    exports = tmp_path / "warehouse" / "exports" / "latest"
    exports.mkdir(parents=True)
    (tmp_path / "warehouse" / "events.duckdb").symlink_to(sample_warehouse / "events.duckdb")
    (exports / "events.parquet").symlink_to(sample_warehouse / "exports" / "latest" / "events.parquet")
    (exports / "events.csv").write_bytes(as_csv(pl.read_parquet(exports / "events.parquet")))
    lines = re.findall(rf"^{tool} .*$", README.read_text("utf-8"), re.MULTILINE)
    assert lines
    told = os.environ | {"PATH": path}
    for line in lines:
        done = subprocess.run(["sh", "-c", line], cwd=tmp_path, env=told, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and done.stdout.strip(), done.stderr
