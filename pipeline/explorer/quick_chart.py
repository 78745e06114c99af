"""A quick look at an answer: bars over time when it has days, else bars by label, when it has a number at all."""

from collections.abc import Sequence
from typing import Any

from pipeline.explorer.charts import bars_chart, days_chart
from pipeline.warehouse.sandbox import Answer

DAYS = ("DATE", "TIMESTAMP")
NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UINTEGER", "UBIGINT", "FLOAT", "DOUBLE", "DECIMAL")
MOST_BARS = 20
MOST_LABEL = 60


def quick_chart(answer: Answer) -> str:
    """The last column of numbers drawn over the first column of days, else over the words; "" when there is none.

    Of bars by label the first twenty are drawn; rows without a number are left out.

    >>> quick_chart(Answer(("name",), [["Peru"]], 0.1, ("VARCHAR",)))
    ''
    """
    numbers = [at for at, kind in enumerate(answer.types) if kind.startswith(NUMBERS)]
    if not numbers or len(answer.types) < 2:
        return ""
    rows = [row for row in answer.rows if isinstance(row[numbers[-1]], int | float)]
    days = next((at for at, kind in enumerate(answer.types) if kind.startswith(DAYS)), None)
    if len(rows) < 2:
        return ""
    if days is not None:
        return _over_time(rows, days, numbers[-1], answer.columns[numbers[-1]])
    words = [at for at in range(len(answer.types)) if at != numbers[-1] and at not in numbers] or numbers[:-1]
    drawn = [{"label": _label(row, words), "value": row[numbers[-1]]} for row in rows[:MOST_BARS]]
    return bars_chart(drawn, answer.columns[numbers[-1]])


def _over_time(rows: Sequence[Sequence[Any]], day: int, value: int, name: str) -> str:
    dated = [{"day": str(row[day])[:10], "value": row[value]} for row in rows if row[day] is not None]
    return days_chart(dated, name) if dated else ""


def _label(row: Sequence[Any], words: Sequence[int]) -> str:
    told = " · ".join("null" if row[at] is None else str(row[at]) for at in words)
    return told if len(told) <= MOST_LABEL else f"{told[: MOST_LABEL - 1]}…"
