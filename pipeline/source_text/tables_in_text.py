"""Tables of figures in running text: rows of numbers, not sentences."""

import re

NUMBER = re.compile(r"[-+(]?[$£€¥]?\d[\d,.:/-]*(?:[%)]|[a-z]{1,4})?\Z")
LEADER = re.compile(r"\.{3}|_{3}|-{4}|(?:\s\.){3}")
LONGEST = 20_000
TAIL = 8
DIGIT = re.compile(r"\d")
FINISHED = re.compile(r"[a-z][.!?]['\"”’)\]]*\Z")


def is_row(text: str) -> bool:
    """Whether a line may be a row of a table: two figures or more among few words.

    >>> is_row("Wheat 3.05 3.10"), is_row("Arrivals were 155,221 bags of 60 kilos")
    (True, False)
    """
    return _figures(text, 2)


def is_table(text: str) -> bool:
    """Whether a paragraph is a table: three figures or more among few words, or dots that lead to figures.

    >>> is_table("Wheat 3.05 3.10 2.98 Corn 1.50 1.55"), is_table("Wheat .... 3.05 Corn .... 1.55")
    (True, True)
    """
    return _figures(text, 3)


def _figures(text: str, fewest: int) -> bool:
    if not DIGIT.search(text):
        return False
    words = text[:LONGEST].split()
    figures = sum(NUMBER.match(word) is not None for word in words)
    if LEADER.search(text, 0, LONGEST) or text.count("\t") > 1 or text.count(" | ") > 1:
        figures += sum(LEADER.search(word) is not None for word in words)
        if figures >= max(2, 0.2 * len(words)):
            return True
    return figures >= fewest and figures >= 0.4 * len(words) and not FINISHED.search(text[-TAIL:])
