"""The data dictionary, `warehouse/README.md`: every table, column and view, from the declarations themselves.

`python -m pipeline.dictionary` prints it; a test fails when the file in the repository is not the same.
"""

import sys
from collections.abc import Iterator
from importlib.resources import files

import dataframely as dy

from pipeline.tables import TABLES, empty
from pipeline.views import VIEWS

HEAD = """# The warehouse

What `dateline run` writes here:

| path | is |
| --- | --- |
| `events.duckdb` | the last complete snapshot: all tables and views below; replaced in one rename, never half-written |
| `exports/latest/` | the same tables, one Parquet file each |
| `lake/` | the source of truth: one Parquet file a table, and what each stage has worked on |

Days are dates. Intervals are closed: both ends belong to them. Offsets are code points into `documents.text_raw`, so
that `text_raw[start_char:end_char]` is what was read. Null means "the text does not say". Ids are content hashes: the
same documents give the same ids and the same files, byte for byte, in whatever order they came. Two tables alone hold
history: `runs` (one row per run that wrote) and `event_aliases` (ids that no longer stand).

This page is made from `pipeline/tables.py`: `make dictionary` writes it anew.
"""


def dictionary() -> str:
    """The page, in Markdown."""
    return "\n".join([HEAD, dictionary_of_tables(), (files("pipeline") / "running.md").read_text(encoding="utf-8")])


def dictionary_of_tables() -> str:
    """Every table, column and view, in Markdown."""
    parts = ["## Tables\n", _contents()]
    parts += ["\n".join(_table(name, schema)) for name, schema in TABLES.items()]
    parts += ["## Views\n", "\n".join(f"- `{name}`: {view.meaning}." for name, view in VIEWS.items()) + "\n"]
    return "\n".join(parts)


def _contents() -> str:
    return "\n".join(f"- [`{name}`](#{name}): {_meaning(schema)}" for name, schema in TABLES.items()) + "\n"


def _meaning(schema: type[dy.Schema]) -> str:
    return " ".join((schema.__doc__ or "").split())


def _table(name: str, schema: type[dy.Schema]) -> Iterator[str]:
    yield f"### {name}\n"
    yield f"{_meaning(schema)}\n"
    yield "| column | type | meaning | null when |"
    yield "| --- | --- | --- | --- |"
    for column, declared in schema.columns().items():
        yield f"| {_name(column, declared)} | {_type(name, column)} | {_said(declared)} | {_null(declared)} |"
    yield ""


def _name(column: str, declared: dy.Column) -> str:
    return f"**`{column}`**" if declared.primary_key else f"`{column}`"


def _type(table: str, column: str) -> str:
    return str(empty(table).schema[column]).replace("(time_unit='us', time_zone=None)", "")


def _said(declared: dy.Column) -> str:
    told = declared.metadata or {}
    words = f": {', '.join(told['allowed'])}" if told.get("allowed") else ""
    target = f"; key of `{told['references']}`" if told.get("references") else ""
    return f"{declared.description or ''}{words}{target}".replace("|", "\\|")


def _null(declared: dy.Column) -> str:
    return str((declared.metadata or {}).get("null") or "")


if __name__ == "__main__":
    sys.stdout.write(dictionary())
