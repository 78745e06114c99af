"""Where plain absolute dates stand in a text of any language: `11. Mai 2025`, `May 11`, `2025년 5월 11일`.

Finds spans and reads nothing: `said` does. Every hole is bounded, so that cost grows with the text alone.
"""

import re
from functools import cache

from pipeline.plain_dates.names import language_words, month_names, whole_month_names

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"[12]\d{3}"
ORDINAL = r"(?:\.|er|re|st|nd|rd|th|º|ª|°|-?го|-?е|-?ше)?"
GAP = r"[ \t\u00a0\u202f]{0,2}\n?[ \t\u00a0]{0,2}"
OF = r"(?:(?:de|del|of|di|do|da|de[ ]l['’])\s)?"
LEFT, RIGHT = r"(?<![\w./:,-])", r"(?![\w/:]|[.,-]\d)"
NUMERIC = (
    r"\d{4}-\d{1,2}-\d{1,2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?",
    r"\d{4}/\d{1,2}/\d{1,2}",
    r"\d{4}\.[ ]?\d{1,2}\.[ ]?\d{1,2}\.?",
    r"\d{1,2}\.[ ]?\d{1,2}\.[ ]?\d{4}",
    r"\d{1,2}[/-]\d{1,2}[/-]\d{4}",
)
SYLLABIC = (
    r"(?:\d{4}\s?[년年]\s?)?\d{1,2}\s?[월月]\s?\d{1,2}\s?[일日号號]",
    r"\d{4}\s?[년年]\s?\d{1,2}\s?[월月]",
)
SYLLABIC_LANGUAGES = frozenset({"ko", "ja", "zh"})
MONTH_FIRST = frozenset({"en", "tl"})
"""Languages that also put the month before the day."""


def find_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Spans of what looks like a date with a year, or a day of a month; in order, none inside another.

    >>> [slice for slice in find_spans("Am 11. Mai 2025 und im Mai", "de")]
    [(3, 15)]
    """
    return [found.span() for found in _pattern(language).finditer(text)]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    forms = [*_worded(language), *NUMERIC]
    pattern = f"{LEFT}(?:{'|'.join(forms)}){RIGHT}"
    if language in SYLLABIC_LANGUAGES:
        pattern = f"(?<!\\d)(?:{'|'.join(SYLLABIC)})|{pattern}"
    return re.compile(pattern, re.IGNORECASE)


def _spelling(name: str, language: str) -> str:
    """A month's name; one that is cut short may end in a full stop."""
    return re.escape(name) + (r"\b" if name in whole_month_names(language) else r"\b\.?")


def _worded(language: str) -> list[str]:
    """Forms that name the month, the longest first."""
    names = month_names(language)
    if not names or language in SYLLABIC_LANGUAGES:
        return []
    month = f"(?:{'|'.join(_spelling(name, language) for name in sorted(names, key=len, reverse=True))})"
    month = f"{month}(?:{GAP}/{GAP}{month})?"
    after = "|".join(re.escape(word) for word in language_words(language).get("year_after", ()))
    year = rf"{YEAR}(?!\d)" + (rf"(?:{GAP}(?:{after})(?!\w))?" if after else "")
    day_month = f"{DAY}{ORDINAL}{GAP}{OF}{month}"
    forms = [f"{day_month},?{GAP}{OF}{year}", day_month, f"{month},?{GAP}{OF}{year}"]
    if language in MONTH_FIRST:
        month_day = rf"{month}{GAP}{DAY}(?:st|nd|rd|th)?"
        forms = [rf"{month_day},?{GAP}{year}", rf"{month_day}(?![\d:])", *forms]
    return forms
