"""The layout of plain text: which lines make a paragraph.

A blank line parts paragraphs always. Within a block of lines, a text shows by its own shape whether lines are
paragraphs or wrapped: in wrapped text lines end because the next word did not fit the width, and most lines begin in
the middle of a sentence. In wrapped text an indent, or a line that had room left and ends a sentence, begins anew.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
NARROWEST, WIDEST = 24, 132
SLACK = 2
LEAST_FULL = 0.6
LEAST_RUNNING_ON = 0.15
INDENT = 2
ENDS_SENTENCE = re.compile(r"[.!?:;\"'”’)\]…]\Z")
ITEM = re.compile(r"(?:[-*•–—·]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without its end: where it is, how far it is indented, and its text without margins."""

    start: int
    end: int
    indent: int
    text: str


def spans(text: str) -> list[tuple[int, int]]:
    """The span of each paragraph, in order.

    >>> spans("One paragraph.\\nAnother one.\\n\\nA third.")
    [(0, 14), (15, 27), (29, 37)]
    >>> spans("Heavy rain fell on the northern coast on\\nTuesday, and closed two of the roads that\\nlead inland.")
    [(0, 95)]
    """
    blocks = list(_blocks(text))
    width = wrap_width(blocks)
    return [
        (group[0].start, group[-1].end)
        for block in blocks
        for group in (_unwrapped(block, width) if width else [[line] for line in block])
    ]


def wrap_width(blocks: Sequence[Sequence[Line]]) -> int | None:
    """The width to which the text is wrapped; null when its lines are paragraphs."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    if not pairs:
        return None
    lengths = sorted(line.indent + len(line.text) for pair in pairs for line in pair)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
    if not NARROWEST <= width <= WIDEST:
        return None
    flowing = [pair for pair in pairs if pair[1].indent < INDENT]
    full = [pair for pair in flowing if _full(*pair, width)]
    if len(full) < LEAST_FULL * len(flowing) or not full:
        return None
    running_on = [below for _, below in full if below.text[:1].islower()]
    letters = "".join(line.text for pair in pairs for line in pair)
    return width if letters.isupper() or len(running_on) >= LEAST_RUNNING_ON * len(full) else None


def _full(above: Line, below: Line, width: int) -> bool:
    """Whether the first word below had no room above."""
    word = below.text.split(" ", 1)[0]
    return above.indent + len(above.text) + 1 + len(word) > width - SLACK


def _unwrapped(block: Sequence[Line], width: int) -> Iterator[list[Line]]:
    group = [block[0]]
    for above, below in pairwise(block):
        if _begins(above, below, width):
            yield group
            group = []
        group.append(below)
    yield group


def _begins(above: Line, below: Line, width: int) -> bool:
    if below.indent >= above.indent + INDENT or ITEM.match(below.text):
        return True
    if _full(above, below, width) or below.text[:1].islower():
        return False
    return bool(ENDS_SENTENCE.search(above.text)) or above.indent + len(above.text) < width / 2


def _blocks(text: str) -> Iterator[list[Line]]:
    """Runs of lines with something on them."""
    block: list[Line] = []
    for line in _lines(text):
        if line.text:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for end, following in [(mark.start(), mark.end()) for mark in NEWLINE.finditer(text)] + [(len(text), 0)]:
        line = text[start:end]
        bare = line.strip()
        indent = len(line) - len(line.lstrip()) if bare else 0
        yield Line(start + indent, start + indent + len(bare), indent, bare)
        start = following
