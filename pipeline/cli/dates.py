"""`dateline dates`: time expressions of texts, read as a stream of JSON lines."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from pipeline.cli._words import Exit, stop

FIELDS = ("text", "timex_type", "timex_value", "timex_mod", "date_start", "date_end", "precision", "bound", "basis")
LAST_FIELDS = ("anchor_on", "other_value", "rule")

FILE = Annotated[
    Path | None, typer.Argument(help='Lines {"doc_id", "text", "published_on"}; - or nothing reads them from stdin')
]
TEXT = Annotated[str | None, typer.Option("--text", help="Read this text instead of a file")]
ON = Annotated[str | None, typer.Option("--on", help="The day the text was published, YYYY-MM-DD", metavar="DAY")]
LANGUAGE = Annotated[str, typer.Option("--language", help="ISO 639-1 code of texts that do not say theirs")]


def dates(file: FILE = None, text: TEXT = None, on: ON = None, language: LANGUAGE = "en") -> None:
    """Read the time expressions of texts: JSON lines in, JSON lines out, in the same order, one at a time."""
    if text is not None:
        sys.stdout.write(read_record({"doc_id": None, "text": text, "published_on": on, "language": language}) + "\n")
        return
    if file is not None and str(file) != "-":
        try:
            with file.open(encoding="utf-8", errors="replace") as lines:
                _stream(lines, on, language)
        except OSError as error:
            stop(Exit.FAILED, f"{file}: {error.strerror or error}")
    else:
        _stream(sys.stdin, on, language)


class RefusedError(ValueError):
    """A line that cannot be read; the message says why."""


def _stream(lines: TextIO, on: str | None, language: str) -> None:
    read = refused = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            sys.stdout.write(read_line(line, number, on, language) + "\n")
            read += 1
        except RefusedError as error:
            refused += 1
            sys.stderr.write(f"dateline: line {number}: {error}\n")
    if refused and not read:
        stop(Exit.ALL_REFUSED, f"every line was refused ({refused})")


def read_line(line: str, number: int, on: str | None, language: str) -> str:
    """The answer to one line of input. Raises `RefusedError` when it is no JSON object with a text."""
    try:
        record = json.loads(line)
    except ValueError as error:
        raise RefusedError(f"no JSON: {error}") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise RefusedError('no object with a "text"')
    first = next((record[key] for key in ("doc_id", "id", "url") if record.get(key) is not None), number)
    return read_record({"published_on": on, "language": language} | record | {"doc_id": first})


def read_record(record: dict[str, Any]) -> str:
    """The time expressions of one record as a line of JSON."""
    from pipeline.time_expressions.reading import read_dates

    published = _published(record.get("published_on"), record["doc_id"])
    readings = read_dates(record["text"], published, language=record.get("language") or "en")
    rows = [
        {"start_char": one.start, "end_char": one.end}
        | {name: _plain(getattr(one, name)) for name in (*FIELDS, *LAST_FIELDS)}
        for one in readings
    ]
    return json.dumps({"doc_id": record["doc_id"], "dates": rows}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _published(said: Any, doc_id: Any) -> date | None:
    """The day, cut to its first ten characters; a bad one is told on stderr and counts as not known."""
    if said in (None, ""):
        return None
    try:
        return date.fromisoformat(str(said)[:10])
    except ValueError:
        sys.stderr.write(f"dateline: {doc_id}: published_on {said!r} is no day (YYYY-MM-DD); read without one\n")
        return None
