"""F2: Dagster's own processes are killed: no run stays "started", and the schedule goes on."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import dagster as dg
import psutil
import pytest

from pipeline.upkeep.lock import holder
from tests.faults.conftest import Tries
from tests.faults.runs import ROOT
from tests.stories import STORIES, write_stories

Counts = Callable[[int, int], int]
PROGRAM = str(Path(sys.executable).with_name("dagster-daemon"))
PATIENCE = 600
OVER = {dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED}


def until(question: Callable[[], object], what: str) -> None:
    """Wait for the answer to become true."""
    begun = time.monotonic()
    while not question():
        assert time.monotonic() - begun < PATIENCE, f"waited in vain for {what}"
        time.sleep(0.05)


@contextmanager
def daemon() -> Iterator[subprocess.Popen[bytes]]:
    """The daemon as the systemd unit starts it; it is ended with all that it started."""
    command = [PROGRAM, "run", "-m", "assets.definitions"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        kill(*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid))
        process.wait()


def kill(*processes: psutil.Process) -> None:
    """`kill -9` to each that is still there."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()


class Home:
    """Dagster's home and a warehouse, with the settings of `deploy/` but for shorter waits and a run each minute."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """All is made anew."""
        self.inputs, self.warehouse, self.number = write_stories(folder / "in"), folder / "w", 0
        told = (ROOT / "deploy" / "dagster.yaml").read_text(encoding="utf-8")
        home = folder / "home"
        home.mkdir()
        told = told.replace("poll_interval_seconds: 60", "poll_interval_seconds: 2")
        told = told.replace("start_timeout_seconds: 300", "start_timeout_seconds: 60")
        told = told.replace("max_runtime_seconds: 21600", "max_runtime_seconds: 90")
        (home / "dagster.yaml").write_text(told, encoding="utf-8")
        settings = {"DAGSTER_HOME": home, "DATELINE_INPUTS": self.inputs, "DATELINE_WAREHOUSE": self.warehouse}
        for name, value in (settings | {"DATELINE_CRON": "* * * * *", "DATELINE_ENGINE": "serial"}).items():
            monkeypatch.setenv(name, str(value))
        self.instance = dg.DagsterInstance.get()

    def changes(self) -> None:
        """The inputs are others than before."""
        self.number += 1
        text = STORIES["march.txt"].replace("4,000", f"{self.number},000")
        (self.inputs / "march.txt").write_text(text, encoding="utf-8")

    def runs(self) -> list[dg.DagsterRun]:
        """All runs, the newest first."""
        return list(self.instance.get_runs())

    def at_work(self) -> int:
        """The process that walks the road at this moment; 0 when there is none."""
        return int(str((holder(self.warehouse) or {}).get("pid", 0)))

    def is_killed(self) -> bool:
        """Whether there was one to kill."""
        at_work = self.at_work()
        if at_work:
            kill(psutil.Process(at_work))
        return bool(at_work)

    def goes_on(self) -> None:
        """The runs that there are end, and one that the schedule starts later succeeds."""
        before = {run.run_id for run in self.runs()}
        until(lambda: all(run.status in OVER for run in self.runs() if run.run_id in before), "every run to end")
        until(
            lambda: any(run.is_success for run in self.runs() if run.run_id not in before), "a later run that succeeds"
        )


@pytest.mark.skipif(os.environ.get("DATELINE_FAULTS") != "full", reason="waits for minutes to pass")
def test_the_schedule_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tries: Tries) -> None:
    """F2: the process of a run killed in the middle of a step, then the daemon, with and without what it started."""
    home = Home(tmp_path, monkeypatch)
    with daemon():
        for number in range(3):
            with tries.one(f"a run killed, {number}"):
                home.changes()
                until(home.at_work, "a run")
                time.sleep(number)
                until(home.is_killed, "a run to kill")
                home.goes_on()
        home.changes()
        until(home.at_work, "a run")
    with tries.one("the daemon killed with all that it started"), daemon() as alone:
        home.goes_on()
        home.changes()
        until(home.at_work, "a run")
        orphans = psutil.Process(alone.pid).children(recursive=True)
        alone.kill()
    with tries.one("the daemon killed alone"), daemon():
        home.goes_on()
    kill(*orphans)
