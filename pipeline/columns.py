"""The kinds of column that tables are declared with, each with its meaning and why it may be null."""

from typing import Any

import dataframely as dy


def key(meaning: str, **options: Any) -> dy.String:
    """A column that names its row: a content hash, never null."""
    return dy.String(primary_key=True, description=meaning, **options)


def ref(target: str, meaning: str, null: str | None = None, **options: Any) -> dy.String:
    """A column that holds the key of a row of `target` (`table.column`); `null` says why it may be empty."""
    return dy.String(
        nullable=null is not None, description=meaning, metadata={"references": target, "null": null}, **options
    )


def string(meaning: str, null: str | None = None, **options: Any) -> dy.String:
    """A free text column; `null` says why it may be empty."""
    return dy.String(nullable=null is not None, description=meaning, metadata={"null": null}, **options)


def word(values: tuple[str, ...], meaning: str, null: str | None = None, **options: Any) -> dy.String:
    """A column of closed words."""
    allowed = {"null": null, "allowed": values}
    return dy.String(
        nullable=null is not None, check=lambda c: c.is_in(values), description=meaning, metadata=allowed, **options
    )


def count(meaning: str, null: str | None = None, **options: Any) -> dy.Int64:
    """A whole number from 0: a position in code points, a rank or a tally."""
    return dy.Int64(nullable=null is not None, min=0, description=meaning, metadata={"null": null}, **options)


def number(meaning: str, null: str | None = None, **options: Any) -> dy.Float64:
    """A real number."""
    return dy.Float64(nullable=null is not None, description=meaning, metadata={"null": null}, **options)


def day(meaning: str, null: str | None = None, **options: Any) -> dy.Date:
    """A calendar day."""
    return dy.Date(nullable=null is not None, description=meaning, metadata={"null": null}, **options)


def flag(meaning: str, null: str | None = None) -> dy.Bool:
    """True or false."""
    return dy.Bool(nullable=null is not None, description=meaning, metadata={"null": null})


def breaks(meaning: str) -> dy.List:
    """Break points of a map from clean text to `text_raw`, flat pairs clean, raw; null is a plain shift."""
    return dy.List(dy.Int64(), nullable=True, description=meaning, metadata={"null": "the clean text is a plain slice"})
