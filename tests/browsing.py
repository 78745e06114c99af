"""A real browser and a real server for tests: Debian's Chromium by playwright, on this machine's loopback alone."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.types import ASGIApp

from pipeline.explorer.app import make_app
from pipeline.warehouse.sandbox import Sandbox

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")
HOW = "no Chromium here: `make browser` installs it on Debian as root, or put one on the PATH"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser with a new empty profile; without one the test is skipped, and fails where CI is set."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The address of a server that runs the application until the block ends."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@contextmanager
def explorer(warehouse: Path) -> Iterator[str]:
    """The address of the explorer of a warehouse, with its SQL console."""
    with Sandbox(warehouse) as sandbox, served(make_app(warehouse, sandbox)) as base:
        yield base


@dataclass
class Watch:
    """What a page did that no page may do: errors told on the console, dialogs, requests to other hosts."""

    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    @property
    def amiss(self) -> list[str]:
        """All of it."""
        return [*self.errors, *self.dialogs, *self.outside]


def watched(page: Page, base: str, expected: str = "Failed to load resource") -> Watch:
    """Watch a page from now on; the console's word on an answer of 4xx, which some tests ask for, is no error."""
    watch = Watch()

    def dialog(one: object) -> None:
        watch.dialogs.append(str(one))
        one.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", dialog)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    page.on(
        "console",
        lambda said: watch.errors.append(said.text) if said.type == "error" and expected not in said.text else None,
    )
    page.on(
        "request",
        lambda asked: watch.outside.append(asked.url) if not asked.url.startswith((base + "/", "data:")) else None,
    )
    return watch
