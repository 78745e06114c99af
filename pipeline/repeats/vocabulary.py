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
        Kind.CODE: dict.fromkeys(numbers["words"]["vague_amounts"], 0),
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


def describe_words(words: pl.Series) -> pl.DataFrame:
    """One row per word, in order: `token` (stable hash of its folded form), `kind`, `value` and what guards it.

    >>> described = describe_words(pl.Series(["Troops", "troops'", "15,000", "Didn't"]))
    >>> described["token"][0] == described["token"][1], described["value"].to_list()[2]
    (True, 15000.0)
    """
    frame = pl.DataFrame({"word": words}).with_columns(written=pl.col("word").str.strip_chars(" \n\t("))
    looked_up = (
        frame.with_columns(folded=_folded(frame["written"]))
        .join(_known(), on="folded", how="left", maintain_order="left")
        .join(_answers(), on="folded", how="left", maintain_order="left")
    )
    cased = looked_up.with_columns(small=pl.col("written").str.to_lowercase(), coded=_coded(pl.col("folded")))
    seen = cased.with_columns(**_shapes()).with_columns(number=_number())
    kinds = seen.with_columns(kind=_kind(), value=pl.coalesce("value", "number").fill_null(0.0))
    ranked = pl.col("kind") == int(Kind.ORDINAL)
    return kinds.select(
        "word", "kind", "value", "capital", "shouted", "ambiguous",
        token=_token(),
        question=pl.when(ranked).then(RANK).otherwise(pl.col("question").fill_null(0)).cast(pl.UInt8),
        answer=pl.when(ranked).then(pl.col("value") % 251 + 1).otherwise(pl.col("answer").fill_null(0)).cast(pl.UInt8),
        certainty=pl.col("certainty").fill_null(0),
        function=pl.col("function").fill_null(False),
        auxiliary=pl.col("folded").is_in(lexicon.words("contrasts")["auxiliaries"]["words"]),
        length=pl.col("folded").str.len_chars().cast(pl.UInt8, strict=False).fill_null(255),
        pronoun=pl.col("folded").is_in(lexicon.words("numbers")["words"]["often_a_pronoun"]),
    )  # fmt: skip


def _folded(written: pl.Series) -> pl.Series:
    """Words as they are compared: small letters, no accents, no full stops of an acronym, no possessive."""
    plain = written.str.normalize("NFKD").str.replace_all(ACCENTS_AND_INVISIBLE, "")
    lower = plain.str.to_lowercase().str.replace_all("’", "'", literal=True)
    dotted = lower.str.contains(ACRONYM).arg_true()
    return lower.scatter(dotted, lower.gather(dotted).str.replace_all(".", "", literal=True)).str.replace(
        POSSESSIVE, ""
    )


def _coded(folded: pl.Expr) -> pl.Expr:
    """Whether a word begins as a figure does."""
    return folded.str.contains(CODE)


def _shapes() -> dict[str, pl.Expr]:
    """How a word is written: with a capital, all in capitals, as a contraction, as a word of several senses."""
    written, small, folded = pl.col("written"), pl.col("small"), pl.col("folded")
    contracted, numbers = lexicon.words("contrasts")["negations"], lexicon.words("numbers")["words"]
    contraction = folded.str.ends_with(contracted["contraction"]) | folded.is_in(list(contracted["contracted"]))
    large = small != written
    return {
        "capital": large & (small.str.head(1) != written.str.head(1)),
        "shouted": large & (written.str.to_uppercase() == written) & (written.str.len_chars() > 1),
        "contraction": contraction,
        "ambiguous": folded.is_in(numbers["also_other_words"]),
    }


def _number() -> pl.Expr:
    """What a figure is worth; null for words."""
    figure = pl.when("coded").then("folded").str.replace_all(r",(\d\d\d)", "${1}").str.replace("−", "-", literal=True)
    return figure.str.replace(ORDINAL_ENDING + "$", "").cast(pl.Float64, strict=False)


def _kind() -> pl.Expr:
    """What a word counts as: by its mark, its figures, its contraction, or the tables that know it."""
    coded, folded, word = pl.col("coded"), pl.col("folded"), pl.col("word")
    doubtful_day = (pl.col("kind") == int(Kind.WEEKDAY)) & (pl.col("ambiguous") | ~pl.col("capital"))
    known = pl.col("kind").fill_null(int(Kind.WORD))
    figure = (
        pl.when(folded.str.contains(ORDINAL_DIGITS))
        .then(int(Kind.ORDINAL))
        .when(pl.col("number").is_not_null())
        .then(int(Kind.NUMBER))
        .otherwise(int(Kind.CODE))
    )
    return (
        pl.when(word.str.strip_chars(" ").str.contains(MARK))
        .then(int(Kind.MARK))
        .when(word.str.contains(QUOTE))
        .then(int(Kind.QUOTE))
        .when(doubtful_day)
        .then(int(Kind.WORD))
        .when(folded.str.contains(STOP))
        .then(int(Kind.STOP))
        .when(coded)
        .then(figure)
        .when("contraction")
        .then(int(Kind.CONTRACTION))
        .otherwise(known)
        .cast(pl.UInt8)
    )


def _token() -> pl.Expr:
    """A stable hash of the word without its negation, in one spelling."""
    negations, spellings = lexicon.words("contrasts")["negations"], lexicon.words("numbers")["spellings"]
    whole = pl.col("folded").replace(negations["contracted"])
    base = pl.when("contraction").then(whole.str.replace(negations["contraction"] + "$", "")).otherwise(whole)
    return plh.concat_str(base.replace(spellings)).nchash.xxhash64()
