"""The one door to nupunkt: a paragraph's clean text to the spans of its sentences."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pipeline.lexicon import words

SMALL = re.compile(r"\s*[a-z]+(?![\w-]*[A-Z])(?!\w)")
LONGEST = 4_000


@cache
def _model() -> Any:
    from nupunkt.models import load_default_model

    model = load_default_model()
    for learnt in model.abbreviations:
        if "." not in learnt and len(learnt) > 1:  # learnt from old scans: "month", "Zemin" and what these misspell
            model.remove_abbreviation(learnt)
    model.add_abbreviations([word for kind in words("abbreviations").values() for word in kind])
    return model


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences, without the white space between them.

    >>> said = "Mr. Smith of the U.S. army spoke. He left."
    >>> [said[start:end] for start, end in sentence_spans(said)]
    ['Mr. Smith of the U.S. army spoke.', 'He left.']
    >>> sentence_spans("It ends this month. France agreed.")
    [(0, 19), (20, 34)]
    """
    return [
        trimmed
        for start, end in _run_on(text, _model().span_tokenize(text))
        for piece in _pieces(text, start, end)
        if (trimmed := _trimmed(text, *piece))
    ]


def _run_on(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, with one that begins in small letters as the rest of the one before."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and SMALL.match(text, start):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    inner = text[start:end]
    left, right = len(inner) - len(inner.lstrip()), len(inner.rstrip())
    return (start + left, start + right) if right > left else None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span itself, or pieces of what is too long to be one sentence, cut at the best mark there is."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max((window.rfind(mark) for mark in ("; ", ": ", ", ")), default=-1)
        cut = cut if cut > LONGEST // 2 else window.rfind(" ")
        cut = cut + 1 if cut > 0 else LONGEST
        yield start, start + cut
        start += cut
    yield start, end
