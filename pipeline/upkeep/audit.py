"""Whether rows keep the promises of `tables.py`: columns, types, keys, allowed values, and keys of other tables."""

from collections.abc import Callable
from dataclasses import dataclass

import dataframely as dy
import polars as pl

from pipeline.tables import TABLES, empty

Keys = Callable[[str, str], pl.Series]


@dataclass(frozen=True, slots=True)
class Problem:
    """A broken promise: the table, the rule (`schema`, `column|rule`, `references`) and how many rows break it."""

    table: str
    rule: str
    rows: int
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.table}: {self.rule} broken in {self.rows} rows" + (f" ({self.detail})" if self.detail else "")


class AuditError(RuntimeError):
    """Rows that break a promise were not written; the message says which."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems) + ". Nothing was written.")
        self.problems = problems


def audit(table: str, rows: pl.DataFrame, keys: Keys) -> list[Problem]:
    """What is wrong with the rows, nothing when all is well; `keys(table, column)` gives the keys that exist.

    >>> doubled = pl.DataFrame({"event_id": ["e", "e"], "mention_id": ["m", "m"], "joined_because": ["", ""]})
    >>> [str(problem) for problem in audit("evidence", doubled, lambda table, column: pl.Series(["e", "m"]))]
    ['evidence: primary_key broken in 2 rows']
    """
    drift = _drift(table, rows)
    if drift:
        return [Problem(table, "schema", rows.height, drift)]
    _, failure = TABLES[table].filter(rows)
    broken = [Problem(table, rule, count) for rule, count in sorted(failure.counts().items())]
    return broken + _dangling(table, rows, keys)


def _drift(table: str, rows: pl.DataFrame) -> str:
    want, have = dict(empty(table).schema), dict(rows.schema)
    wrong = [f"{c} is {have[c]}, not {want[c]}" for c in want if c in have and have[c] != want[c]]
    missing = [f"{column} is missing" for column in want if column not in have]
    unknown = [f"{column} is not in tables.py" for column in have if column not in want]
    return "; ".join(wrong + missing + unknown)


def references(table: str) -> list[tuple[str, str, str]]:
    """The table's columns that hold keys of others, as (column, table, column there); none of what is no table.

    >>> references("evidence")
    [('event_id', 'events', 'event_id'), ('mention_id', 'mentions', 'mention_id')]
    """
    found: list[tuple[str, str, str]] = []
    for name, column in TABLES[table].columns().items() if table in TABLES else ():
        target = _target(column)
        if target:
            there, _, key = target.partition(".")
            found.append((name, there, key))
    return found


def _target(column: dy.Column) -> str:
    return str((column.metadata or {}).get("references") or "")


def _dangling(table: str, rows: pl.DataFrame, keys: Keys) -> list[Problem]:
    problems = []
    for column, there, key in references(table):
        known = rows[key] if there == table else keys(there, key)
        lost = rows.select(pl.col(column).drop_nulls()).filter(~pl.col(column).is_in(known.implode()))
        if lost.height:
            example = lost.item(0, 0)
            problems.append(
                Problem(table, f"{column} references {there}.{key}", lost.height, f"{example} is not there")
            )
    return problems
