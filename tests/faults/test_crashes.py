"""F1, F3, F4, F5, F10, F12: killed, starved of disk, run twice at once, read meanwhile."""

import errno
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from pipeline.upkeep.lake import ASIDE
from pipeline.upkeep.lock import holder, writer
from tests.stories import STORIES, sums, walked, write_stories

FULL = os.environ.get("DATELINE_FAULTS") == "full"
KILLS = 200 if FULL else 3
SIZES = 50 if FULL else 3
PUBLISHES = 20 if FULL else 4
SOAK = 40 if FULL else 5
DATELINE = str(Path(sys.executable).with_name("dateline"))


def started(inputs: Path, warehouse: Path, *options: str, **told: object) -> subprocess.Popen[str]:
    command = [DATELINE, "run", str(inputs), "--warehouse", str(warehouse), "--engine", "serial", *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **told)  # type: ignore[call-overload]


def events(warehouse: Path) -> int:
    with duckdb.connect(str(warehouse / "events.duckdb"), read_only=True) as connection:
        row = connection.execute("SELECT count(*) FROM events JOIN evidence USING (event_id)").fetchone()
        return int(row[0]) if row else 0


def documents_seen_from_outside(warehouse: Path) -> int:
    """By another process: connections of one process to one path share what the first of them opened."""
    query = ["sql", "SELECT count(*) FROM documents", "--format", "csv", "--warehouse", str(warehouse)]
    return int(subprocess.run([DATELINE, *query], capture_output=True, text=True, check=True).stdout.split()[1])


def left_over(warehouse: Path) -> list[Path]:
    return [path for path in warehouse.rglob("*") if ASIDE in path.name]


@pytest.fixture(scope="module")
def two_states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A warehouse of some stories, the inputs with one more, and the warehouse that these should give."""
    folder = tmp_path_factory.mktemp("states")
    inputs = write_stories(folder / "in", *sorted(STORIES)[:4])
    walked(folder / "before", inputs)
    write_stories(inputs)
    shutil.copytree(folder / "before", folder / "after", symlinks=True)
    walked(folder / "after", inputs)
    return inputs, folder / "before", folder / "after"


def test_killed_at_any_point_a_run_leaves_a_whole_snapshot(two_states: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """F1."""
    inputs, before, after = two_states
    begun = time.monotonic()
    shutil.copytree(before, tmp_path / "timed", symlinks=True)
    assert started(inputs, tmp_path / "timed").wait() == 0
    length = time.monotonic() - begun
    chance, whole = random.Random(1), {json.dumps(sums(before)), json.dumps(sums(after))}
    for number in range(KILLS):
        warehouse = tmp_path / f"w{number}"
        shutil.copytree(before, warehouse, symlinks=True)
        run = started(inputs, warehouse)
        time.sleep(length * (0.3 + 0.7 * chance.random()))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        assert events(warehouse)
        assert json.dumps(sums(warehouse)) in whole
        again = started(inputs, warehouse)
        assert again.wait() == 0, again.communicate()[1]
        assert sums(warehouse) == sums(after)
        assert not left_over(warehouse)
        shutil.rmtree(warehouse)


def limited(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_a_disk_that_fills_changes_no_final_file(two_states: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """F3, by a limit on the size of files: from too small for the first table to just too small for the last."""
    inputs, before, after = two_states
    largest = (after / "events.duckdb").stat().st_size
    for number in range(SIZES):
        warehouse = tmp_path / f"w{number}"
        shutil.copytree(before, warehouse, symlinks=True)
        size = 200 + (largest - 400) * number // (SIZES - 1)
        run = started(inputs, warehouse, preexec_fn=lambda size=size: limited(size))
        said = run.communicate()[1]
        assert run.returncode == 1, said
        assert str(warehouse) in said.splitlines()[-1], said
        assert sums(warehouse) == sums(before) and events(warehouse) == events(before)
        assert not left_over(warehouse)
        again = started(inputs, warehouse)
        assert again.wait() == 0, again.communicate()[1]
        assert sums(warehouse) == sums(after)
        shutil.rmtree(warehouse)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no right to mount a small disk: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9] if FULL else [0.6])
def test_a_disk_that_is_really_full_changes_no_final_file(
    two_states: tuple[Path, Path, Path], tmp_path: Path, share: float
) -> None:
    """F3, on a small disk of its own."""
    inputs, before, after = two_states
    used, needed = (sum(p.stat().st_size for p in w.rglob("*") if p.is_file()) for w in (before, after))
    with small_disk(tmp_path / "disk", int(used * 1.15 + 200_000 + needed * share)) as disk:
        warehouse = disk / "w"
        shutil.copytree(before, warehouse, symlinks=True)
        run = started(inputs, warehouse)
        said = run.communicate()[1]
        assert run.returncode in (0, 1), said
        if run.returncode:
            assert str(warehouse) in said.splitlines()[-1], said
            assert sums(warehouse) == sums(before) and events(warehouse) == events(before)
            assert not left_over(warehouse)


def test_a_folder_without_rights_is_named(two_states: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """F4: the lake may not be written, though it is there."""
    inputs, before, _ = two_states
    warehouse = tmp_path / "w"
    shutil.copytree(before, warehouse, symlinks=True)
    shutil.rmtree(warehouse / "lake" / "parts")
    (warehouse / "lake" / "parts").write_text("a file stands where the folder should be", encoding="utf-8")
    run = started(inputs, warehouse)
    said = run.communicate()[1]
    assert run.returncode == 1 and str(warehouse / "lake" / "parts") in said.splitlines()[-1]
    assert sums(warehouse) == sums(before)


def test_few_file_descriptors_suffice_or_the_run_says_so(two_states: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """F4: with hardly any files to open at once, a run fails cleanly; with a modest number it succeeds."""
    inputs, before, after = two_states
    for most, code in ((10, 1), (64, 0)):
        warehouse = tmp_path / f"w{most}"
        shutil.copytree(before, warehouse, symlinks=True)
        run = started(
            inputs, warehouse, preexec_fn=lambda most=most: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        )
        said = run.communicate()[1]
        assert (run.returncode == 0) is (code == 0), said
        assert sums(warehouse) == sums(before if code else after)


def test_the_clock_plays_no_part(two_states: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """F4: a clock that stands years away gives the same ids, days and bytes."""
    inputs, _, after = two_states
    code = (
        "import datetime as d, assets.storage as s\n"
        "class Jumped(d.datetime):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None): return d.datetime(1999, 1, 1, tzinfo=tz)\n"
        "s.datetime = Jumped\n"
        "from pathlib import Path; from tests.stories import walked\n"
        f"walked(Path({str(tmp_path / 'w')!r}), Path({str(inputs)!r}))\n"
    )
    root = Path(__file__).parent.parent.parent
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root, capture_output=True)
    assert sums(tmp_path / "w") == sums(after)


def test_a_second_run_leaves_with_75(two_states: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """F5, while the first holds the warehouse."""
    inputs, before, after = two_states
    warehouse = tmp_path / "w"
    shutil.copytree(before, warehouse, symlinks=True)
    with writer(warehouse, "2024-01-01T00:00:00"):
        run = started(inputs, warehouse)
        said = run.communicate()[1]
        assert run.returncode == 75
        assert f"process {os.getpid()} since 2024-01-01T00:00:00" in said
    assert started(inputs, warehouse).wait() == 0
    assert sums(warehouse) == sums(after)


def test_two_runs_started_at_once_never_mix(two_states: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """F5, started in the same moment: one does the work, the other does it after or leaves with 75."""
    inputs, before, after = two_states
    warehouse = tmp_path / "w"
    shutil.copytree(before, warehouse, symlinks=True)
    runs = [started(inputs, warehouse) for _ in range(3)]
    codes = sorted(run.wait() for run in runs)
    assert codes[0] == 0 and set(codes) <= {0, 75}
    assert sums(warehouse) == sums(after)


def test_the_lock_of_a_dead_run_is_taken_over(two_states: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """F5, after a kill."""
    inputs, before, after = two_states
    warehouse = tmp_path / "w"
    shutil.copytree(before, warehouse, symlinks=True)
    run = started(inputs, warehouse)
    while run.poll() is None and holder(warehouse) is None:
        time.sleep(0.01)
    run.kill()
    run.communicate()
    assert holder(warehouse) is None
    assert started(inputs, warehouse).wait() == 0
    assert sums(warehouse) == sums(after)


def test_a_reader_held_open_sees_what_it_opened(tmp_path: Path) -> None:
    """F10."""
    inputs = write_stories(tmp_path / "in", "march.txt")
    walked(tmp_path / "w", inputs)
    held = duckdb.connect(str(tmp_path / "w" / "events.duckdb"), read_only=True)
    seen = held.execute("SELECT count(*) FROM documents").fetchone()
    for number in range(PUBLISHES):
        (inputs / f"more{number}.txt").write_text(
            f"Story {number}\n\nRain fell on {number + 1} May.\n", encoding="utf-8"
        )
        assert walked(tmp_path / "w", inputs).published
        assert held.execute("SELECT count(*) FROM documents").fetchone() == seen
        assert documents_seen_from_outside(tmp_path / "w") == number + 2
    held.close()


def test_a_long_soak_leaves_no_files_open_and_none_behind(tmp_path: Path) -> None:
    """F12: open files, files on the disk and memory stand still over many runs in one process."""
    inputs = write_stories(tmp_path / "in")
    counts = []
    for number in range(SOAK):
        text = STORIES["march.txt"].replace("4,000", f"{number + 1},000")
        (inputs / "march.txt").write_text(text, encoding="utf-8")
        walked(tmp_path / "w", inputs)
        files = sum(1 for path in (tmp_path / "w").rglob("*") if path.is_file())
        counts.append((len(list(Path("/proc/self/fd").iterdir())), files))
    assert counts[-1][0] <= counts[2][0] + 2
    assert counts[-1][1] == counts[2][1]


def test_a_run_within_a_memory_cap(two_states: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """F12: two gigabytes of address space beyond the libraries' own are enough."""
    inputs, _, after = two_states
    run = started(inputs, tmp_path / "w")
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode == 0
    assert used.ru_maxrss * 1024 < 2_000_000_000
    assert sums(tmp_path / "w") == sums(after)


def test_errors_of_the_system_carry_the_path(tmp_path: Path) -> None:
    from pipeline.upkeep.lake import aside

    with pytest.raises(OSError, match=r"table\.parquet") as raised, aside(tmp_path / "table.parquet"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert raised.value.errno == errno.ENOSPC
