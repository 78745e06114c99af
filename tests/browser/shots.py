"""`python -m tests.browser.shots [WAREHOUSE]` makes a picture of each page, light, dark and on a small telephone."""

import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from pipeline.warehouse import ask
from tests.browsing import chromium, explorer
from tests.stories import walked

HERE = Path(__file__).parent
SIZES = {"wide": (1280, 900), "small": (380, 800)}
MOST_TOLD = "SELECT event_id, actor, doc_id FROM events JOIN event_sources USING (event_id) WHERE actor IS NOT NULL "
FIRST = "ORDER BY measure IS NULL, n_sources DESC, date_start IS NULL, event_id LIMIT 1"


def pages(warehouse: Path) -> dict[str, str]:
    """Names and addresses of the pages that are shown."""
    event = ask(warehouse, MOST_TOLD + FIRST).row(0, named=True)
    return {
        "home": "/",
        "events": "/events",
        "none": "/events?q=nothing+of+the+kind",
        "event": f"/events/{event['event_id']}",
        "document": f"/documents/{event['doc_id']}",
        "actor": f"/actors/{quote(event['actor'])}",
        "sql": "/sql?q=" + quote("SELECT event_type, status, count(*) AS events FROM events GROUP BY ALL ORDER BY ALL"),
        "refused": "/sql?q=DROP TABLE events",
        "downloads": "/downloads",
        "missing": "/events/none",
    }


def make(warehouse: Path, folder: Path) -> list[Path]:
    """A PNG of each page of the warehouse, as light and dark, wide and small."""
    made = []
    folder.mkdir(exist_ok=True)
    with explorer(warehouse) as base, chromium() as browser:
        for scheme in ("light", "dark"):
            for size, (width, height) in SIZES.items():
                page = browser.new_page(viewport={"width": width, "height": height}, base_url=base)
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                for name, address in pages(warehouse).items():
                    page.goto(address)
                    made.append(folder / f"{name}-{scheme}-{size}.png")
                    page.screenshot(path=made[-1], full_page=True)
                page.close()
    return made


def main() -> None:
    """Pictures of the given warehouse, else of the sample corpus."""
    with tempfile.TemporaryDirectory() as place:
        warehouse = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(place) / "warehouse"
        if len(sys.argv) == 1:
            walked(warehouse, HERE.parent.parent / "seeds")
        for path in make(warehouse, HERE / "shots"):
            print(path)


if __name__ == "__main__":
    main()
