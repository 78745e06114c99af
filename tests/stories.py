"""Small documents for tests of the road, and a walk over it as `dateline run` does."""

import hashlib
from pathlib import Path
from typing import Any

from assets.running import Walk, walk
from assets.storage import Warehouse

STORIES = {
    "bridge.txt": (
        "Rebels shell bridge at Tarn\n\nRebels shelled the bridge at Tarn on 3 March 2024, killing nine people.\n\n"
        "The government of France condemned the attack on Tuesday.\n"
    ),
    "bridge-again.txt": (
        "Nine dead at Tarn bridge\n\nRebels shelled the bridge at Tarn on 3 March 2024, killing nine people.\n\n"
        "Hospitals treated 24 wounded people, doctors said.\n"
    ),
    "march.txt": (
        "Thousands march in Lisbon\n\nAbout 4,000 people marched in Lisbon on Sunday to protest against rents.\n\n"
        "Police arrested 12 activists. Portugal may ban the next march.\n"
    ),
    "pact.txt": (
        "Chile and Peru sign pact\n\nChile and Peru signed a trade agreement last month.\n\n"
        "Peru has yet to ratify it. Chile will send aid to Peru next year.\n"
    ),
    "flood.txt": (
        "Flood in Valencia\n\nFloods killed at least 40 people in Valencia since Monday.\n\n"
        "Spain sent 500 soldiers to help the town.\n\nShare this article\n"
    ),
}
PUBLISHED = """source_path,published_on,publisher
bridge.txt,2024-03-05,Tarn Gazette
bridge-again.txt,2024-03-06,River Post
march.txt,2024-04-15,Tagus Courier
pact.txt,2024-05-02,Andes Daily
flood.txt,2024-06-20,Coast News
"""
HISTORY = {"runs.parquet", "event_aliases.parquet"}


def write_stories(folder: Path, *names: str) -> Path:
    """The folder, with the stories of those names (all, when none is named) and what is known of their days."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or STORIES:
        (folder / name).write_text(STORIES[name], encoding="utf-8")
    (folder / "published.csv").write_text(PUBLISHED, encoding="utf-8")
    return folder


def walked(warehouse: Path, *inputs: Path, full: bool = False, **options: Any) -> Walk:
    """One run over the inputs, in this process; fails when the run fails."""
    told = {"engine": "serial", **options}
    done = walk(Warehouse(root=str(warehouse), inputs=[str(one) for one in inputs], **told), full)
    assert done.failure is None, done.failure
    return done


def sums(warehouse: Path) -> dict[str, str]:
    """SHA-256 of each exported table that tells of the corpus; what tells of the runs is left out."""
    files = sorted((warehouse / "exports" / "latest").glob("*.parquet"))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.name not in HISTORY}
