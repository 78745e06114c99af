"""The answers printed in the README are what the sample corpus gives; DATELINE_WRITE_README=1 renews them."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

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
