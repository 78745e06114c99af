"""Pages in a browser over 100,000 generated events, and the server's memory: `python -m tests.bench.explorer [N]`."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
from playwright.sync_api import Browser

from pipeline.warehouse import ask
from tests.browsing import chromium
from tests.generated import fill_warehouse

N_EVENTS = 100_000
RUNS = 3
READY = "performance.getEntriesByType('navigation')[0].loadEventEnd / 1000"


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """`dateline serve` in a process of its own: its address and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("dateline"), "serve", "--warehouse", folder, "--port", str(port)]
    process = subprocess.Popen([str(word) for word in command])
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(f"{base}/healthz")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield base, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def ready(browser: Browser, address: str) -> float:
    """Seconds until the page and all that belongs to it are there, with an empty cache."""
    page = browser.new_context().new_page()
    page.goto(address, wait_until="load")
    page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
    seconds = float(page.evaluate(READY))
    page.context.close()
    return seconds


def memory(process: psutil.Process) -> float:
    """Megabytes of the server and its query processes, shared pages counted once."""
    everyone = [process, *process.children(recursive=True)]
    return sum(one.memory_full_info().pss for one in everyone) / 2**20


def main() -> None:
    """Print seconds of three runs of each page, and the memory at the end."""
    n_events = int(sys.argv[1]) if len(sys.argv) > 1 else N_EVENTS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "warehouse"
        fill_warehouse(folder, n_events)
        event_ids = ask(folder, f"SELECT event_id FROM events ORDER BY event_id LIMIT {RUNS}")["event_id"].to_list()
        doc_id = ask(folder, "SELECT min(doc_id) FROM documents").item()
        pages = {
            "home": ["/"] * RUNS,
            "event": [f"/events/{one}" for one in event_ids],
            "events": ["/events?q=lima", "/events?type=AID&page=3", "/events?actor=PER&since=2020-01-01"],
            "document": [f"/documents/{doc_id}"] * RUNS,
            "sql": ["/sql?q=SELECT event_type, count(*) FROM events GROUP BY ALL"] * RUNS,
        }
        with serving(folder) as (base, process), chromium() as browser:
            for name, addresses in pages.items():
                told = "  ".join(f"{ready(browser, base + address):.2f}" for address in addresses)
                print(f"{name:10} {told} s", flush=True)
            print(f"memory of the server and its query processes: {memory(process):.0f} MB (after {n_events:,} events)")


if __name__ == "__main__":
    main()
