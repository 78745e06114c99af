"""Settings: flags over `DATELINE_*` variables over `[tool.dateline]` of the working folder's `pyproject.toml`."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from pipeline.formats import DEFAULTS, Limits


class SettingsError(ValueError):
    """A setting that cannot be; the message says where it stands and what it may be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told: where documents come from and what is too much, where the warehouse lies, who reads."""

    inputs: tuple[str, ...] = ("seeds",)
    warehouse: str = "warehouse"
    engine: str = "pool"
    workers: int = 0
    cron: str = "0 3 * * *"
    limits: Limits = DEFAULTS


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
    if name == "limits":
        return _limits(value)
    return _number(name, value) if name == "workers" else str(value)


def _limits(value: Any) -> Limits:
    """Caps over the defaults, from a table or from `document=5000000,ratio=100`.

    >>> _limits("ratio=100, depth=2").depth
    2
    """
    pairs = [pair.partition("=")[::2] for pair in value.split(",")] if isinstance(value, str) else list(value.items())
    told = {name.strip(): _number(f"limits: {name.strip()}", number) for name, number in pairs}
    unknown = sorted(set(told) - set(asdict(DEFAULTS)))
    if unknown:
        raise SettingsError(f"no such limit: {', '.join(unknown)}; there are {', '.join(asdict(DEFAULTS))}")
    return replace(DEFAULTS, **told)


def _number(name: str, value: Any) -> int:
    try:
        return int(value)
    except ValueError as error:
        raise SettingsError(f"{name}: {value!r} is no number") from error
