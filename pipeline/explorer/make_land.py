"""Makes `knowledge/land.json` from Natural Earth's land at 1:110m, in the public domain.

The npm package world-atlas ships it:

`python -m pipeline.explorer.make_land land-110m.json > pipeline/knowledge/land.json`
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def unpack(topology: dict[str, Any]) -> dict[str, Any]:
    """The land as one GeoJSON MultiPolygon, in degrees to two decimals.

    >>> arcs = [[[0, 0], [0, 2], [2, 0], [0, -2], [-2, 0]]]
    >>> land = {"geometries": [{"type": "MultiPolygon", "arcs": [[[0]]]}]}
    >>> plain = {"scale": [1, 1], "translate": [0, 0]}
    >>> unpack({"transform": plain, "arcs": arcs, "objects": {"land": land}})["coordinates"]
    [[[[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]]]
    """
    arcs = [_absolute(arc, topology["transform"]) for arc in topology["arcs"]]
    polygons = [polygon for one in topology["objects"]["land"]["geometries"] for polygon in one["arcs"]]
    return {"type": "MultiPolygon", "coordinates": [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]}


def _absolute(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[list[float]]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append([round(x * kx + dx, 2), round(y * ky + dy, 2)])
    return points


def _ring(numbers: Sequence[int], arcs: Sequence[list[list[float]]]) -> list[list[float]]:
    """The arcs one after the other; a negative number is an arc backwards; shared ends are told once."""
    points: list[list[float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc if not points else arc[1:]
    return points


if __name__ == "__main__":
    sys.stdout.write(json.dumps(unpack(json.loads(Path(sys.argv[1]).read_text("utf-8"))), separators=(",", ":")) + "\n")
