"""What each distinct word of the texts is: its folded form, its number, its place in a contrast."""

from enum import IntEnum
from functools import cache

import polars as pl
import polars_hash as plh

from pipeline import lexicon
from pipeline.repeats.normal_form import ACCENTS_AND_INVISIBLE

ACRONYM = r"^(?:\p{L}\.)+$"
POSSESSIVE = r"['’](?:s)?$"
ORDINAL_ENDING = "(?:" + "|".join(lexicon.words("numbers")["words"]["ordinal_endings"]) + ")"
ORDINAL_DIGITS = rf"^\d+{ORDINAL_ENDING}$"
CODE = r"^[+−(-]?\p{N}"
STOP = r"^[.!?]+$"
MARK = r"^[|©(<\[–—-]+$"
QUOTE = r"^[\"“„«]$"
RANK = 255
"""The question that ordinals answer."""


class Kind(IntEnum):
    """What a word counts as when texts are compared."""

    WORD = 0
    NUMBER = 1
    CARDINAL = 2
    TENS = 3
    HUNDRED = 4
    SCALE = 5
    ORDINAL = 6
    MONTH = 7
    WEEKDAY = 8
    NEGATION = 9
    CONTRACTION = 10
    CODE = 11
    JOINS_NUMBERS = 12
    JOINS_DAYS = 13
    STOP = 14
    MARK = 15
    QUOTE = 16


@cache
def _known() -> pl.DataFrame:
    """Folded word -> kind and value, from the lexicon; the first table that has a word wins."""
    numbers, contrasts = lexicon.words("numbers"), lexicon.words("contrasts")
    tables = {
        Kind.CARDINAL: numbers["cardinals"],
        Kind.TENS: numbers["tens"],
        Kind.HUNDRED: numbers["hundreds"],
        Kind.SCALE: numbers["scales"],
        Kind.ORDINAL: numbers["ordinals"],
        Kind.MONTH: numbers["months"],
        Kind.WEEKDAY: numbers["weekdays"],
        Kind.JOINS_NUMBERS: dict.fromkeys(numbers["words"]["joins_numbers"], 0),
        Kind.JOINS_DAYS: dict.fromkeys(numbers["words"]["joins_days"], 0),
        Kind.NEGATION: dict.fromkeys(contrasts["negations"]["words"], 0),
    }
    rows = [(word, int(kind), float(value)) for kind, words in tables.items() for word, value in words.items()]
    return pl.DataFrame(rows, schema={"folded": pl.String, "kind": pl.UInt8, "value": pl.Float64}, orient="row").unique(
        "folded", keep="first", maintain_order=True
    )


@cache
def _answers() -> pl.DataFrame:
    """Folded word -> the question it answers (from 1) and which answer it is; degrees of certainty stand apart."""
    contrasts = lexicon.words("contrasts")
    opposite = [
        (word, question, answer)
        for question, answers in enumerate(contrasts["opposites"].values(), 1)
        for answer, words in enumerate(answers, 1)
        for word in words
    ]
    degree = [(word, at) for at, words in enumerate(contrasts["certainty"].values(), 1) for word in words]
    opposites = pl.DataFrame(
        opposite, schema={"folded": pl.String, "question": pl.UInt8, "answer": pl.UInt8}, orient="row"
    )
    degrees = pl.DataFrame(degree, schema={"folded": pl.String, "certainty": pl.UInt8}, orient="row")
    function = pl.DataFrame({"folded": contrasts["function"]["words"], "function": True})
    return opposites.join(degrees, on="folded", how="full", coalesce=True).join(
        function, on="folded", how="full", coalesce=True
    )


def _folded(word: pl.Expr) -> pl.Expr:
    plain = word.str.strip_chars(" \n\t(").str.normalize("NFKD").str.replace_all(ACCENTS_AND_INVISIBLE, "")
    lower = plain.str.to_lowercase().str.replace_all("’", "'")
    undotted = pl.when(lower.str.contains(ACRONYM)).then(lower.str.replace_all(".", "", literal=True)).otherwise(lower)
    return undotted.str.replace(POSSESSIVE, "")


def describe_words(words: pl.Series) -> pl.DataFrame:
    """One row per word, in order: `token` (stable hash of its folded form), `kind`, `value` and what guards it.

    >>> described = describe_words(pl.Series(["Troops", "troops'", "15,000", "Didn't"]))
    >>> described["token"][0] == described["token"][1], described["value"].to_list()[2]
    (True, 15000.0)
    """
    spellings, contracted = lexicon.words("numbers")["spellings"], lexicon.words("contrasts")["negations"]
    frame = pl.DataFrame({"word": words}).with_columns(folded=_folded(pl.col("word")))
    joined = frame.join(_known(), on="folded", how="left", maintain_order="left").join(
        _answers(), on="folded", how="left", maintain_order="left"
    )
    digits = pl.col("folded").str.replace_all(r",(\d\d\d)", "${1}").str.replace("−", "-")
    number = (
        pl.when(pl.col("folded").str.contains(CODE))
        .then(digits)
        .str.replace(ORDINAL_ENDING + "$", "")
        .cast(pl.Float64, strict=False)
    )
    short = pl.col("folded").str.ends_with(contracted["contraction"]) | pl.col("folded").is_in(
        list(contracted["contracted"])
    )
    base = (
        pl.col("folded")
        .replace(contracted["contracted"])
        .str.replace(contracted["contraction"] + "$", "")
        .replace(spellings)
    )
    value = pl.coalesce(pl.col("value"), number).fill_null(0.0)
    written = pl.col("word").str.strip_chars(" \n\t(")
    first = written.str.slice(0, 1)
    capital = first.str.to_lowercase() != first
    ambiguous = pl.col("folded").is_in(lexicon.words("numbers")["words"]["also_other_words"])
    doubtful_day = (pl.col("kind") == int(Kind.WEEKDAY)) & (ambiguous | ~capital)
    kind = (
        pl.when(pl.col("word").str.strip_chars(" ").str.contains(MARK))
        .then(int(Kind.MARK))
        .when(pl.col("word").str.contains(QUOTE))
        .then(int(Kind.QUOTE))
        .when(doubtful_day)
        .then(int(Kind.WORD))
        .when(pl.col("folded").str.contains(STOP))
        .then(int(Kind.STOP))
        .when(pl.col("folded").str.contains(ORDINAL_DIGITS))
        .then(int(Kind.ORDINAL))
        .when(pl.col("folded").str.contains(CODE) & number.is_not_null())
        .then(int(Kind.NUMBER))
        .when(pl.col("folded").str.contains(CODE))
        .then(int(Kind.CODE))
        .when(short)
        .then(int(Kind.CONTRACTION))
        .otherwise(pl.col("kind").fill_null(int(Kind.WORD)))
    )
    return joined.select(
        "word",
        token=plh.concat_str(base).nchash.xxhash64(),
        kind=kind.cast(pl.UInt8),
        value=value,
        question=pl.when(kind == int(Kind.ORDINAL))
        .then(RANK)
        .otherwise(pl.col("question").fill_null(0))
        .cast(pl.UInt8),
        answer=pl.when(kind == int(Kind.ORDINAL))
        .then(value % 251 + 1)
        .otherwise(pl.col("answer").fill_null(0))
        .cast(pl.UInt8),
        certainty=pl.col("certainty").fill_null(0),
        auxiliary=pl.col("folded").is_in(lexicon.words("contrasts")["auxiliaries"]["words"]),
        function=pl.col("function").fill_null(False),
        capital=capital,
        shouted=(written.str.to_lowercase() != written)
        & (written.str.to_uppercase() == written)
        & (written.str.len_chars() > 1),
        length=pl.col("folded").str.len_chars().cast(pl.UInt8, strict=False).fill_null(255),
        ambiguous=ambiguous,
        pronoun=pl.col("folded").is_in(lexicon.words("numbers")["words"]["often_a_pronoun"]),
    )
