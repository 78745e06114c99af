"""Makes a release of the last snapshot: built aside, flushed, named in one rename, never touched again."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.release.changing import changes, in_words
from pipeline.release.crosswalks import CROSSWALKS, crosswalk, crosswalk_page
from pipeline.release.describing import DATA_LICENCE, as_json, as_page, citation, codebook, croissant, data_package
from pipeline.release.event_files import as_csv, as_geojson, as_jsonl
from pipeline.tables import TABLES
from pipeline.upkeep.lake import ASIDE, digest, flush, remove, write_parquet
from pipeline.upkeep.lock import writer

SUMS = "SHA256SUMS"
ABOUT = "release.json"
HISTORY = ("runs",)
NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")


class NoSnapshotError(FileNotFoundError):
    """Nothing has been published yet; the message says how to."""


class ReleaseExistsError(ValueError):
    """The name is taken or is no name for a release; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release's name and folder; `made` is false when the newest one already holds the same rows."""

    name: str
    folder: Path
    made: bool


def make_release(warehouse: Path, name: str | None, on: date) -> Release:
    """Release the warehouse's last snapshot as `exports/<name>` and point `exports/latest` to it.

    Without a name it is the day (`2026.11.22`, then `2026.11.22.1`), and nothing is made when the newest release has
    the same rows. Raises `NoSnapshotError`, `ReleaseExistsError`, `HeldError` while a run holds it, `OSError`.
    """
    with writer(warehouse, on.isoformat()):
        exports = warehouse / "exports"
        snapshot = (exports / "latest").resolve()
        if not (snapshot / "events.parquet").is_file():
            raise NoSnapshotError(
                f"{exports / 'latest'}: no snapshot; `dateline run INPUT --warehouse {warehouse}` makes it"
            )
        known = releases(exports)
        if name is None and known and _rows_of(exports / known[-1]) == _rows_of(snapshot):
            _point_latest(exports, known[-1])
            return Release(known[-1], exports / known[-1], made=False)
        chosen = _named(exports, name, on)
        _build(exports, snapshot, chosen, known[-1] if known else None, on)
        _point_latest(exports, chosen)
    return Release(chosen, exports / chosen, made=True)


def releases(exports: Path) -> list[str]:
    """The names of the releases below a folder, in the order in which they were made."""
    told = [
        json.loads(path.read_text("utf-8"))
        for path in exports.glob(f"[0-9A-Za-z]*/{ABOUT}")
        if path.parent.name != "latest"
    ]
    return [str(one["name"]) for one in sorted(told, key=lambda one: (one["number"], one["name"]))]


def _rows_of(folder: Path) -> dict[str, str]:
    return {table: digest(folder / f"{table}.parquet") for table in TABLES if table not in HISTORY}


def _named(exports: Path, name: str | None, on: date) -> str:
    if name is not None:
        if name == "latest" or not NAME.fullmatch(name):
            raise ReleaseExistsError(
                f"{name!r} is no name for a release; letters, digits, dots, dashes, e.g. {on:%Y.%m.%d}"
            )
        if (exports / name).exists():
            raise ReleaseExistsError(
                f"{exports / name}: this release exists and never changes; choose another --release"
            )
        return name
    return next(one for one in _calver(on) if not (exports / one).exists())


def _calver(on: date) -> Iterator[str]:
    yield f"{on:%Y.%m.%d}"
    number = 0
    while True:
        number += 1
        yield f"{on:%Y.%m.%d}.{number}"


def _build(exports: Path, snapshot: Path, name: str, previous: str | None, on: date) -> None:
    draft = exports / f".{name}{ASIDE}"
    remove(draft)
    draft.mkdir(parents=True)
    try:
        for table in TABLES:
            shutil.copyfile(snapshot / f"{table}.parquet", draft / f"{table}.parquet")
        _write_changes(exports, draft, name, previous)
        for file, content in _texts(draft, name, on, previous, len(releases(exports)) + 1):
            (draft / file).write_bytes(content)
        files = sorted(path for path in draft.iterdir() if path.name != SUMS)
        (draft / SUMS).write_text("".join(f"{digest(path)}  {path.name}\n" for path in files), "utf-8")
        for path in [*files, draft / SUMS, draft]:
            flush(path)
        draft.replace(exports / name)
        flush(exports)
    finally:
        remove(draft)


def _write_changes(exports: Path, draft: Path, name: str, previous: str | None) -> None:
    now = pl.read_parquet(draft / "events.parquet")
    before = pl.read_parquet(exports / previous / "events.parquet") if previous else None
    told = changes(before, now, pl.read_parquet(draft / "event_aliases.parquet"))
    write_parquet(draft / "changes.parquet", told)
    (draft / "CHANGELOG.md").write_text(in_words(told, name, previous, _code_version(draft)), "utf-8")


def _code_version(folder: Path) -> str:
    runs = pl.read_parquet(folder / "runs.parquet").sort("ended_at")
    return str(runs["code_version"][-1]) if runs.height else "unknown"


def _texts(draft: Path, name: str, on: date, previous: str | None, number: int) -> Iterator[tuple[str, bytes]]:
    """Every file of a release that is not Parquet, but for the sums and the changelog."""
    events = pl.read_parquet(draft / "events.parquet")
    rows = {table: _height(draft / f"{table}.parquet") for table in TABLES}
    sums = {path.name: (digest(path), path.stat().st_size) for path in draft.glob("*.parquet")}
    yield "events.csv", as_csv(events)
    yield "events.jsonl", as_jsonl(events)
    yield "events.geojson", as_geojson(events)
    yield from ((f"{one.name}.csv", as_csv(crosswalk(events, one.name))) for one in CROSSWALKS)
    yield "CROSSWALKS.md", crosswalk_page().encode()
    yield "datapackage.json", data_package(name, rows, sums)
    yield "croissant.json", croissant(name, on.isoformat(), sums)
    page = codebook(name)
    yield "CODEBOOK.md", page.encode()
    yield "codebook.html", as_page(page, f"Dateline codebook, release {name}").encode()
    yield "CITATION.cff", citation(name, on.isoformat()).encode()
    yield "LICENSE.txt", DATA_LICENCE.encode()
    about: dict[str, Any] = {
        "name": name,
        "number": number,
        "previous": previous,
        "made_on": on.isoformat(),
        "rows": rows,
    }
    yield ABOUT, as_json({**about, "code_version": _code_version(draft)})


def _height(path: Path) -> int:
    return int(pl.scan_parquet(path).select(pl.len()).collect().item())


def _point_latest(exports: Path, name: str) -> None:
    """Let `latest` lead to the release, in one rename."""
    draft = exports / f".latest{ASIDE}"
    remove(draft)
    draft.symlink_to(name, target_is_directory=True)
    draft.replace(exports / "latest")
    flush(exports)
