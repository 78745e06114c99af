"""One writer at a time: a warehouse's lock.

The operating system holds the lock, so it falls when its holder dies, however it dies. The file's text only tells
people who holds it: process id, the process' start and the host.
"""

import contextlib
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

_held: dict[Path, int] = {}


class HeldError(RuntimeError):
    """Another living run holds the warehouse; the message says which."""


def process_start(pid: int) -> str | None:
    """When the process began, in clock ticks since boot; null when there is no such process or no way to tell."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return stat.rpartition(")")[2].split()[19]


def holder(folder: Path) -> dict[str, object] | None:
    """Who holds the lock of `folder`: pid, process_start, host, started_at. Null when nobody alive does."""
    try:
        said = json.loads((folder / ".lock").read_text())
    except (OSError, ValueError):
        return None
    alive = said.get("host") == socket.gethostname() and process_start(said["pid"]) == said.get("process_start")
    return said if alive else None


@contextlib.contextmanager
def writer(folder: Path, started_at: str = "") -> Iterator[None]:
    """Hold the warehouse for the block; a process that holds it already may enter again.

    Raises `HeldError` at once when another living process holds it. What a dead one left is taken over.
    """
    key = folder.resolve()
    if key in _held:
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle, folder, started_at)
        _held[key] = handle
        yield
        os.ftruncate(handle, 0)
    finally:
        _held.pop(key, None)
        os.close(handle)


def _take(handle: int, folder: Path, started_at: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        who = holder(folder) or {}
        raise HeldError(
            f"{folder}: another run holds this warehouse (process {who.get('pid', 'unknown')} "
            f"since {who.get('started_at') or 'an unknown time'}); wait for it to end, or give another --warehouse"
        ) from error
    pid = os.getpid()
    said = {
        "pid": pid,
        "process_start": process_start(pid),
        "host": socket.gethostname(),
        "started_at": started_at,
    }
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(said).encode(), 0)
    except OSError as error:
        raise OSError(error.errno, f"cannot write: {error.strerror}", str(folder / ".lock")) from error
