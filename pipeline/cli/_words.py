"""How commands speak: results on stdout, everything else on stderr, exit codes that say what happened."""

import json
import sys
from enum import IntEnum
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

PLAIN_WIDTH = 160


class Exit(IntEnum):
    """The exit codes of `dateline`."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    ALL_REFUSED = 65
    HELD = 75


WAREHOUSE = Annotated[
    str | None, typer.Option("--warehouse", help="Folder of the warehouse [default: warehouse]", metavar="DIR")
]
AS_JSON = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, logs as JSON lines on stderr")]


def stop(code: Exit, message: str) -> NoReturn:
    """Say on stderr what happened and what to do, and leave with the code."""
    sys.stderr.write(f"dateline: {message}\n")
    raise typer.Exit(int(code))


def say(thing: dict[str, Any]) -> None:
    """One JSON object on stdout."""
    sys.stdout.write(json.dumps(thing, default=str, ensure_ascii=False) + "\n")


def console() -> Console:
    """A console for results: as wide as the terminal, or wide enough for tables when there is none."""
    return Console() if sys.stdout.isatty() else Console(width=PLAIN_WIDTH)


def log_to_stderr(as_json: bool) -> None:
    """Structured logs on stderr: lines of key=value, JSON lines for machines; on a terminal only what is amiss."""
    import logging

    import structlog

    last = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    quiet = sys.stderr.isatty() and not as_json
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
