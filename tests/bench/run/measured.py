"""A process' wall time, CPU time and peak memory."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

DATELINE = Path(sys.executable).with_name("dateline")


class Cost(NamedTuple):
    """Seconds on the clock, seconds of CPU over all its processes, peak megabytes of the largest process."""

    wall: float
    cpu: float
    peak: float

    def __str__(self) -> str:
        return f"{self.wall:8.1f} s wall  {self.cpu:8.1f} s CPU  {self.peak:6.0f} MB"

    def over(self, other: "Cost") -> str:
        """How many times the other's cost this is."""
        return (
            f"{self.wall / other.wall:8.2f} x wall  {self.cpu / other.cpu:8.2f} x CPU  {self.peak / other.peak:6.2f} x"
        )


def cost(*command: object) -> Cost:
    """What the command costs, with the processes that it starts; raises when it fails."""
    watch = Path(__file__).with_name("watched.py")
    begun = time.monotonic()
    done = subprocess.run([sys.executable, watch, *map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr[-2000:]}")
    cpu, peak = map(float, done.stdout.splitlines()[-1].split())
    return Cost(time.monotonic() - begun, cpu, peak)


def run(warehouse: Path, *inputs: Path, **options: str) -> Cost:
    """What a run over the inputs costs."""
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    return cost(DATELINE, "run", *inputs, "--warehouse", warehouse, "--json", *flags)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))
