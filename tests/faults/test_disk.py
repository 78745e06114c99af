"""F3: the disk fills at any moment of any stage; no final file changes, and with room again the work is done."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import Tries
from tests.faults.runs import Server, States, is_whole, left_over

Counts = Callable[[int, int], int]
STEPS = {f"make_{table}" for table in ("documents", "sentences", "dates", "mentions", "events", "exports")}


def failed_well(said: str, code: int, warehouse: Path) -> str:
    """The step that failed: the last line names it, and the path for which there was no room."""
    last = said.splitlines()[-1]
    assert code == 1, f"exit {code}: {said}"
    assert str(warehouse) in last, said
    return last.removeprefix("dateline: ").split(":")[0]


def test_a_disk_full_from_any_moment_on(
    server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts
) -> None:
    """F3, by a limit on the size of files that comes with a change of a file: every stage meets it."""
    moments, stopped = counts(26, 2), set()
    for number in range(moments):
        change = 1 + (states.changes - 1) * number // moments
        with tries.one(f"from change {change} of {states.changes}"):
            warehouse = states.copy(tmp_path / "w")
            ended = server.run(states.inputs, warehouse, full_from=change, full_at=(number * 37) % 800)
            if not ended.code:
                assert states.is_after(warehouse), "what was not written was not needed"
                continue
            stopped.add(failed_well(ended.said, ended.code, warehouse))
            assert is_whole(warehouse, states) and not left_over(warehouse)
            again = server.run(states.inputs, warehouse)
            assert again.code == 0 and states.is_after(warehouse), again.said
    assert stopped >= STEPS or moments < 20, f"only {stopped} met the full disk"


def test_a_disk_too_small_for_the_largest_files(
    server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts
) -> None:
    """F3, by a limit on the size of files from the start: from too small for any to just too small for the last."""
    largest = (states.after / "events.duckdb").stat().st_size
    wanted = counts(10, 1)
    for number in range(wanted):
        size = 200 + (largest - 400) * number // max(wanted - 1, 1)
        with tries.one(f"{size} bytes a file"):
            warehouse = states.copy(tmp_path / "w")
            ended = server.run(states.inputs, warehouse, limits={"RLIMIT_FSIZE": size})
            failed_well(ended.said, ended.code, warehouse)
            assert states.is_before(warehouse) and not left_over(warehouse)
            again = server.run(states.inputs, warehouse)
            assert again.code == 0 and states.is_after(warehouse), again.said


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A disk of its own of that many bytes; skips where it may not be mounted."""
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no right to mount a small disk: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def taken(folder: Path) -> int:
    """Bytes that the folder takes of a disk, in whole pages of 4,096."""
    return sum(4096 * (1 + path.lstat().st_size // 4096) for path in folder.rglob("*"))


def test_a_disk_that_is_really_full(
    server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts
) -> None:
    """F3, on small disks: from no room beside the warehouse to as much room as a run needs."""
    used, wanted = taken(states.before), counts(10, 1)
    for number in range(wanted):
        room = 8192 + taken(states.after) * number // wanted
        with tries.one(f"{room} bytes of room"), small_disk(tmp_path / "disk", used + room) as disk:
            warehouse = states.copy(disk / "w")
            ended = server.run(states.inputs, warehouse)
            if ended.code:
                failed_well(ended.said, ended.code, warehouse)
                assert is_whole(warehouse, states) and not left_over(warehouse)
            else:
                assert states.is_after(warehouse)


def test_a_first_run_on_a_full_disk_leaves_no_snapshot(
    server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts
) -> None:
    """F3, where there was no warehouse before: stage after stage finds less room; there is none or a whole one."""
    needed, wanted = taken(states.after), counts(10, 1)
    for number in range(wanted):
        room = 8192 + needed * number // wanted
        with tries.one(f"{room} bytes of room"), small_disk(tmp_path / "disk", room) as disk:
            warehouse = disk / "w"
            ended = server.run(states.inputs, warehouse)
            if ended.code:
                failed_well(ended.said, ended.code, warehouse)
                assert not left_over(warehouse) and not (warehouse / "exports" / "latest").exists()
