"""How often each fault was tried and how often something went wrong; `make faults` ends with the table."""

import os
import re
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.faults.runs import Server, States, make_states

FULL = os.environ.get("DATELINE_FAULTS") == "full"
CODE = re.compile(r"(?:^|_)([FHfh]\d+)(?:\b|_)")
TITLES = {
    "F1": "kill -9 in the middle of a run", "F2": "a Dagster step or the daemon killed", "F3": "disk full",
    "F4": "unreadable files, missing rights, few descriptors, a jumping clock",
    "F5": "runs at once, dead locks", "F6": "reruns with nothing new", "F7": "inputs shuffled or split",
    "F8": "documents corrected or removed", "F9": "an audit fails", "F10": "readers held open while runs publish",
    "F11": "one flipped bit", "F12": "a memory cap, a long soak",
}  # fmt: skip


@dataclass(slots=True)
class Tries:
    """The tries of one test: each is counted, and one that fails does not keep the next from being made."""

    fault: str
    tried: int = 0
    failures: list[str] = field(default_factory=list)

    @contextmanager
    def one(self, what: object = "") -> Iterator[None]:
        """One try; `what` tells of it when it fails."""
        self.tried += 1
        try:
            yield
        except Exception as error:
            told = traceback.extract_tb(error.__traceback__)[-1]
            self.failures.append(f"{what}: {type(error).__name__} at line {told.lineno}: {str(error)[:2000]}")


@dataclass(frozen=True, slots=True)
class Line:
    """A test's line of the table."""

    fault: str
    tried: int
    failed: int
    seconds: float


LINES = pytest.StashKey[list[Line]]()
TRIES = pytest.StashKey[Tries]()


def fault_of(item: pytest.Item) -> str:
    """The fault that a test is about: as its name, its docstring or its file says."""
    function = getattr(item, "function", None)
    module = getattr(item, "module", None)
    said = (item.name, getattr(function, "__doc__", None), getattr(module, "__doc__", None))
    found = next((match for text in said if (match := CODE.search(text or ""))), None)
    return found[1].upper() if found else "other"


@pytest.fixture
def tries(request: pytest.FixtureRequest) -> Iterator[Tries]:
    """Counts what the test tries; the test fails at its end when any try did."""
    counted = request.node.stash[TRIES] = Tries(fault_of(request.node))
    yield counted
    assert not counted.failures, f"{len(counted.failures)} of {counted.tried}:\n" + "\n".join(counted.failures[:20])


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Runs of `dateline` in processes of their own that start quickly."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def states(server: Server, tmp_path_factory: pytest.TempPathFactory) -> States:
    """A warehouse before and after its inputs have changed."""
    return make_states(server, tmp_path_factory.mktemp("states"))


@pytest.fixture
def counts() -> Callable[[int, int], int]:
    """How often: the first number in `make faults`, the second in `make test`."""
    return lambda full, fast: full if FULL else fast


def pytest_configure(config: pytest.Config) -> None:
    """Begin the table."""
    config.stash[LINES] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Any:
    """Count the test's tries, or the test itself as one."""
    failed = item.session.testsfailed
    begun = time.monotonic()
    outcome = yield
    if Path(__file__).parent in item.path.parents:
        tries = item.stash.get(TRIES, None) or Tries(fault_of(item), 1)
        wrong = max(len(tries.failures), item.session.testsfailed - failed)
        item.config.stash[LINES].append(Line(tries.fault, tries.tried, wrong, time.monotonic() - begun))
    return outcome


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the table after a full run."""
    lines = config.stash[LINES]
    if FULL and lines:
        terminalreporter.write_line("\n| fault | | tried | failed | seconds |\n| --- | --- | --- | --- | --- |")
        for fault in sorted({line.fault for line in lines}, key=lambda code: (code[0], len(code), code)):
            mine = [line for line in lines if line.fault == fault]
            tried, failed = sum(line.tried for line in mine), sum(line.failed for line in mine)
            seconds = sum(line.seconds for line in mine)
            title = TITLES.get(fault, "hostile input" if fault[0] == "H" else "")
            terminalreporter.write_line(f"| {fault} | {title} | {tried} | {failed} | {seconds:.0f} |")
