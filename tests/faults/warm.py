"""A server of real runs: `dateline` commands in processes of their own, forked from one that has loaded everything.

A run that starts cold spends most of its time on imports and on the language model. This process loads them once and
then forks a child a run; the child is an ordinary process, which may be killed, starved or limited like any other.
Requests come as lines of JSON on stdin, a list of runs that start in the same moment; a line of JSON answers.
"""

import ctypes
import importlib
import inspect
import json
import os
import pkgutil
import re
import resource
import select
import signal
import sys
import time
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import pipeline.stages
from pipeline.upkeep.lake import ASIDE

WRITES = os.O_WRONLY | os.O_RDWR
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.truncate", "open"}
LOOK_EVERY = 0.004
CAPABILITIES = 0x20080522
READ_AND_WRITE_ANYTHING = (1 << 1) | (1 << 2)


def load() -> None:
    """Import every stage and fill what is kept for good, but start none of polars' threads: they survive no fork."""
    for name in ("assets.running", "pipeline.cli", "pipeline.warehouse", "duckdb"):
        importlib.import_module(name)
    for module in pkgutil.walk_packages(pipeline.stages.__path__, "pipeline.stages."):
        importlib.import_module(module.name)
    for kept in _kept_for_good():
        kept()
    from dagster import DagsterInstance

    from pipeline.language import parse
    from pipeline.upkeep.code_version import code_version

    list(parse(["Police arrested dozens."]))
    DagsterInstance.ephemeral().dispose()
    for name in sorted(sys.modules):
        if re.fullmatch(r"pipeline\.(stages|upkeep|publication|warehouse)\.\w+|pipeline\.\w+", name):
            code_version(name)
    names = {(task / "comm").read_text() for task in Path("/proc/self/task").iterdir()}
    assert not any(name.startswith("polars-0") for name in names), "polars has begun to work before the fork"


def _kept_for_good() -> Iterator[Any]:
    """The cached functions without an argument of modules that know no polars."""
    for name, module in sorted(sys.modules.items()):
        known = list(vars(module).values()) if name.startswith("pipeline.") else []
        if any(getattr(one, "__name__", "") == "polars" for one in known):
            continue
        for one in known:
            if hasattr(one, "cache_info") and one.__module__ == name and not inspect.signature(one).parameters:
                yield one


class Child:
    """A run that has been forked, and what becomes of it."""

    def __init__(self, told: dict[str, Any]) -> None:
        """Fork it; the parent keeps its stderr and the count of its changes."""
        self.told = told
        self.said, said = os.pipe()
        self.counted, counted = os.pipe()
        self.begun = time.monotonic()
        self.pid = os.fork()
        if not self.pid:
            os.dup2(os.open(os.devnull, os.O_RDWR), 0)
            os.dup2(0, 1)
            os.dup2(said, 2)
            _live(told, counted)
        os.close(said)
        os.close(counted)
        self.text = b""
        self.answer: dict[str, Any] | None = None

    def look(self) -> bool:
        """Read what it says, kill it when its time has come; whether it has ended."""
        ready, _, _ = select.select([self.said], [], [], LOOK_EVERY)
        told = os.read(self.said, 1 << 16) if ready else b""
        self.text += told
        if self.told.get("kill_after") is not None and self._worked() >= self.told["kill_after"]:
            os.kill(self.pid, signal.SIGKILL)
        pid, status, used = os.wait4(self.pid, os.WNOHANG)
        if not pid:
            return False
        self._end(status, used)
        return True

    def _worked(self) -> float:
        """Seconds of the processor that it has had."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def _end(self, status: int, used: resource.struct_rusage) -> None:
        while left := os.read(self.said, 1 << 16):
            self.text += left
        self.answer = {
            "code": os.waitstatus_to_exitcode(status),
            "said": self.text.decode(errors="replace"),
            "changes": len(os.read(self.counted, 1 << 16)),
            "worked": used.ru_utime + used.ru_stime,
            "peak": used.ru_maxrss * 1024,
        }
        os.close(self.said)
        os.close(self.counted)


def _live(told: dict[str, Any], counted: int) -> None:
    """Be the run: never returns."""
    for name, size in told.get("limits", {}).items():
        resource.setrlimit(getattr(resource, name), (size, size))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if told.get("more_memory"):
        most = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + told["more_memory"]
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    if told.get("without_rights"):
        _give_up_rights()
    if told.get("clock"):
        _set_clock(told["clock"])
    _count_changes(told, counted)
    sys.argv = ["dateline", *told["arguments"]]
    code = 1
    try:
        importlib.import_module("pipeline.cli").main()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:
        importlib.import_module("traceback").print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _count_changes(told: dict[str, Any], counted: int) -> None:
    """Before each change of a file below the warehouse: count it, and do what was ordered for the moment before it."""
    warehouse, changes = told.get("warehouse", "\0"), 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal changes
        if event not in CHANGES or not str(arguments[0]).startswith(warehouse):
            return
        if event == "open" and not (arguments[2] & WRITES or ASIDE in str(arguments[0])):
            return
        changes += 1
        os.write(counted, b".")
        if changes == told.get("kill_before"):
            os.kill(os.getpid(), signal.SIGKILL)
        if changes == told.get("full_from"):
            resource.setrlimit(resource.RLIMIT_FSIZE, (told["full_at"], told["full_at"]))

    sys.addaudithook(watch)


def _give_up_rights() -> None:
    """Be an ordinary user as far as rights to files go, also when this is root."""
    header = (ctypes.c_uint32 * 2)(CAPABILITIES, 0)
    held = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    libc.capget(header, held)
    for at in (0, 1):
        held[at] &= ~READ_AND_WRITE_ANYTHING
    assert libc.capset(header, held) == 0, os.strerror(ctypes.get_errno())


def _set_clock(said: str) -> None:
    """Have the run believe that it is another second."""
    import assets.storage

    class Jumped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.fromisoformat(said).replace(tzinfo=tz)

    assets.storage.datetime = Jumped  # type: ignore[misc]
    time.time = datetime.fromisoformat(said).timestamp


def main() -> None:
    """Answer requests until stdin ends."""
    load()
    print("ready", flush=True)
    for line in sys.stdin:
        children = [Child(told) for told in json.loads(line)]
        waiting = list(children)
        while waiting:
            waiting = [child for child in waiting if not child.look()]
        print(json.dumps([child.answer for child in children]), flush=True)


if __name__ == "__main__":
    main()
