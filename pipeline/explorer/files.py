"""What lies in `exports/` for others to take."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.release.crosswalks import CROSSWALKS
from pipeline.release.describing import meaning
from pipeline.release.making import ABOUT, SUMS, releases
from pipeline.tables import TABLES

KINDS = ("To read", "Tables as Parquet", "Events in other forms", "For machines")
ABOUT_FILES = {
    "CHANGELOG.md": (0, "What became of the events since the release before"),
    "codebook.html": (0, "Every event type, table and column, as a page"),
    "CODEBOOK.md": (0, "The same as Markdown"),
    "CROSSWALKS.md": (0, "The columns of the other forms, and what they lose"),
    "CITATION.cff": (0, "How to cite this release"),
    "LICENSE.txt": (0, "What you may do with it"),
    **{f"{table}.parquet": (1, meaning(table)) for table in TABLES},
    "changes.parquet": (1, "One row per event that differs from the release before"),
    "events.csv": (2, "The events for spreadsheets; cells that would run as formulas begin with an apostrophe"),
    "events.jsonl": (2, "The events, one JSON object a line"),
    "events.geojson": (2, "The events that have a point, for maps"),
    **{f"{one.name}.csv": (2, f"Crosswalk: {one.takes}") for one in CROSSWALKS},
    "SHA256SUMS": (3, "The sum of every file; sha256sum --check reads it"),
    "datapackage.json": (3, "Frictionless data package"),
    "croissant.json": (3, "Croissant metadata (JSON-LD)"),
    "release.json": (3, "Name, day, rows and code version of the release"),
}
UNKNOWN = (3, "")


class File(NamedTuple):
    """A file of a release: its kind (a place in `KINDS`), name, bytes, SHA-256 ("" unknown), meaning, rows if told."""

    kind: int
    name: str
    size: int
    digest: str
    meaning: str
    rows: int | None


class Shown(NamedTuple):
    """A release (or the plain snapshot, `latest`): its files, what it says of itself, and what became of the events."""

    name: str
    files: list[File]
    about: dict[str, Any]
    changelog: list[str]

    def of_kind(self, kind: int) -> list[File]:
        """Its files of one kind."""
        return [file for file in self.files if file.kind == kind]


def releases_shown(exports: Path) -> list[Shown]:
    """`latest` first, then every release before it, the newest first; nothing when nothing was published."""
    known = releases(exports)[::-1]
    newest = (exports / "latest").resolve().name
    names = [name for name in ("latest",) if (exports / name).is_dir()] + [name for name in known if name != newest]
    return [_shown(exports / name) for name in names]


def _shown(folder: Path) -> Shown:
    about = dict(json.loads((folder / ABOUT).read_text("utf-8"))) if (folder / ABOUT).is_file() else {}
    told = (folder / "CHANGELOG.md").read_text("utf-8") if (folder / "CHANGELOG.md").is_file() else ""
    changes = [line.removeprefix("- ") for line in told.splitlines() if line.startswith("- ")]
    return Shown(folder.name, _files(folder, about.get("rows", {})), about, changes)


def _files(folder: Path, rows: dict[str, int]) -> list[File]:
    sums = {}
    if (folder / SUMS).is_file():
        lines = [line.split("  ", 1) for line in (folder / SUMS).read_text("utf-8").splitlines()]
        sums = {line[1]: line[0] for line in lines if len(line) == 2}
    order = {name: at for at, name in enumerate(ABOUT_FILES)}
    paths = sorted(folder.iterdir(), key=lambda path: (order.get(path.name, len(order)), path.name))
    return [
        File(kind, path.name, path.stat().st_size, sums.get(path.name, ""), said, _rows(path, rows))
        for path in paths
        if path.is_file()
        for kind, said in (ABOUT_FILES.get(path.name, UNKNOWN),)
    ]


def _rows(path: Path, rows: dict[str, int]) -> int | None:
    return rows.get(path.stem) if path.suffix == ".parquet" else None
