"""`dateline serve`: the explorer and the downloads."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._words import WAREHOUSE, Exit, stop


def serve(
    warehouse: WAREHOUSE = None,
    port: Annotated[int, typer.Option(help="Port", min=0, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on")] = "127.0.0.1",
) -> None:
    """Serve the explorer, the SQL console, the API and the downloads until stopped."""
    try:
        import uvicorn

        from pipeline.explorer.app import make_app
        from pipeline.explorer.pages import warm
    except ImportError as error:
        stop(Exit.USAGE, f"{error.name} is missing; the explorer needs `pip install dateline[serve]`")
    from pipeline.settings import settings
    from pipeline.warehouse.sandbox import Sandbox

    folder = Path(settings({"warehouse": warehouse}).warehouse).resolve()
    if not (folder / "events.duckdb").is_file():
        stop(
            Exit.FAILED, f"{folder / 'events.duckdb'}: no such file; `dateline run INPUT --warehouse {folder}` makes it"
        )
    with Sandbox(folder) as sandbox:
        app = make_app(folder, sandbox)
        warm(app.state.snapshot)
        uvicorn.run(app, host=host, port=port, log_level="warning", timeout_keep_alive=10)
