"""The generated corpus with known repeats as tables, and copies of it in other words to grow it."""

import os
import re
from pathlib import Path

import polars as pl

from pipeline import tables

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).parents[4] / "shared"))
FOLDER = SHARED / "corpora" / "repeats"
LEFT_OUT = ("boiler", "split", "merge")


def truth() -> pl.DataFrame:
    """The known paragraphs; raises FileNotFoundError, saying where they were looked for."""
    path = FOLDER / "truth.parquet"
    if not path.is_file():
        raise FileNotFoundError(
            f"{path}: the corpus with known repeats is not there; set DATELINE_SHARED to its folder"
        )
    return pl.read_parquet(path).sort("doc", "start")


def reworded(text: str, ending: str) -> str:
    """The text with every longer word made another word: what repeats within it still does, and nothing else."""
    return re.sub(r"[^\W\d_]{4,}", lambda word: word[0][:-2] + ending, text) if ending else text


def grown(times: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Documents and paragraphs of the corpus, and of `times - 1` copies of it in words of their own."""
    known = truth()
    rows = []
    for copy in range(times):
        ending = "" if copy == 0 else "q" + chr(ord("a") + copy)
        for row in known.iter_rows(named=True):
            text = reworded(" ".join(row["text"].split()), ending)
            place = {
                "doc_id": f"{copy:03}-{row['doc']:05}",
                "paragraph_no": row["idx"] + 1,
                "text": text,
                "role": "prose",
            }
            rows.append(place | {"start_char": row["start"], "end_char": row["start"] + len(text)})
    paragraphs = tables.as_table("paragraphs", rows).with_columns(
        paragraph_id=pl.col("doc_id") + "-" + pl.col("paragraph_no").cast(pl.String)
    )
    names = paragraphs.select("doc_id").unique().sort("doc_id")
    documents = tables.as_table("documents", [{"doc_id": name, "status": "accepted"} for name in names["doc_id"]])
    return documents, paragraphs


def quality(known: pl.DataFrame, roots: list[str]) -> dict[str, float]:
    """Pairs' precision, recall and F1, and the share of hard negatives merged; `roots` name each paragraph's group."""
    judged = known.with_columns(mine=pl.Series(roots)).filter(~pl.col("kind").is_in(LEFT_OUT))
    both, gold, found = (_pairs(judged, by) for by in (["cluster", "mine"], ["cluster"], ["mine"]))
    precision, recall = both / max(found, 1), both / max(gold, 1)
    merged = judged.with_columns(clusters=pl.col("cluster").n_unique().over("base", "mine"))
    hard = merged.filter(pl.col("kind").str.starts_with("neg_"))
    return {
        "P": precision,
        "R": recall,
        "F1": 2 * precision * recall / max(precision + recall, 1e-9),
        "hard negatives merged": float((hard["clusters"] > 1).mean() or 0.0),
    }


def _pairs(judged: pl.DataFrame, by: list[str]) -> int:
    sizes = judged.group_by(by).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())
