"""Nothing asks the network for anything while a run works, and nobody is told of it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.stories import write_stories

DATELINE = str(Path(sys.executable).with_name("dateline"))
PAGES = ("", "sql", "feed.atom", "status.json", "sql.json?q=SELECT%201", "exports/latest/events.parquet")
GUARD = """
import socket

def refuse(self, address, *rest):
    if self.family not in (socket.AF_UNIX,):
        raise RuntimeError(f"a connection to {address} was asked for")

def refuse_name(host, *rest, **more):
    raise RuntimeError(f"the address of {host} was asked for")

socket.socket.connect = refuse
socket.socket.connect_ex = refuse
socket.getaddrinfo = refuse_name
"""


def run(tmp_path: Path, *before: str, engine: str = "pool", **variables: str) -> subprocess.CompletedProcess[str]:
    inputs = write_stories(tmp_path / "in")
    command = [*before, DATELINE, "run", str(inputs), "--warehouse", str(tmp_path / "w"), "--engine", engine]
    return subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=False)


def guard(folder: Path) -> str:
    """The PYTHONPATH of a process that may connect to nothing."""
    (folder / "guard").mkdir()
    (folder / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return os.pathsep.join([str(folder / "guard"), os.environ.get("PYTHONPATH", "")])


def test_a_run_asks_for_no_connection(tmp_path: Path) -> None:
    done = run(tmp_path, PYTHONPATH=guard(tmp_path))
    assert done.returncode == 0, done.stderr


def test_the_explorer_asks_for_no_connection(sample_warehouse: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [DATELINE, "serve", "--port", str(port), "--warehouse", str(sample_warehouse)]
    told = os.environ | {"PYTHONPATH": guard(tmp_path)}
    with subprocess.Popen(command, env=told, stderr=subprocess.PIPE, text=True) as serving:
        try:
            while serving.poll() is None and not answered(f"http://127.0.0.1:{port}/healthz"):
                time.sleep(0.1)
            for page in PAGES:
                assert answered(f"http://127.0.0.1:{port}/{page}"), page
        finally:
            serving.terminate()
        said = serving.stderr.read() if serving.stderr else ""
    assert "was asked for" not in said, said


def answered(address: str) -> bytes:
    """What is told at the address; nothing while nobody listens there."""
    try:
        return bytes(urllib.request.urlopen(address, timeout=120).read())
    except ConnectionError:
        return b""
    except urllib.error.URLError as error:
        if isinstance(error.reason, ConnectionError):
            return b""
        raise


def test_a_run_works_where_there_is_no_network(tmp_path: Path) -> None:
    apart = ("unshare", "--map-root-user", "--net")
    if subprocess.run([*apart, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no right to a network namespace of its own")
    done = run(tmp_path, *apart)
    assert done.returncode == 0, done.stderr


def test_dagster_reports_to_nobody() -> None:
    code = "import assets, os; print(os.environ['DAGSTER_DISABLE_TELEMETRY'])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "yes\n"


def test_the_lock_names_no_registry_and_has_a_hash_for_each() -> None:
    lock = (Path(__file__).parent.parent / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock and "--index-url" not in lock and "--find-links" not in lock
    named = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    assert lock.count("--hash=sha256:") >= len(named) > 50
    assert all("==" in line for line in named)
