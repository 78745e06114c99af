"""Settings: flags over `DATELINE_*` variables over `[tool.dateline]` of the working folder's `pyproject.toml`."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any


class SettingsError(ValueError):
    """A setting that cannot be; the message says where it stands and what it may be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told: where documents come from, where the warehouse lies, which engine reads sentences."""

    inputs: tuple[str, ...] = ("seeds",)
    warehouse: str = "warehouse"
    engine: str = "pool"
    workers: int = 0
    cron: str = "0 3 * * *"


def settings(flags: Mapping[str, Any] | None = None, folder: Path | None = None) -> Settings:
    """The settings that hold, each from the first place that gives it; a flag that is null or empty gives nothing.

    >>> settings({"warehouse": "w", "engine": None}, Path("nowhere")).warehouse
    'w'
    """
    told = _from_file(folder or Path.cwd()) | _from_variables() | {k: v for k, v in (flags or {}).items() if v}
    unknown = sorted(set(told) - {field.name for field in fields(Settings)})
    if unknown:
        names = ", ".join(field.name for field in fields(Settings))
        raise SettingsError(f"no such setting: {', '.join(unknown)}; there are {names}")
    return Settings(**{name: _typed(name, value) for name, value in told.items()})


def _from_file(folder: Path) -> dict[str, Any]:
    path = folder / "pyproject.toml"
    if not path.is_file():
        return {}
    tool: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {})
    return dict(tool.get("dateline", {}))


def _from_variables() -> dict[str, Any]:
    named = ((field.name, os.environ.get(f"DATELINE_{field.name.upper()}")) for field in fields(Settings))
    return {name: value for name, value in named if value}


def _typed(name: str, value: Any) -> Any:
    if name == "inputs":
        return tuple(value.split(os.pathsep)) if isinstance(value, str) else tuple(str(one) for one in value)
    if name != "workers":
        return str(value)
    try:
        return int(value)
    except ValueError as error:
        raise SettingsError(f"workers: {value!r} is no number; give how many processes may work") from error
