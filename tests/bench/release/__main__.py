"""How many bytes one month of a 300,000-row events Parquet costs a reader by URL: `python -m tests.bench.release`."""

import random
import sys
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.ids import content_id
from pipeline.tables import EVENT_TYPES, as_table
from pipeline.upkeep.lake import in_order, write_parquet

ROWS = 300_000
FIRST = date(2015, 1, 1)
DAYS = 3650
CODES = ("UKR", "RUS", "PRK", "KOR", "SDN", "FRA", "KEN", "BRA", "CAN", "NER")


class Counted:
    """An application that counts the body bytes it sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.sent, self.requests = app, 0, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counted(message: Message) -> None:
            self.sent += len(message.get("body", b"")) if scope.get("method") == "GET" else 0
            await send(message)

        self.requests += scope["type"] == "http"
        await self.app(scope, receive, counted)


def generated() -> pl.DataFrame:
    """Events of ten years with slots as varied as real ones."""
    draw = random.Random(7)
    rows = []
    for number in range(ROWS):
        on = FIRST + timedelta(days=draw.randrange(DAYS))
        actor, recipient = draw.sample(CODES, 2)
        count = float(draw.randrange(1, 5000))
        rows.append(
            {
                "event_id": content_id("bench", number), "event_type": draw.choice(EVENT_TYPES), "status": "reported",
                "quad_class": "material conflict", "actor": f"army of {actor}", "actor_code": actor,
                "recipient": f"troops of {recipient}", "recipient_code": recipient, "date_start": on,
                "date_end": on + timedelta(days=draw.choice((0, 0, 0, 6, 29))), "date_precision": "day",
                "date_basis": "stated", "measure": "killed", "low": count, "best": count, "high": count,
                "summary": f"Army of {actor} attacked troops of {recipient}, {count:.0f} killed, {on} ({number}).",
                "n_documents": draw.randrange(1, 9), "n_sources": 1, "n_mentions": 1, "confidence": 0.5,
                "first_reported_on": on, "last_reported_on": on,
            }
        )  # fmt: skip
    return in_order("events", as_table("events", rows))


def main() -> None:
    """Print the size of the file, what a month's query by URL reads of it, and how long it takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        write_parquet(path, generated(), "events")
        app = Counted(Starlette(routes=[Mount("/", StaticFiles(directory=folder))]))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        begun = time.perf_counter()
        month = (
            pl.scan_parquet(f"http://127.0.0.1:{port}/events.parquet")
            .filter(pl.col("date_start").is_between(date(2019, 3, 1), date(2019, 3, 31)))
            .select("event_id", "event_type", "actor", "recipient", "date_start", "date_end", "low", "high", "summary")
            .collect()
        )
        took = time.perf_counter() - begun
        server.should_exit = True
        thread.join()
        sys.stdout.write(
            f"file {path.stat().st_size / 1e6:.1f} MB, {ROWS:,} rows; one month: {month.height:,} rows, "
            f"{app.sent / 1e6:.2f} MB read in {app.requests} requests, {took:.2f} s\n"
        )


if __name__ == "__main__":
    main()
