"""The process in which one stranger's query runs, and which ends with it.

`python sandbox_worker.py WAREHOUSE` opens the snapshot, gives up every right that it does not need, writes the line
`ready`, reads one SQL text to the end of its input, writes one JSON object and ends. It is started as a bare file, so
that it loads DuckDB and nothing else of the pipeline.
"""

import json
import math
import os
import resource
import sys
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

LONGEST_SQL = 20_000
MOST_ROWS = 1000
MOST_BYTES = 2_000_000
CPU_SECONDS = 6
MORE_MEMORY = 640 * 2**20
NOBODY = 65534
SETTINGS = {
    "access_mode": "read_only",
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "memory_limit": "256MB",
    "threads": "1",
    "temp_directory": "",
    "max_temp_directory_size": "0B",
    "max_execution_time": "3500",
}
ALLOWED = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
EXPECTED = duckdb.ExpectedResultType.QUERY_RESULT


class RefusedError(Exception):
    """The query is not run, or its answer not given: the HTTP status and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """The snapshot, read-only, with all its tables read once and no setting to be changed any more."""
    connection = duckdb.connect(str(folder / "events.duckdb"), config=dict(SETTINGS))
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET lock_configuration = true")
    connection.execute("SELECT * FROM test_all_types()").fetchall()
    connection.execute("SELECT TIMESTAMPTZ '2025-05-12 00:00:00+00', count(*) FROM duckdb_columns()").fetchall()
    return connection


def shut() -> None:
    """Give up what a query does not need: more files, sockets, processes, memory, time, other people's rights.

    A limit that this system does not know is left out; the parent's clock ends the process in any case.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = math.ceil(used.ru_utime + used.ru_stime) + CPU_SECONDS
    limits = {"RLIMIT_CPU": cpu, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0, "RLIMIT_NOFILE": 0, "RLIMIT_NPROC": 0}
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limits["RLIMIT_AS"] = pages * resource.getpagesize() + MORE_MEMORY
    for name, limit in limits.items():
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (limit, limit))
    if os.geteuid() == 0:
        with suppress(OSError):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)


def answer(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    """Columns, types, rows and whether there are more; raises `RefusedError` or what DuckDB raises."""
    if len(sql.encode()) > LONGEST_SQL:
        raise RefusedError(413, f"The query is longer than {LONGEST_SQL // 1000} kB.")
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise RefusedError(400, f"One statement at a time, please; these are {len(statements)}.")
    if statements[0].type not in ALLOWED:
        raise RefusedError(403, f"Only SELECT and EXPLAIN are answered here, not {statements[0].type.name}.")
    if statements[0].expected_result_type != [EXPECTED]:
        raise RefusedError(403, "Only statements that answer with rows are run here.")
    cursor = connection.execute(statements[0])
    described = cursor.description or []
    rows = cursor.fetchmany(MOST_ROWS + 1)
    return {
        "columns": [str(column[0]) for column in described],
        "types": [str(column[1]) for column in described],
        "rows": [[plain(cell) for cell in row] for row in rows[:MOST_ROWS]],
        "more": len(rows) > MOST_ROWS,
    }


def plain(cell: Any) -> Any:
    """The cell as JSON can say it: days as ISO texts, bytes in hexadecimal, numbers that JSON lacks as words.

    >>> plain([date(2025, 5, 12), Decimal("1.5"), float("nan"), {"a": b"x"}])
    ['2025-05-12', 1.5, 'nan', {'a': '78'}]
    """
    if cell is None or isinstance(cell, bool | int | str):
        return cell
    if isinstance(cell, float | Decimal):
        return float(cell) if math.isfinite(cell) else str(cell).lower()
    if isinstance(cell, date | time | datetime):
        return cell.isoformat()
    if isinstance(cell, bytes | bytearray | memoryview):
        return bytes(cell).hex()
    if isinstance(cell, dict):
        return {str(key): plain(value) for key, value in cell.items()}
    return [plain(one) for one in cell] if isinstance(cell, list | tuple) else str(cell)


def told(folder: Path, connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The answer or the refusal as JSON, without the place of the warehouse on this machine."""
    try:
        text = json.dumps(answer(connection, sql), ensure_ascii=False)
        if len(text.encode()) > MOST_BYTES:
            raise RefusedError(
                413, f"The answer is larger than {MOST_BYTES // 10**6} MB; ask for fewer columns or rows."
            )
    except RefusedError as error:
        text = refusal(error.status, str(error))
    except duckdb.InterruptException:
        text = refusal(422, "The query ran too long and was stopped.")
    except (MemoryError, duckdb.OutOfMemoryException):
        text = refusal(422, "The query needs more memory than is given here.")
    except duckdb.PermissionException as error:
        text = refusal(403, str(error))
    except (duckdb.FatalException, duckdb.InternalException):
        text = refusal(422, "DuckDB could not run this query.")
    except (duckdb.Error, RuntimeError, ValueError, RecursionError) as error:
        text = refusal(400, str(error))
    return text.replace(str(folder), "")


def refusal(status: int, reason: str) -> str:
    """A refusal as JSON; of a long reason the beginning."""
    return json.dumps({"status": status, "reason": reason.strip()[:1000]}, ensure_ascii=False)


def main() -> None:
    """Open, shut, say `ready`, read, answer, end."""
    folder = Path(sys.argv[1]).resolve()
    connection = opened(folder)
    shut()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sql = sys.stdin.buffer.read(4 * LONGEST_SQL).decode("utf-8", "replace")
    if sql:
        sys.stdout.buffer.write(told(folder, connection, sql).encode("utf-8", "replace"))
        sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
