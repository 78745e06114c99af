"""`dateline doctor`: whether everything that a run needs is there, and what to do when it is not."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement

from pipeline.cli._words import AS_JSON, WAREHOUSE, Exit, console, say, stop

LEAST_FREE = 1_000_000_000
OLDEST_PYTHON = (3, 11)


class Finding(NamedTuple):
    """Whether one thing is well, what was seen, and what to do when it is not."""

    what: str
    well: bool
    seen: str
    advice: str = ""


def doctor(warehouse: WAREHOUSE = None, as_json: AS_JSON = False) -> None:
    """Check Python, libraries, language model, gazetteer, inputs, disk, lock and warehouse. Exit 1 if one is amiss."""
    from pipeline.settings import settings

    told = settings({"warehouse": warehouse})
    found = list(findings(Path(told.warehouse), [Path(one) for one in told.inputs]))
    amiss = [finding.what for finding in found if not finding.well]
    if as_json:
        say({"well": not amiss, "findings": [finding._asdict() for finding in found]})
    else:
        _tell(found)
    if amiss:
        stop(Exit.FAILED, f"amiss: {', '.join(amiss)}")


def findings(warehouse: Path, inputs: list[Path]) -> Iterator[Finding]:
    """What was looked at, one after the other."""
    said = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", sys.version_info >= OLDEST_PYTHON, said, "install Python 3.11 or newer")
    yield _libraries()
    yield _tried("language model", _model, "reinstall from requirements.lock")
    yield _tried("gazetteer", _gazetteer, "reinstall from requirements.lock")
    for given in inputs:
        seen = "there" if given.exists() else "no such file or folder"
        yield Finding(f"input {given}", given.exists(), seen, "name the inputs: dateline run INPUT, or DATELINE_INPUTS")
    yield from _folder(warehouse)


def _libraries() -> Finding:
    wanted = [one for one in map(Requirement, requires("dateline") or []) if "extra" not in str(one.marker)]
    amiss = [said for one in wanted if (one.marker is None or one.marker.evaluate()) and (said := _unmet(one))]
    seen = ", ".join(amiss) or f"dateline {version('dateline')} and {len(wanted)} libraries in versions that fit"
    return Finding("libraries", not amiss, seen, "pip install --require-hashes -r requirements.lock")


def _unmet(wanted: Requirement) -> str:
    """What is wrong with the library that is installed, "" when nothing is."""
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return f"{wanted.name} is missing"
    return (
        ""
        if wanted.specifier.contains(found, prereleases=True)
        else f"{wanted.name} is {found}, not {wanted.specifier}"
    )


def _tried(what: str, look: Callable[[], str], advice: str) -> Finding:
    try:
        return Finding(what, True, look())
    except Exception as error:
        return Finding(what, False, f"{type(error).__name__}: {error}", advice)


def _model() -> str:
    from pipeline.language import MODEL, VERSION, parse

    parsed = next(iter(parse(["Rebels shelled the town."])))
    return f"{MODEL} {VERSION}, reads a sentence of {len(parsed.tokens)} tokens"


def _gazetteer() -> str:
    from pipeline.gazetteer import country_name

    return f"knows {country_name('PRK')}"


def _folder(warehouse: Path) -> Iterator[Finding]:
    from pipeline.upkeep.lock import holder

    here = next(path for path in (warehouse, *warehouse.absolute().parents) if path.is_dir())
    writable = os.access(here, os.W_OK)
    yield Finding("warehouse folder", writable, f"{here} {'is' if writable else 'is not'} writable", "give --warehouse")
    free = shutil.disk_usage(here).free
    yield Finding("disk", free > LEAST_FREE, f"{free / 1e9:.1f} GB free", "make room: a run writes its tables anew")
    held = holder(warehouse)
    yield Finding("lock", True, f"held by process {held['pid']}" if held else "free")
    yield _tried("snapshot", lambda: _snapshot(warehouse), "dateline run --full writes it anew")


def _snapshot(warehouse: Path) -> str:
    from pipeline.warehouse import ask

    if not (warehouse / "events.duckdb").is_file():
        return "none yet; dateline run makes one"
    events: Any = ask(warehouse, "SELECT count(*) FROM events").item()
    return f"opens, {events} events"


def _tell(found: list[Finding]) -> None:
    from rich.table import Table

    table = Table("", "what", "seen", "what to do")
    for finding in found:
        table.add_row(
            "ok" if finding.well else "AMISS", finding.what, finding.seen, "" if finding.well else finding.advice
        )
    console().print(table)
