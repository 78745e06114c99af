"""The layout of plain text: which lines make a paragraph.

A blank line parts paragraphs always. Within a block of lines, a text shows by its own shape whether lines are
paragraphs or wrapped: in wrapped text lines end because the next word did not fit the width, and most lines begin in
the middle of a sentence. In wrapped text an indent, or a line that had room left and ends a sentence, begins anew.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.source_text.tables_in_text import is_row

Begins = Callable[[str, str], bool]
NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
NARROWEST, WIDEST = 24, 132
SLACK = 2
LEAST_FULL = 0.8
LEAST_RUNNING_ON = 0.05
INDENT = 2
FEWEST_ROWS = 3
MOST_SIGN_OFF_WORDS = 3
ENDS_SENTENCE = tuple(".!?:;\"'”’)]…")
ITEM = re.compile(r"(?:[-*•–—·]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without its end: where it is, how far it is indented, and its text without margins."""

    start: int
    end: int
    indent: int
    text: str


def spans(text: str, begins: Begins | None = None) -> list[tuple[int, int]]:
    """The span of each paragraph, in order; `begins` tells of a mark-up whether a line begins anew after another.

    >>> spans("One paragraph.\\nAnother one.\\n\\nA third.")
    [(0, 14), (15, 27), (29, 37)]
    >>> spans("Heavy rain fell on the northern coast on\\nTuesday, and closed two of the roads that\\nlead inland.")
    [(0, 95)]
    """
    blocks = list(_blocks(text))
    width = None if begins else wrap_width(blocks)
    return [
        (group[0].start, group[-1].end)
        for block in blocks
        for group in (_marked(block, begins) if begins else _groups(block, width))
    ]


def wrap_width(blocks: Sequence[Sequence[Line]]) -> int | None:
    """The width to which the text is wrapped; null when its lines are paragraphs."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    cased = any(letter.islower() for above, _ in pairs for letter in above.text)
    running_on = [pair for pair in pairs if (_runs_on(*pair) if cased else pair[1].indent < INDENT)]
    if not running_on or len(running_on) < LEAST_RUNNING_ON * len(pairs):
        return None
    lengths = sorted(above.indent + len(above.text) for above, _ in running_on)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
    full = sum(_full(*pair, width) for pair in running_on)
    return width if NARROWEST <= width <= WIDEST and full >= LEAST_FULL * len(running_on) else None


def _runs_on(above: Line, below: Line) -> bool:
    """Whether a sentence goes on over the line's end."""
    return below.text[:1].islower() and not above.text.endswith(ENDS_SENTENCE)


def _full(above: Line, below: Line, width: int) -> bool:
    """Whether the first word below had no room above."""
    word = below.text.split(" ", 1)[0]
    return above.indent + len(above.text) + 1 + len(word) > width - SLACK


def _marked(block: Sequence[Line], begins: Begins) -> Iterator[list[Line]]:
    group = [block[0]]
    for above, below in pairwise(block):
        if begins(above.text, below.text):
            yield group
            group = []
        group.append(below)
    yield group


def _groups(block: Sequence[Line], width: int | None) -> Iterator[list[Line]]:
    """The lines of a block, paragraph by paragraph; the rows of a table are one."""
    rows = _table_rows(block)
    group = [block[0]]
    for at, (above, below) in enumerate(pairwise(block), 1):
        if at in rows and at - 1 in rows:
            begins = False
        elif at in rows or at - 1 in rows or width is None:
            begins = True
        else:
            begins = _begins(above, below, width) or (at == len(block) - 1 and _signs_off(above, below))
        if begins:
            yield group
            group = []
        group.append(below)
    yield group


def _table_rows(block: Sequence[Line]) -> set[int]:
    """Which lines are rows of a table: several on end that are mostly figures."""
    rows: set[int] = set()
    run: list[int] = []
    for at, line in enumerate([*block, None]):
        if line is not None and is_row(line.text):
            run.append(at)
            continue
        rows.update(run if len(run) >= FEWEST_ROWS else ())
        run = []
    return rows


def _signs_off(above: Line, below: Line) -> bool:
    """A last short line set in from the others."""
    return 0 < below.indent != above.indent and len(below.text.split()) <= MOST_SIGN_OFF_WORDS


def _begins(above: Line, below: Line, width: int) -> bool:
    full = _full(above, below, width)
    ended = above.text.endswith(ENDS_SENTENCE)
    if below.indent >= above.indent + INDENT or (ITEM.match(below.text) and (ended or not full)):
        return True
    if full or below.text[:1].islower():
        return False
    return ended or above.indent + len(above.text) < width / 2


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
