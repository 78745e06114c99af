"""`python -m tests.gold.reliability` prints how often mentions of a stated confidence are right: RELIABILITY.md.

A mention is right when gold tells an event of its type (or of an alternative that gold allows) on its line, and the
status agrees; a second mention of one gold event on one line is wrong. Mentions that only an optional event of gold
explains are left out, and so are repeats. Of the single sentences gold names one event each, so that a mention of
another type counts as wrong though it may not be: what the table says of them is the least that is true.

Whether the stated confidence should be bent is asked by cross-validation: `a + b * log odds` is fitted on four fifths
of the documents and judged on the last. When that is no nearer to the truth (Brier score), the stated one stands.
"""

import json
import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import yaml

from tests.gold.scoreboards import HERE, SHARED, _run, _tool

EDGES = (0.0, 0.45, 0.55, 0.65, 0.75, 0.85, 1.01)
FOLDS = 5
QUERY = r"""
SELECT source_path, event_type, mentions.status, confidence,
       1 + len(regexp_extract_all(substr(text_raw, 1, start_char::INT), '\n')) AS line
FROM mentions JOIN documents USING (doc_id) WHERE NOT is_repeat
ORDER BY confidence DESC, source_path, start_char, mention_id
"""


class Judged(NamedTuple):
    """A mention that gold can judge: where from, what it said of itself, and whether it is right."""

    source: str
    event_type: str
    confidence: float
    right: bool


def _told(warehouse: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(QUERY).fetchall()


def _types(event: dict[str, Any]) -> set[str]:
    return {event["type"], *(kind for kind, _ in event.get("alt", []))}


def annotated(warehouse: Path, gold: Path) -> Iterator[Judged]:
    """Mentions of documents whose every line is annotated."""
    by_line: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for document in yaml.safe_load(gold.read_text("utf-8")):
        for event in document["events"]:
            for line in event["lines"]:
                by_line[document["doc"], line].append(event)
    used: set[tuple[str, int, str]] = set()
    for path, kind, status, confidence, line in _told(warehouse):
        name = Path(path).name
        there = [event for event in by_line[name, line] if kind in _types(event)]
        right = [event for event in there if status in (event["status"], *event.get("alt_status", []))]
        free = [event for event in right if (name, line, event["id"]) not in used]
        certain = [event for event in free if not event.get("optional")]
        if certain:
            used.add((name, line, certain[0]["id"]))
            yield Judged(name, kind, confidence, True)
        elif not any(event.get("optional") for event in there):
            yield Judged(name, kind, confidence, False)


def single(warehouse: Path, gold: Path) -> Iterator[Judged]:
    """Mentions of sentences of which gold names one event."""
    kinds = {one["id"]: one["event_type"] for one in map(json.loads, gold.read_text("utf-8").splitlines())}
    for path, kind, _, confidence, _ in _told(warehouse):
        name = path.rsplit("#", 1)[-1]
        yield Judged(name, kind, confidence, kinds[name] == kind)


def judged(scratch: Path) -> dict[str, list[Judged]]:
    """All that gold can judge, by set."""
    sentences, asked = SHARED / "gold" / "plover_sentences.jsonl", scratch / "sentences.jsonl"
    asked.write_text(_tool("score_sentences", "--make-input", sentences), encoding="utf-8")
    seeds = _run(scratch / "seeds", SHARED / "seeds", until="figures")
    stories = _run(scratch / "stories", HERE / "stories", until="figures")
    return {
        "seeds": list(annotated(seeds, SHARED / "gold" / "seeds.yaml")),
        "stories": list(annotated(stories, HERE / "stories.yaml")),
        "sentences": list(single(_run(scratch / "single", asked, until="figures"), sentences)),
    }


def table(mentions: Sequence[Judged]) -> Iterator[str]:
    """Lines of a Markdown table: stated confidence, its mean, the share that is right, how many."""
    yield "| stated | mean | right | mentions |\n| --- | ---: | ---: | ---: |"
    for low, high in pairwise(EDGES):
        within = [one for one in mentions if low <= one.confidence < high]
        if within:
            mean = sum(one.confidence for one in within) / len(within)
            yield f"| {low:.2f} to {min(high, 1):.2f} | {mean:.2f} | {share(within):.2f} | {len(within)} |"


def share(mentions: Sequence[Judged]) -> float:
    """The part that is right."""
    return sum(one.right for one in mentions) / len(mentions)


def gap(mentions: Sequence[Judged]) -> float:
    """Expected calibration error: how far stated confidence is from the share right, mean over mentions."""
    bins = [[one for one in mentions if low <= one.confidence < high] for low, high in pairwise(EDGES)]
    off = (abs(sum(one.confidence for one in held) - sum(one.right for one in held)) for held in bins)
    return sum(off) / len(mentions)


def brier(mentions: Sequence[Judged]) -> float:
    """Mean square of how far stated confidence is from 1 for a right mention and 0 for a wrong one: less is better."""
    return sum((one.confidence - one.right) ** 2 for one in mentions) / len(mentions)


def fitted(mentions: Sequence[Judged]) -> tuple[float, float]:
    """The `a, b` with which the confidence of `a + b * log odds` is likeliest, by Newton's method."""
    a, b = 0.0, 1.0
    for _ in range(30):
        step_a, step_b = _step([(_log_odds(one), bent(one, a, b).confidence, one.right) for one in mentions])
        a, b = a + step_a, b + step_b
    return a, b


def _step(points: Sequence[tuple[float, float, bool]]) -> tuple[float, float]:
    weights = [p * (1 - p) for _, p, _ in points]
    toward_a = sum(right - p for _, p, right in points)
    toward_b = sum(x * (right - p) for x, p, right in points)
    aa = sum(weights) + 1e-6
    ab = sum(w * x for w, (x, _, _) in zip(weights, points, strict=True))
    bb = sum(w * x * x for w, (x, _, _) in zip(weights, points, strict=True)) + 1e-6
    whole = aa * bb - ab * ab
    return (bb * toward_a - ab * toward_b) / whole, (aa * toward_b - ab * toward_a) / whole


def _log_odds(mention: Judged) -> float:
    return math.log(mention.confidence / (1 - mention.confidence))


def bent(mention: Judged, a: float, b: float) -> Judged:
    """The mention with the confidence of `a + b * log odds`; (0, 1) leaves it as it is."""
    return mention._replace(confidence=1 / (1 + math.exp(-a - b * _log_odds(mention))))


def held_out(mentions: Sequence[Judged]) -> list[Judged]:
    """Every mention with its confidence bent by what other documents teach."""
    found = []
    for fold in range(FOLDS):
        a, b = fitted([one for one in mentions if _fold(one) != fold])
        found += [bent(one, a, b) for one in mentions if _fold(one) == fold]
    return found


def _fold(mention: Judged) -> int:
    return int(sha256(mention.source.encode()).hexdigest(), 16) % FOLDS


def _section(name: str, mentions: Sequence[Judged]) -> str:
    measured = f"calibration error {gap(mentions):.3f}, Brier score {brier(mentions):.3f}"
    head = f"## {name}\n\n{len(mentions)} mentions, {share(mentions):.2f} right, {measured}"
    return "\n".join((head, "", *table(mentions), ""))


def page(sets: dict[str, list[Judged]]) -> str:
    """The whole page: a table a set, one of all, and one of all with confidence bent by cross-validation."""
    everything = [one for mentions in sets.values() for one in mentions]
    a, b = fitted(everything)
    sections = [_section(name, mentions) for name, mentions in sets.items()]
    sections += [_section("all", everything), _section("all, bent by cross-validation", held_out(everything))]
    kinds = defaultdict(list)
    for one in everything:
        kinds[one.event_type].append(one)
    by_type = [f"| {kind} | {share(held):.2f} | {len(held)} |" for kind, held in sorted(kinds.items())]
    head = ["## by type", "", "| type | right | mentions |", "| --- | ---: | ---: |"]
    told = f"Of all mentions the likeliest bend is a = {a:.2f}, b = {b:.2f}; (0, 1) is none."
    title = "# Is the stated confidence of mentions true?\n\n`python -m tests.gold.reliability` prints this page.\n"
    caveat = "The rules were written with this gold in sight: of other texts expect a smaller share to be right.\n"
    return "\n".join((title, caveat, *sections, told, "", *head, *by_type))


def main() -> int:
    """Print a table a set, and one of all; 1 when the gold is not there."""
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: no gold to measure against", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        sets = judged(Path(scratch))
    print(page(sets))
    return 0


if __name__ == "__main__":
    sys.exit(main())
