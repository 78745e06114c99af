"""Names of months and weekdays in any language of the Unicode locale data, with what `knowledge/languages/` adds."""

from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from pipeline.lexicon import UnknownLexiconError, words

Names = dict[str, int]
SHORTEST = 3
"""Shorter abbreviations are words of something else too often."""


@cache
def language_words(language: str) -> dict[str, Any]:
    """The tables of `knowledge/languages/<language>.toml`; empty for a language that has no file there."""
    try:
        return words(f"languages/{language}")
    except UnknownLexiconError:
        return {}


@cache
def month_names(language: str) -> Names:
    """Name in lower case -> 1 to 12; empty for an unknown language.

    >>> month_names("uk")["травня"], month_names("de")["märz"]
    (5, 3)
    """
    return _names(language, "months")


@cache
def whole_month_names(language: str) -> frozenset[str]:
    """Those of the names that are written out: a full stop behind them is not their own.

    >>> "may" in whole_month_names("en"), "sept" in whole_month_names("en")
    (True, False)
    """
    own = language_words(language).get("months", {}).values()
    wide = (name.lower() for _, name in _locale_names(language, "months", ("wide",)))
    return frozenset(wide) | {name for some in own for name in some if len(name) > SHORTEST}


@cache
def weekday_names(language: str) -> Names:
    """Name in lower case -> 1 (Monday) to 7 (Sunday); empty for an unknown language.

    >>> weekday_names("fr")["lundi"], weekday_names("es")["domingo"]
    (1, 7)
    """
    return _names(language, "weekdays")


def _names(language: str, kind: str) -> Names:
    first = 0 if kind == "weekdays" else 1
    names = {
        name.lower().rstrip("."): number + 1 - first
        for number, name in _locale_names(language, kind)
        if len(name.rstrip(".")) >= SHORTEST and not name.isdecimal()
    }
    own = language_words(language).get(kind, {})
    return names | {name: int(number) for number, some in own.items() for name in some}


def _locale_names(language: str, kind: str, widths: tuple[str, ...] = ("wide", "abbreviated")) -> list[tuple[int, str]]:
    """Number (months from 1, weekdays from 0 for Monday) and name, in every form that the locale data has."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return []
    tables = locale.months if kind == "months" else locale.days
    widths = widths if kind == "months" else ("wide",)
    return [pair for use in ("format", "stand-alone") for width in widths for pair in tables[use][width].items()]
