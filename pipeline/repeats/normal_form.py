"""The form in which two texts are the same text: case, accents, quotes, dashes and spacing do not count."""

import polars as pl

ACCENTS_AND_INVISIBLE = r"[\u0300-\u036f\u034f\p{Cf}]"
WORD_OR_NUMBER = r"[\p{L}\p{M}]+|\p{N}+(?:[.,]\p{N}+)*|%"


def normal_form(text: pl.Expr) -> pl.Expr:
    """Words and numbers of a text, folded, one blank between them; empty where the text has neither.

    Decimal points, signs and per cent stay, since they change what is told.

    >>> texts = ["“Café”  CLOSED — 1,500 gone!", "Cafe closed - 1500 gone", "* * *", "Up -1.5%"]
    >>> said = pl.DataFrame({"text": texts})
    >>> said.select(normal_form(pl.col("text"))).to_series().to_list()
    ['cafe closed 1500 gone', 'cafe closed 1500 gone', '', 'up minus 1.5 %']
    """
    folded = text.str.normalize("NFKD").str.replace_all(ACCENTS_AND_INVISIBLE, "").str.to_lowercase()
    signed = folded.str.replace_all(r"(^|[\s(])[-−](\p{N})", "${1}minus ${2}")
    return signed.str.extract_all(WORD_OR_NUMBER).list.join(" ").str.replace_all(r",(\p{N}\p{N}\p{N})", "${1}")
