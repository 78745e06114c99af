"""`dateline export`: a named release of the last snapshot."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._words import AS_JSON, WAREHOUSE, Exit, console, say, stop


def export(
    warehouse: WAREHOUSE = None,
    release: Annotated[str | None, typer.Option(help="Its name [default: today, 2026.11.22]", metavar="NAME")] = None,
    site: Annotated[
        Path | None, typer.Option(help="Write the explorer's pages there as files for any web host", metavar="DIR")
    ] = None,
    site_url: Annotated[
        str | None, typer.Option(help="Where the site will lie, for the lines to copy and the feed", metavar="URL")
    ] = None,
    as_json: AS_JSON = False,
) -> None:
    """Write exports/NAME and point exports/latest to it: Parquet, CSV, JSONL, GeoJSON, codebook, sums, changes.

    A release never changes. Without a name nothing is made when the newest release has the same rows.
    With --site the last snapshot's pages are written to DIR, and no release is made unless it is named.
    """
    from pipeline.release import NoSnapshotError, ReleaseExistsError, make_release
    from pipeline.settings import settings
    from pipeline.upkeep.lock import HeldError

    folder = Path(settings({"warehouse": warehouse}).warehouse)
    if site:
        _write_site(folder, site, site_url)
        if release is None:
            return
    try:
        done = make_release(folder, release, datetime.now(UTC).date())
    except HeldError as error:
        stop(Exit.HELD, str(error))
    except ReleaseExistsError as error:
        stop(Exit.USAGE, str(error))
    except (NoSnapshotError, OSError) as error:
        stop(Exit.FAILED, str(error))
    if as_json:
        say({"release": done.name, "folder": str(done.folder), "made": done.made})
    else:
        words = "Release" if done.made else "Nothing new since release"
        console().print(f"{words} {done.name}: {done.folder}", highlight=False)


def _write_site(folder: Path, site: Path, url: str | None) -> None:
    try:
        from pipeline.explorer.site import NotASiteError, write_site
    except ImportError as error:
        stop(Exit.USAGE, f"{error.name} is missing; the site needs `pip install dateline[serve]`")
    from pipeline.warehouse import NoWarehouseError

    try:
        n_pages = write_site(folder, site, url)
    except NotASiteError as error:
        stop(Exit.USAGE, str(error))
    except (NoWarehouseError, OSError) as error:
        stop(Exit.FAILED, str(error))
    console().print(f"Site of {n_pages} pages: {site}", highlight=False)
