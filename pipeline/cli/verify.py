"""`dateline verify`: whether a release holds what it promises."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._words import AS_JSON, WAREHOUSE, Exit, console, say


def verify(
    folder: Annotated[Path | None, typer.Argument(help="A release [default: exports/latest]", metavar="DIR")] = None,
    warehouse: WAREHOUSE = None,
    as_json: AS_JSON = False,
) -> None:
    """Check every sum, row count, schema, key, interval and offset of a release; exit 1 names the files at fault."""
    from pipeline.release import verify as faults_of
    from pipeline.settings import settings

    release = folder or Path(settings({"warehouse": warehouse}).warehouse) / "exports" / "latest"
    faults = faults_of(release)
    if as_json:
        say(
            {
                "folder": str(release),
                "ok": not faults,
                "faults": [{"file": f.file, "problem": f.problem} for f in faults],
            }
        )
    else:
        for fault in faults:
            console().print(str(fault), highlight=False, markup=False)
        if not faults:
            console().print(f"{release.resolve()}: all promises hold", highlight=False)
    if faults:
        raise typer.Exit(int(Exit.FAILED))
