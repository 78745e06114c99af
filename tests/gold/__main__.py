"""`python -m tests.gold` prints every scoreboard beside its floors; exit 1 when a measure falls short."""

import sys
import tempfile
import tomllib
from pathlib import Path

from tests.gold.scoreboards import BOARDS, SHARED, below


def main() -> int:
    """Print the boards; 0 when every measure holds its floor."""
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: no gold to measure against", file=sys.stderr)
        return 1
    floors = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
    short = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, board in BOARDS.items():
            measures = board(Path(scratch))
            short += [f"{name}: {said}" for said in below(measures, floors.get(name, {}))]
            print(f"{name:<10}", "  ".join(f"{measure} {value:.3f}" for measure, value in measures.items()), flush=True)
    for said in short:
        print("SHORT", said)
    return bool(short)


if __name__ == "__main__":
    sys.exit(main())
