"""The laws of the house: who may import whom, which doors are single, what no file may hold."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(p for folder in ("pipeline", "assets") for p in (ROOT / folder).rglob("*.py"))
GROUND = {
    "source_text.days",
    "columns",
    "tables",
    "ids",
    "offsets",
    "interval",
    "lexicon",
    "formats",
    "source_text.decoding",
    "time_expressions.tokens",
    "time_expressions.timex",
}
MIDDLE = {"patterns", "language", "plain_dates", "feasts"}
TOP = {"cli", "explorer", "engines", "warehouse", "settings"}
DOORS = {"dateparser": "plain_dates", "spacy": "language", "duckdb": "warehouse"}
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"}
CLOCK_OWNERS = {"datetime", "date", "time", "dt"}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, `from x import y` as both x and x.y."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


MODULES = {module_name(path): path for path in SOURCES}
GRAPH = {name: {m for m in imports(path) if m in MODULES and m != name} for name, path in MODULES.items()}


def level(module: str) -> int:
    """Height of a module in the house: ground 0, matchers and doors 1, meaning 2, stages 3, what people touch 4."""
    top, _, rest = module.partition(".")
    room, within = rest.split(".")[0], ".".join(rest.split(".")[:2])
    if top == "assets" or room in TOP:
        return 4
    if room == "stages":
        return 3
    if {room, within} & GROUND or not room:
        return 0
    return 1 if room in MIDDLE else 2


def test_no_import_runs_up() -> None:
    up = [(a, b) for a, targets in GRAPH.items() for b in targets if level(b) > level(a) and b != "pipeline"]
    assert not up


def test_no_import_circle() -> None:
    packages_apart = {a: {b for b in targets if not a.startswith(f"{b}.")} for a, targets in GRAPH.items()}
    try:
        TopologicalSorter(packages_apart).prepare()
    except CycleError as error:
        pytest.fail(f"modules import each other in a circle: {error.args[1]}")


def test_a_stage_never_imports_a_stage() -> None:
    def stage(module: str) -> str:
        return module.split(".")[2] if module.startswith("pipeline.stages.") else ""

    assert not [(a, b) for a, targets in GRAPH.items() for b in targets if stage(a) and stage(b) not in ("", stage(a))]


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_each_big_library_has_one_door(library: str, door: str) -> None:
    users = {m.split(".")[1] for m, path in MODULES.items() if any(i.split(".")[0] == library for i in imports(path))}
    assert users <= {door}


def test_dagster_lives_in_assets_alone() -> None:
    users = {m.split(".")[0] for m, path in MODULES.items() if any(i.split(".")[0] == "dagster" for i in imports(path))}
    assert users <= {"assets"}


def test_the_pipeline_never_asks_what_day_it_is() -> None:
    asked = []
    for module, path in MODULES.items():
        if level(module) == 4:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in CLOCKS and isinstance(node.value, ast.Name):
                asked += [(module, node.lineno)] if node.value.id in CLOCK_OWNERS else []
    assert not asked


def test_every_public_thing_says_what_it_is() -> None:
    silent = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        things = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
        silent += [(str(path.relative_to(ROOT)), thing.name) for thing in things if not ast.get_docstring(thing)]
        if tree.body and not ast.get_docstring(tree):
            silent.append((str(path.relative_to(ROOT)), "the file"))
    assert not silent


def test_files_stay_short() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert not {name: lines for name, lines in lengths.items() if lines > 300 and name != "pipeline/tables.py"}


def test_lists_of_words_hold_words_alone() -> None:
    """What stands in `knowledge/` and `event_types/` is data: no code, no templates that run."""
    kinds = {
        path.suffix for folder in ("knowledge", "event_types") for path in (ROOT / "pipeline" / folder).rglob("*.*")
    }
    assert kinds - {".pyc"} <= {".toml", ".csv", ".json"}


def test_nothing_speaks_of_a_machine() -> None:
    hosts = ("pythonhosted", "registry.npmjs", "pypi.org/simple", "deb.debian")
    told = re.compile("|".join(("/(?:work|root|tmp)/(?=[a-z])", *(re.escape(host) for host in hosts))))
    here = Path(__file__)
    files = [p for p in ROOT.rglob("*") if p.suffix in {".py", ".toml", ".md", ".yml", ".txt", ".csv", ".html"}]
    kept = [p for p in files if not {".venv", "warehouse", ".git"} & set(p.relative_to(ROOT).parts[:-1])]
    assert not [str(p) for p in kept if p != here and told.search(p.read_text("utf-8", "replace"))]
