"""The words of `knowledge/`, read once.

Each file there names things and means nothing: `NAME.toml` holds tables of words, `NAME.csv` a header and rows.
"""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

FOLDER = files("pipeline") / "knowledge"


class UnknownLexiconError(LookupError):
    """No such file of words; the message lists what exists."""


def _read(name: str) -> str:
    path = FOLDER / name
    if not path.is_file():
        known = ", ".join(sorted(entry.name for entry in FOLDER.iterdir() if entry.is_file()))
        raise UnknownLexiconError(f"pipeline/knowledge/{name}: no such file; there are {known}")
    return path.read_text(encoding="utf-8")


@cache
def words(name: str) -> dict[str, Any]:
    """The tables of `knowledge/<name>.toml`, as TOML gives them. Raises `UnknownLexiconError`, naming what exists.

    >>> try: words("nothing")
    ... except UnknownLexiconError as error: print(str(error)[:42])
    pipeline/knowledge/nothing.toml: no such f
    """
    return tomllib.loads(_read(f"{name}.toml"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `knowledge/<name>.csv` as header -> cell, without lines that begin with `#`.

    Raises `UnknownLexiconError`, naming what exists.
    """
    lines = (line for line in _read(f"{name}.csv").splitlines() if line and not line.startswith("#"))
    return tuple(csv.DictReader(lines))
