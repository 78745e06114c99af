"""What lies in `exports/` for others to take."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.release.making import ABOUT, SUMS, releases


class Shown(NamedTuple):
    """A release (or the plain snapshot, `latest`): its files as (name, bytes, sum) and what it says of itself."""

    name: str
    files: list[tuple[str, int, str]]
    about: dict[str, Any]


def releases_shown(exports: Path) -> list[Shown]:
    """`latest` first, then every release, the newest before the older ones; nothing when nothing was published."""
    names = [name for name in ("latest",) if (exports / name).is_dir()] + releases(exports)[::-1]
    return [Shown(name, _files(exports / name), _about(exports / name)) for name in names]


def _files(folder: Path) -> list[tuple[str, int, str]]:
    sums = {}
    if (folder / SUMS).is_file():
        lines = [line.split("  ", 1) for line in (folder / SUMS).read_text("utf-8").splitlines()]
        sums = {line[1]: line[0] for line in lines if len(line) == 2}
    paths = sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: (path.suffix, path.name))
    return [(path.name, path.stat().st_size, sums.get(path.name, "")) for path in paths]


def _about(folder: Path) -> dict[str, Any]:
    path = folder / ABOUT
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}
