"""F10: readers that are held open, of every kind, while runs publish."""

import json
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet as pq

from tests.faults.conftest import Tries
from tests.faults.runs import DATELINE, Server
from tests.stories import write_stories

Counts = Callable[[int, int], int]


def story(number: int) -> str:
    return f"Story {number}\n\nPolice arrested {number + 2} activists in Lisbon on {number + 1} May 2024.\n"


def documents_seen_from_outside(warehouse: Path) -> int:
    """By another process: connections of one process to one path share what the first of them opened."""
    query = ["sql", "SELECT count(*) FROM documents", "--format", "csv", "--warehouse", str(warehouse)]
    return int(subprocess.run([DATELINE, *query], capture_output=True, text=True, check=True).stdout.split()[1])


@contextmanager
def asking(address: str, wrong: list[str]) -> Iterator[list[int]]:
    """Pages and rows of a running explorer are asked for all the time; gives the numbers of documents told."""
    told: list[int] = []
    over = threading.Event()

    def ask() -> None:
        while not over.wait(0.2):
            try:
                for page in ("/", "/status.json", "/feed.atom", "/exports/latest/events.parquet"):
                    urllib.request.urlopen(address + page, timeout=60).read()
                query = "/sql.json?q=SELECT%20count(*)%20AS%20n%20FROM%20documents"
                answer = json.loads(urllib.request.urlopen(address + query, timeout=60).read())
                told.append(int(answer["rows"][0][0]))
            except Exception as error:
                wrong.append(f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield told
    finally:
        over.set()
        thread.join()


def answers(address: str) -> bool:
    """Whether the explorer has begun to answer."""
    try:
        return bool(urllib.request.urlopen(f"{address}/healthz", timeout=60).read())
    except OSError:
        return False


@contextmanager
def explorer(warehouse: Path) -> Iterator[str]:
    """The address of `dateline serve`, a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = subprocess.Popen([DATELINE, "serve", "--port", str(port), "--warehouse", str(warehouse)])
    address = f"http://127.0.0.1:{port}"
    try:
        while not answers(address):
            assert serving.poll() is None, "the explorer did not start"
            time.sleep(0.1)
        yield address
    finally:
        serving.terminate()
        with suppress(subprocess.TimeoutExpired):
            serving.wait(20)
        serving.kill()


def test_readers_held_open_while_runs_publish(server: Server, tmp_path: Path, tries: Tries, counts: Counts) -> None:
    """F10: a connection, an open file, an open Parquet file and a running explorer, across many publications."""
    inputs, warehouse = write_stories(tmp_path / "in", "march.txt"), tmp_path / "w"
    assert server.run(inputs, warehouse).code == 0
    latest = warehouse / "exports" / "latest" / "documents.parquet"
    wrong: list[str] = []
    with (
        duckdb.connect(str(warehouse / "events.duckdb"), read_only=True) as held,
        latest.open("rb") as file,
        pq.ParquetFile(latest) as table,
        explorer(warehouse) as address,
        asking(address, wrong) as told,
    ):
        seen = held.execute("SELECT * FROM event_sources ORDER BY ALL").fetchall()
        read, rows = file.read(), table.read()
        for number in range(counts(20, 2)):
            with tries.one(number):
                (inputs / f"more{number}.txt").write_text(story(number), encoding="utf-8")
                ended = server.run(inputs, warehouse)
                assert ended.code == 0, ended.said
                assert held.execute("SELECT * FROM event_sources ORDER BY ALL").fetchall() == seen
                file.seek(0)
                assert file.read() == read
                assert table.read().equals(rows) and pl.read_parquet(latest).height == number + 2
                assert documents_seen_from_outside(warehouse) == number + 2
                assert not wrong, wrong
    assert told == sorted(told) and told[-1] > 1, "the explorer tells of what was published last"
