"""H11: hostile statements give nothing from outside, write nothing, end in time; others are served meanwhile.

`python -m tests.faults.test_hostile_sql` prints the table: statement, what answered it, seconds.
"""

import json
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.warehouse import NoWarehouseError, build_file
from pipeline.warehouse.sandbox import Answer, Sandbox, SandboxRefusedError
from tests.generated import fill_warehouse

TABLE = tomllib.loads((Path(__file__).parent / "hostile_sql.toml").read_text("utf-8"))
HOSTILE = [(kind, sql, tuple(row["status"])) for kind, row in TABLE.items() for sql in row["try"]]
ORDINARY = "SELECT count(*) AS n FROM events"
MOST_SECONDS = 6.0
SECRET = "nobody-outside-may-read-this"
N_EVENTS = 500


def warehouse_at(folder: Path) -> Path:
    """A warehouse with a secret beside its snapshot."""
    fill_warehouse(folder, N_EVENTS)
    (folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    return folder


def asked(sandbox: Sandbox, sql: str) -> tuple[int, Any, float]:
    """Status, answer or reason, and seconds."""
    began = time.monotonic()
    try:
        return 200, sandbox.ask(sql), time.monotonic() - began
    except SandboxRefusedError as error:
        return error.http_status, error.reason, time.monotonic() - began


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return warehouse_at(tmp_path_factory.mktemp("hostile") / "warehouse")


@pytest.fixture(scope="module")
def sandbox(folder: Path) -> Iterator[Sandbox]:
    with Sandbox(folder) as one:
        one.ask(ORDINARY)
        yield one


def leaks(told: Any, sql: str, folder: Path) -> list[str]:
    """Words of this machine that an answer holds and the query did not."""
    text = json.dumps(told.rows) if isinstance(told, Answer) else told
    words = (SECRET, "root:x:", str(folder), str(Path.home()) + "/", sys.prefix)
    return [word for word in words if word in text and word not in sql]


@pytest.mark.parametrize(("kind", "sql", "statuses"), HOSTILE, ids=[f"{k}: {s[:60]}" for k, s, _ in HOSTILE])
def test_a_hostile_statement_gets_nothing(
    sandbox: Sandbox, folder: Path, kind: str, sql: str, statuses: tuple[int, ...]
) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    sql = sql.replace("PLACE", str(folder))
    status, told, seconds = asked(sandbox, sql)
    assert status in statuses, told
    assert not leaks(told, sql, folder)
    assert seconds <= MOST_SECONDS
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    if kind == "bombs":
        assert sandbox.ask(ORDINARY).rows == [[N_EVENTS]]


def test_there_are_enough_of_them() -> None:
    assert len({sql for _, sql, _ in HOSTILE}) == len(HOSTILE) >= 60


def test_a_missing_file_answers_as_one_that_is_there(sandbox: Sandbox, folder: Path) -> None:
    there, absent = (asked(sandbox, f"FROM read_text('{folder}/{name}')")[:2] for name in ("secret.txt", "absent.txt"))
    assert there[0] == absent[0]
    assert there[1].replace("secret", "absent") == absent[1]


def test_a_long_query_is_refused(sandbox: Sandbox) -> None:
    assert asked(sandbox, "SELECT " + "1 + " * 10_000 + "1")[0] == 413
    assert asked(sandbox, "SELECT '" + "é" * 15_000 + "'")[0] == 413


@pytest.mark.parametrize("shell", ["(", "[", "NOT ", "- ", "CASE WHEN 1 THEN ", "(SELECT "])
def test_deep_nesting_breaks_nothing(sandbox: Sandbox, shell: str) -> None:
    status, told, seconds = asked(sandbox, "SELECT " + shell * (19_000 // len(shell)) + "1")
    assert status in (200, 400, 422), told
    assert seconds <= MOST_SECONDS


def test_rows_beyond_a_thousand_are_left_off_and_that_is_said(sandbox: Sandbox) -> None:
    answer = sandbox.ask("SELECT * FROM range(5000)")
    assert (len(answer.rows), answer.more) == (1000, True)


def test_what_json_cannot_say_is_said_as_words(sandbox: Sandbox) -> None:
    answer = sandbox.ask("SELECT DATE '2025-05-12' d, 'nan'::DOUBLE n, {'a': [1, NULL]} s, '\\x00'::BLOB b, 1.5 m")
    assert answer.columns == ("d", "n", "s", "b", "m")
    assert answer.rows == [["2025-05-12", "nan", {"a": [1, None]}, "00", 1.5]]


def test_others_are_served_while_hostile_queries_run(folder: Path) -> None:
    slow = "SELECT sleep_ms(60000)"
    with Sandbox(folder, workers=2, waiting=8) as sandbox:
        sandbox.ask(ORDINARY)
        hostile = [threading.Thread(target=asked, args=(sandbox, slow)) for _ in range(4)]
        for thread in hostile:
            thread.start()
        time.sleep(0.2)
        status, told, seconds = asked(sandbox, ORDINARY)
        assert (status, told.rows if status == 200 else told) == (200, [[N_EVENTS]])
        assert seconds <= MOST_SECONDS
        for thread in hostile:
            thread.join()


def test_a_full_queue_refuses_at_once(folder: Path) -> None:
    with Sandbox(folder, workers=1, waiting=1) as sandbox:
        sandbox.ask(ORDINARY)
        busy = [threading.Thread(target=asked, args=(sandbox, "SELECT sleep_ms(60000)")) for _ in range(2)]
        for thread in busy:
            thread.start()
        time.sleep(0.5)
        status, reason, seconds = asked(sandbox, ORDINARY)
        assert status == 429
        assert "try again" in reason
        assert seconds < 1
        for thread in busy:
            thread.join()


def test_a_new_snapshot_is_seen_by_the_next_query(tmp_path: Path) -> None:
    folder = warehouse_at(tmp_path / "warehouse")
    with Sandbox(folder) as sandbox:
        assert sandbox.ask(ORDINARY).rows == [[N_EVENTS]]
        build_file(tmp_path / "new.duckdb", {})
        (tmp_path / "new.duckdb").replace(folder / "events.duckdb")
        assert sandbox.ask(ORDINARY).rows == [[0]]


def test_without_a_snapshot_it_says_so(tmp_path: Path) -> None:
    with Sandbox(tmp_path) as sandbox, pytest.raises(NoWarehouseError):
        sandbox.ask(ORDINARY)


def test_a_broken_snapshot_is_refused(tmp_path: Path) -> None:
    (tmp_path / "events.duckdb").write_bytes(b"not a database" * 1000)
    with Sandbox(tmp_path) as sandbox:
        assert asked(sandbox, ORDINARY)[0] == 503


def as_line(sql: str, place: str) -> str:
    """A statement without line ends, bars and this machine's folder, cut to a readable length."""
    told = "".join(one if one.isprintable() else "�" for one in sql.replace(place, "PLACE")).replace("|", "\\|")
    return f"{told[:90]}…" if len(told) > 90 else told


def main() -> None:
    """Print what answers each hostile statement, as a Markdown table."""
    print("| kind | statement | status | answered by | seconds |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as place, Sandbox(warehouse_at(Path(place) / "warehouse")) as sandbox:
        for kind, pattern, statuses in HOSTILE:
            sql = pattern.replace("PLACE", place)
            status, told, seconds = asked(sandbox, sql)
            said = f"{len(told.rows)} rows" if isinstance(told, Answer) else as_line(told, place)
            amiss = "" if status in statuses and not leaks(told, sql, Path(place)) else " WRONG"
            print(f"| {kind} | `{as_line(sql, place)}` | {status}{amiss} | {said} | {seconds:.2f} |", flush=True)


if __name__ == "__main__":
    main()
