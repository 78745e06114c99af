"""Frames read row by row beside each other, so that a corpus of any size needs little memory."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

Row = Mapping[str, Any]


def groups(frame: pl.DataFrame, key: str) -> Iterator[tuple[Any, list[Row]]]:
    """Each value of `key` with its rows; the frame comes with equal values together.

    >>> [(value, len(rows)) for value, rows in groups(pl.DataFrame({"at": [1, 1, 4]}), "at")]
    [(1, 2), (4, 1)]
    """
    for value, rows in groupby(frame.iter_rows(named=True), key=itemgetter(key)):
        yield value, list(rows)


class Hung:
    """The rows of a frame that hang on each value of `key`, asked for in rising order."""

    def __init__(self, frame: pl.DataFrame, key: str) -> None:
        """Take a frame that is sorted by `key`."""
        self._groups = groups(frame, key)
        self._next = next(self._groups, None)

    def on(self, value: Any) -> list[Row]:
        """The rows of a value, none when there are none.

        >>> hung = Hung(pl.DataFrame({"at": [1, 1, 4]}), "at")
        >>> [len(hung.on(value)) for value in (0, 1, 3, 4, 9)]
        [0, 2, 0, 1, 0]
        """
        while self._next and self._next[0] < value:
            self._next = next(self._groups, None)
        return self._next[1] if self._next and self._next[0] == value else []
