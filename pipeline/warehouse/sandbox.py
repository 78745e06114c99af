"""Strangers' SQL: each query in a process of its own that reads the snapshot and nothing else, and ends in time."""

import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.warehouse import sandbox_worker
from pipeline.warehouse.query import NoWarehouseError

SECONDS = 4.0
SECONDS_WHILE_OTHERS_WAIT = 2.0
SECONDS_OF_PATIENCE = 12.0
SECONDS_TO_START = 30.0
LOOK_EVERY = 0.1
MOST_BYTES = sandbox_worker.MOST_BYTES + 100_000
QUIET = {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent"}


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query, seconds it took, DuckDB's types of its columns, and whether rows were left off."""

    columns: tuple[str, ...]
    rows: list[list[Any]]
    seconds: float
    types: tuple[str, ...] = ()
    more: bool = False


class SandboxRefusedError(Exception):
    """A query that is not answered: the reason in words, and the HTTP status that says the same."""

    def __init__(self, reason: str, http_status: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.http_status = http_status


class Sandbox:
    """Answers queries over the last snapshot of `folder`, `workers` at a time while `waiting` more may queue.

    A query is stopped after four seconds, after two when others wait. Threads may share one sandbox.
    """

    def __init__(self, folder: Path, workers: int = 2, waiting: int = 8) -> None:
        self.folder = folder
        self._most = workers + waiting
        self._places = threading.Semaphore(workers)
        self._lock = threading.Lock()
        self._inside = 0
        self._workers = workers
        self._spare: list[_Worker] = []
        if self._state():
            self._restock()

    def ask(self, sql: str) -> Answer:
        """The rows, at most a thousand; raises `SandboxRefusedError`, or `NoWarehouseError` without a snapshot."""
        if not sql.strip():
            raise SandboxRefusedError("There is no query.", 400)
        with self._place():
            worker = self._take()
            try:
                return worker.ask(sql, self._crowded)
            finally:
                worker.end()

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            ending, self._spare = self._spare, []
        for worker in ending:
            worker.end()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _crowded(self) -> bool:
        return self._inside > self._workers

    @contextlib.contextmanager
    def _place(self) -> Iterator[None]:
        with self._lock:
            if self._inside >= self._most:
                raise SandboxRefusedError("Too many queries wait already; please try again in a moment.", 429)
            self._inside += 1
        try:
            if not self._places.acquire(timeout=SECONDS_OF_PATIENCE):
                raise SandboxRefusedError("Other queries took too long; please try again in a moment.", 429)
            try:
                yield
            finally:
                self._places.release()
        finally:
            with self._lock:
                self._inside -= 1

    def _take(self) -> "_Worker":
        """A process that has the present snapshot open; another is started for whoever comes next."""
        state = self._state()
        if state is None:
            raise NoWarehouseError(f"{self.folder}: nothing published yet; `dateline run INPUT` makes a warehouse")
        with self._lock:
            stale = [worker for worker in self._spare if worker.state != state or not worker.alive]
            fresh = [worker for worker in self._spare if worker not in stale]
            taken = fresh.pop(0) if fresh else _Worker(self.folder, state)
            self._spare = fresh
        for worker in stale:
            worker.end()
        self._restock()
        return taken

    def _restock(self) -> None:
        state = self._state()
        with self._lock:
            while state and len(self._spare) < self._workers:
                self._spare.append(_Worker(self.folder, state))

    def _state(self) -> tuple[int, int] | None:
        try:
            stat = (self.folder / "events.duckdb").stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns


class _Worker:
    """One process, started ahead of the query that it will run."""

    def __init__(self, folder: Path, state: tuple[int, int]) -> None:
        self.state = state
        self._process = subprocess.Popen(
            [sys.executable, "-I", sandbox_worker.__file__, str(folder.resolve())],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=QUIET, cwd="/", start_new_session=True,
        )  # fmt: skip
        self._said = bytearray()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, sql: str, crowded: Callable[[], bool]) -> Answer:
        assert self._process.stdin
        if not self._read(SECONDS_TO_START, lambda: False, until=b"ready\n"):
            raise SandboxRefusedError("The snapshot could not be opened; please try again in a moment.", 503)
        del self._said[:]
        began = time.monotonic()
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(sql.encode("utf-8", "replace")[: 2 * sandbox_worker.LONGEST_SQL])
            self._process.stdin.close()
        whole = self._read(SECONDS, crowded)
        return _answer(bytes(self._said) if whole else None, time.monotonic() - began)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()

    def _read(self, seconds: float, crowded: Callable[[], bool], until: bytes = b"") -> bool:
        """Take in what the process says, to its end or to `until`; false when it says too much or takes too long."""
        assert self._process.stdout
        began = time.monotonic()
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while (spent := time.monotonic() - began) < seconds:
                if spent > SECONDS_WHILE_OTHERS_WAIT and crowded():
                    return False
                if not selector.select(min(LOOK_EVERY, seconds - spent)):
                    continue
                said = os.read(self._process.stdout.fileno(), 65536)
                self._said += said
                if len(self._said) > MOST_BYTES or not said:
                    return not said and not until
                if until and self._said.endswith(until):
                    return True
        return False


def _answer(said: bytes | None, seconds: float) -> Answer:
    if said is None:
        raise SandboxRefusedError(f"The query was stopped after {seconds:.1f} seconds.", 422)
    try:
        read = json.loads(said)
    except ValueError as error:
        raise SandboxRefusedError("The query needs more memory or time than is given here.", 422) from error
    if "reason" in read:
        raise SandboxRefusedError(read["reason"], read["status"])
    return Answer(tuple(read["columns"]), read["rows"], round(seconds, 3), tuple(read["types"]), read["more"])
