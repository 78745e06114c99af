"""The one door to nupunkt: a paragraph's clean text to the spans of its sentences."""

from functools import cache
from typing import Any


@cache
def _model() -> Any:
    import nupunkt

    return nupunkt.load("default")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences, without the white space between them.

    >>> said = "Mr. Smith of the U.S. army spoke. He left."
    >>> [said[start:end] for start, end in sentence_spans(said)]
    ['Mr. Smith of the U.S. army spoke.', 'He left.']
    """
    spans = []
    for start, end in _model().span_tokenize(text):
        inner = text[start:end]
        left, right = len(inner) - len(inner.lstrip()), len(inner.rstrip())
        if right > left:
            spans.append((start + left, start + right))
    return spans
