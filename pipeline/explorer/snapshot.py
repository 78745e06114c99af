"""The snapshot that the pages show: one read-only connection, opened anew when a run has published another file."""

import threading
from pathlib import Path
from typing import Any

from pipeline.warehouse import NoWarehouseError, another, open_snapshot

Row = dict[str, Any]


class Snapshot:
    """Asks the last published file of a warehouse; safe for many threads at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._opened: tuple[tuple[int, int], Any] | None = None

    @property
    def version(self) -> str:
        """A word that changes with every publication; "" when nothing has been published."""
        state = self._state()
        return f"{state[0]:x}-{state[1]:x}" if state else ""

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """The query's rows as dicts; `$name` in the SQL takes the value of that name. Raises `NoWarehouseError`."""
        cursor = another(self._connection())
        try:
            found = cursor.execute(sql, values) if values else cursor.execute(sql)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        finally:
            cursor.close()

    def row(self, sql: str, **values: Any) -> Row | None:
        """The query's first row, null when it has none."""
        found = self.rows(sql, **values)
        return found[0] if found else None

    def _state(self) -> tuple[int, int] | None:
        try:
            stat = (self.folder / "events.duckdb").stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns

    def _connection(self) -> Any:
        state = self._state()
        if state is None:
            raise NoWarehouseError(f"{self.folder}: nothing published yet; `dateline run INPUT` makes a warehouse")
        with self._lock:
            if self._opened is None or self._opened[0] != state:
                self._opened = (state, open_snapshot(self.folder))
            return self._opened[1]
