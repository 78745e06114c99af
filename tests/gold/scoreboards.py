"""The scoreboards: what the shared tools measure on the shared gold, and on the stories of this folder.

Each board is a function from a scratch folder to measures by name. The tools are run as anybody would run them.
"""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SHARED = HERE.parent.parent.parent / "shared"
DATELINE = Path(sys.executable).with_name("dateline")
Measures = dict[str, float]


def _said(*command: str | Path, told: str | None = None) -> str:
    done = subprocess.run([str(part) for part in command], input=told, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def _tool(name: str, *arguments: str | Path) -> str:
    return _said(sys.executable, SHARED / "tools" / f"{name}.py", *arguments)


def _run(warehouse: Path, *inputs: Path, until: str = "runs") -> Path:
    _said(DATELINE, "run", *inputs, "--warehouse", warehouse, "--until", until)
    return warehouse / "events.duckdb"


def _events(scratch: Path, gold: Path, texts: Path) -> Measures:
    file = _run(scratch / gold.stem, texts)
    scores: dict[str, Any] = json.loads(_tool("score_events", file, gold, texts, "--json"))
    named = {name: scores[name][2] for name in ("detection", "figures", "dates", "repeats", "boilerplate")}
    slots = {name: value for name, value in scores["slots"].items() if value is not None}
    return named | slots | {name: scores[name] for name in ("whole_row", "same_event_b3", "clusters_joined")}


def seeds(scratch: Path) -> Measures:
    """The five documents that the project was made for."""
    return _events(scratch, SHARED / "gold" / "seeds.yaml", SHARED / "seeds")


def stories(scratch: Path) -> Measures:
    """Invented stories on other topics."""
    return _events(scratch, HERE / "stories.yaml", HERE / "stories")


def articles(scratch: Path) -> Measures:
    """Invented articles as a scraper delivers them, of many kinds of outlets."""
    return _events(scratch, HERE / "articles.yaml", HERE / "articles")


def unseen_articles(scratch: Path) -> Measures:
    """The like, whose errors nobody looks at."""
    return _events(scratch, HERE / "unseen_articles.yaml", HERE / "unseen_articles")


def newswire(scratch: Path) -> Measures:
    """Stories of a wire agency and news articles of a wiki."""
    return _newswire(scratch, HERE / "newswire.yaml")


def unseen_newswire(scratch: Path) -> Measures:
    """The like, whose errors nobody looks at."""
    return _newswire(scratch, HERE / "unseen_newswire.yaml")


def _newswire(scratch: Path, gold: Path) -> Measures:
    texts = scratch / f"{gold.stem}_texts"
    texts.mkdir()
    published = ["source_path,published_on"]
    for document in yaml.safe_load(gold.read_text(encoding="utf-8")):
        (texts / document["doc"]).write_text(_story(Path(document["doc"]).stem), encoding="utf-8")
        published.append(f"{document['doc']},{document['published']}")
    (texts / "published.csv").write_text("\n".join(published) + "\n", encoding="utf-8")
    measures = _events(scratch, gold, texts)
    return {name: value for name, value in measures.items() if name != "dates"}


def _story(name: str) -> str:
    """The text that gold names `reut_7`, `biz_7` or `wiki_test_7`."""
    kind, _, number = name.partition("_")
    return _corpus()[f"{number}.tml" if kind == "wiki" else number]


@cache
def _corpus() -> dict[str, str]:
    """Texts by number of the newswire corpus, and by name of the corpus of news articles."""
    with gzip.open(SHARED / "corpora" / "reuters21578.jsonl.gz", "rt", encoding="utf-8") as lines:
        stories = {row["id"]: row["text"] for row in map(json.loads, lines)}
    with (SHARED / "corpora" / "dates" / "meantime.jsonl").open(encoding="utf-8") as lines:
        return stories | {row["doc_id"]: row["text"] for row in map(json.loads, lines)}


def _dates(scratch: Path, corpus: str) -> Measures:
    gold = SHARED / "corpora" / "dates" / f"{corpus}.jsonl"
    asked, answered = scratch / f"{corpus}.in.jsonl", scratch / f"{corpus}.out.jsonl"
    asked.write_text(_tool("score_dates", gold, "--make-input"), encoding="utf-8")
    answered.write_text(_said(DATELINE, "dates", asked), encoding="utf-8")
    scores = json.loads(_tool("score_dates", gold, answered, "--json"))
    return {name: scores[name] for name in ("strict", "relaxed", "value")}


def meantime(scratch: Path) -> Measures:
    """Time expressions of Wikinews articles."""
    return _dates(scratch, "meantime")


def wikiwars(scratch: Path) -> Measures:
    """Time expressions of narratives of wars."""
    return _dates(scratch, "wikiwars_dev")


def sentences(scratch: Path) -> Measures:
    """Single sentences coded by the authors of PLOVER; of mentions of other types a sentence, less is better."""
    gold, asked = SHARED / "gold" / "plover_sentences.jsonl", scratch / "sentences.jsonl"
    asked.write_text(_tool("score_sentences", "--make-input", gold), encoding="utf-8")
    scores = json.loads(_tool("score_sentences", _run(scratch / "plover", asked), gold, "--json"))
    return {name: scores[name] or 0.0 for name in ("hit", "extra_per_sentence", "actor", "recipient")}


def repeats(scratch: Path) -> Measures:
    """Repeated paragraphs of a generated corpus; `hard_negatives` merged: less is better."""
    corpus = SHARED / "corpora" / "repeats"
    file = _run(scratch / "repeats", corpus / "docs.jsonl", until="paragraphs")
    said = _tool("score_repeats", file, corpus / "truth.parquet")
    f1, hard = re.search(r"F1 ([\d.]+)", said), re.search(r"merged ([\d.]+)", said)
    return {"pairs": float(f1[1]) if f1 else 0.0, "hard_negatives": float(hard[1]) if hard else 1.0}


BOARDS: dict[str, Callable[[Path], Measures]] = {
    board.__name__: board
    for board in (
        seeds,
        stories,
        articles,
        unseen_articles,
        newswire,
        unseen_newswire,
        meantime,
        wikiwars,
        sentences,
        repeats,
    )
}
LESS_IS_BETTER = {"extra_per_sentence", "hard_negatives"}


def below(measures: Measures, floors: Measures) -> Iterable[str]:
    """The measures that fall short of their floor, in words."""
    for name, floor in floors.items():
        got = measures.get(name, 0.0)
        if got > floor if name in LESS_IS_BETTER else got < floor:
            yield f"{name} {got:.3f}, floor {floor:.3f}"
