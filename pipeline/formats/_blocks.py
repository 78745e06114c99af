"""Marked-up text to paragraphs: the text of each innermost block, in order, white space folded."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html
from lxml.etree import LxmlError

HTML_BLOCKS = """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot
    th thead tr ul"""
EXTRACTED_BLOCKS = "ab body code div fw head item list main p quote row table"
NITF_BLOCKS = """abstract block body body.content body.end body.head bq byline caption dateline dd distributor dl dt fn
    hedline hl1 hl2 hr li media media-caption media-producer nitf note ol p pre table tagline td th tr ul"""
BLOCKS = frozenset(f"{HTML_BLOCKS} {EXTRACTED_BLOCKS} {NITF_BLOCKS}".split())
ROWS = frozenset({"row", "tr"})
BREAKS = frozenset({"lb", "br"})
UNREAD = frozenset({"script", "style", "noscript", "template", "head", "title"})
SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
LINE = "\u2028"
ENDS = (".", "!", "?", ":", ";", ",", "…")
DEEPEST = 200
LAYOUT = 400
MAIN_COLUMNS = 4


def paragraphs(element: Any, unread: frozenset[str] = frozenset(), depth: int = 0) -> Iterator[str]:
    """The paragraphs in an element; a line break parts them, the cells of a row are one.

    >>> list(paragraphs(html.fromstring("<div>Rain <b>fell</b>.<p>Two roads<br>closed.<br>Rail too.</p></div>")))
    ['Rain fell.', 'Two roads closed.', 'Rail too.']
    """
    pieces: list[str] = [element.text or ""]
    for child in element:
        tag = local(child)
        if tag in unread or not tag:
            pass
        elif tag in BLOCKS or any(local(inner) in BLOCKS for inner in child):
            yield from _lines(pieces)
            pieces = []
            if tag in ROWS and depth < DEEPEST:
                yield from _cells(child, unread, depth)
            elif depth >= DEEPEST:
                yield from _lines([_row(child)])
            else:
                yield from paragraphs(child, unread, depth + 1)
        else:
            pieces.append(LINE if tag in BREAKS else _flat(child, unread))
        pieces.append(child.tail or "")
    yield from _lines(pieces)


def fragment(markup: str, unread: frozenset[str] = frozenset()) -> str:
    """A piece of HTML as text, a paragraph a line with a blank line between; plain text stays as it is.

    `unread` are elements that are left out.

    >>> fragment("<p>Rain fell.</p><p>Roads &amp; rails closed.</p>")
    'Rain fell.\\n\\nRoads & rails closed.'
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        tree = html.fromstring(f"<div>{markup}</div>")
    except (LxmlError, ValueError):
        return markup.strip()
    return "\n\n".join(paragraphs(tree, UNREAD | unread))


def local(element: Any) -> str:
    """The tag without its namespace, empty for comments and the like.

    >>> local(html.fromstring("<P>Rain</P>"))
    'p'
    """
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def _flat(element: Any, unread: frozenset[str]) -> str:
    within = (
        ("" if local(child) in unread else LINE if local(child) in BREAKS else _flat(child, unread))
        + (child.tail or "")
        for child in element
    )
    return (element.text or "" if isinstance(element.tag, str) else "") + "".join(within)


def _cells(row: Any, unread: frozenset[str], depth: int) -> Iterator[str]:
    """One paragraph for a row of data; of a row that lays out a page, the paragraphs of its main columns."""
    lengths = [sum(map(len, cell.itertext())) for cell in row]
    longest = max(lengths, default=0)
    if longest < LAYOUT:
        yield from _lines([_row(row)])
        return
    for cell, length in zip(row, lengths, strict=True):
        if length * MAIN_COLUMNS > longest:
            yield from paragraphs(cell, unread, depth + 1)


def _row(row: Any) -> str:
    cells = (SPACE.sub(" ", " ".join(cell.itertext())).strip() for cell in row)
    return " | ".join(cell for cell in cells if cell)


def _lines(pieces: list[str]) -> Iterator[str]:
    """The lines, each a paragraph, but one that begins in small letters goes on with the one before."""
    held = ""
    for line in "".join(pieces).split(LINE):
        folded = SPACE.sub(" ", line).strip()
        if folded and held and folded[0].islower() and not held.endswith(ENDS):
            held = f"{held} {folded}"
        elif folded:
            if held:
                yield held
            held = folded
    if held:
        yield held
