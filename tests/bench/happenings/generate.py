"""Mentions of made-up happenings whose identity is known: a few parties and kinds that recur all the time.

Countries, kinds and words are drawn with a long tail, as in news: the commonest tenth has most of the happenings. Every
happening has a day, a town, two parties and words of its own, of which each telling gives some.
"""

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from pipeline.tables import Coded, empty

KINDS = (
    ("ASSAULT", "aerial"), ("ASSAULT", "firearms"), ("CONSULT", "visit"), ("ACCUSE", "allege"), ("PROTEST", "demo"),
    ("COERCE", "arrest"), ("AID", "humanitarian"), ("SANCTION", "convict"), ("REQUEST", "assist"),
    ("CASUALTY", "killed"),
)  # fmt: skip
N_COUNTRIES, N_TOWNS, N_WORDS, WORDS_OF_ONE = 150, 40, 30_000, 9
FIRST, DAYS = date(2015, 1, 1), 3650
TOLD_BY = 2.5
"""Mean number of documents that tell a happening."""


class Generated(NamedTuple):
    """The frames of the stages before, and the happening of each mention."""

    documents: pl.DataFrame
    sentences: pl.DataFrame
    dates: pl.DataFrame
    coded: Coded
    truth: pl.DataFrame


def _long_tail(random: np.random.Generator, n: int, among: int) -> np.ndarray:
    return np.minimum((among * random.random(n) ** 3).astype(np.int64), among - 1)


def generate(n_mentions: int, seed: int = 7) -> Generated:
    """`n_mentions` mentions, three a document, with their sentences, parties, dates and documents."""
    random = np.random.default_rng(seed)
    n = int(n_mentions / TOLD_BY)
    own = {
        "kind": _long_tail(random, n, len(KINDS)),
        "actor": _long_tail(random, n, N_COUNTRIES),
        "recipient": _long_tail(random, n, N_COUNTRIES),
        "town": _long_tail(random, n, N_TOWNS),
        "day": random.integers(0, DAYS, n),
    }
    words = _long_tail(random, n * WORDS_OF_ONE, N_WORDS).reshape(n, WORDS_OF_ONE)
    happening = np.sort(random.integers(0, n, n_mentions))
    day = own["day"][happening] + np.minimum(random.geometric(0.5, n_mentions) - 1, 5)
    order = np.argsort(day * 1000 + random.integers(0, 1000, n_mentions), kind="stable")
    happening, day = happening[order], day[order]
    told = {name: values[happening] for name, values in own.items()}
    numbers = np.arange(n_mentions)
    documents = numbers // 3
    ids = {
        "mention_id": [f"m{i}" for i in numbers],
        "doc_id": [f"d{i:08}" for i in documents],
        "sentence_id": [f"s{i}" for i in numbers],
    }
    mentions = _mentions(told, ids, random)
    sentences, dates = _sentences(ids, words[happening], told, random), _dates(ids, told, random)
    return Generated(
        _documents(documents, day),
        sentences,
        dates,
        Coded(_dated(mentions, dates), _participants(ids, told, random), empty("attributions"), empty("figures")),
        pl.DataFrame({"mention_id": ids["mention_id"], "happening": happening}),
    )


def _with_all_columns(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    schema = empty(table).schema
    missing = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in frame.columns]
    return frame.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in schema.items())


def _documents(documents: np.ndarray, day: np.ndarray) -> pl.DataFrame:
    firsts = np.unique(documents, return_index=True)[1]
    published = [FIRST + timedelta(days=int(d)) for d in day[firsts]]
    frame = pl.DataFrame({"doc_id": [f"d{i:08}" for i in documents[firsts]], "published_on": published})
    return _with_all_columns("documents", frame)


def _sentences(
    ids: dict[str, list[str]], words: np.ndarray, told: dict[str, np.ndarray], random: np.random.Generator
) -> pl.DataFrame:
    keep = random.random(words.shape) < 0.6
    plain = _long_tail(random, words.shape[0] * 6, 400).reshape(-1, 6)
    texts = [
        " ".join([*(f"w{w}x" for w in row[kept]), *(f"p{w}q" for w in common)])
        for row, kept, common in zip(words, keep, plain, strict=True)
    ]
    frame = pl.DataFrame({"sentence_id": ids["sentence_id"], "doc_id": ids["doc_id"], "text": texts})
    return _with_all_columns("sentences", frame)


def _mentions(told: dict[str, np.ndarray], ids: dict[str, list[str]], random: np.random.Generator) -> pl.DataFrame:
    n = len(ids["mention_id"])
    placed = random.random(n) < 0.5
    towns = [f"Town {a} {t}" if p else None for a, t, p in zip(told["actor"], told["town"], placed, strict=True)]
    frame = pl.DataFrame(ids).with_columns(
        start_char=pl.Series(np.arange(n) % 3 * 100),
        end_char=pl.Series(np.arange(n) % 3 * 100 + 5),
        paragraph_id=pl.lit("p"),
        trigger=pl.lit("did"),
        event_type=pl.Series([KINDS[k][0] for k in told["kind"]]),
        event_mode=pl.Series([KINDS[k][1] for k in told["kind"]]),
        status=pl.lit("reported"),
        date_id=pl.Series([f"t{m}" for m in ids["mention_id"]]),
        place=pl.Series(towns, dtype=pl.String),
        place_code=pl.Series(
            [_code(a) if p else None for a, p in zip(told["actor"], placed, strict=True)], dtype=pl.String
        ),
        place_precision=pl.when(pl.Series(placed)).then(pl.lit("city")),
        is_repeat=pl.lit(False),
        confidence=pl.lit(0.6),
        rule=pl.lit("made"),
    )
    return _with_all_columns("mentions", frame)


def _dated(mentions: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    days = dates.select("date_id", "date_start", "date_end")
    return mentions.drop("date_start", "date_end").join(days, on="date_id", how="left").select(mentions.columns)


def _code(country: int) -> str:
    return "Z" + chr(65 + country // 26) + chr(65 + country % 26)


def _participants(ids: dict[str, list[str]], told: dict[str, np.ndarray], random: np.random.Generator) -> pl.DataFrame:
    sides = []
    for role, missing in (("actor", 0.15), ("recipient", 0.3)):
        kept = random.random(len(told[role])) >= missing
        codes = [_code(country) for country in told[role]]
        frame = pl.DataFrame({"mention_id": ids["mention_id"], "name": codes, "code": codes}).filter(pl.Series(kept))
        sides.append(frame.with_columns(role=pl.lit(role), rank=pl.lit(1), sector=pl.lit("GOV")))
    return _with_all_columns("participants", pl.concat(sides))


def _dates(ids: dict[str, list[str]], told: dict[str, np.ndarray], random: np.random.Generator) -> pl.DataFrame:
    dated = random.random(len(told["day"])) < 0.5
    days = pl.Series([FIRST + timedelta(days=int(d)) for d in told["day"]])
    frame = pl.DataFrame({"date_id": [f"t{m}" for m in ids["mention_id"]], "doc_id": ids["doc_id"]}).with_columns(
        date_start=days, date_end=days, timex_type=pl.lit("DATE"), precision=pl.lit("day"), basis=pl.lit("stated")
    )
    return _with_all_columns("dates", frame.filter(pl.Series(dated)))
