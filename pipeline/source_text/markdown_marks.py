"""The marks of Markdown: what of a text is mark-up and not words."""

import re
from collections.abc import Iterator

from pipeline.offsets import Edit

FRONT = re.compile(
    r"\A(?:---[ \t]*\r?\n.*?^(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n.*?^\+\+\+)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
HEADING = re.compile(r"#{1,6}[ \t]+\S")
BEGINS = re.compile(r"#{1,6}[ \t]|[-*+][ \t]|\d{1,3}[.)][ \t]|```|~~~|\||\[[^\]\n]+\]:|(?:[-=*_][ \t]*){3,}\Z")
WIDEST = 132
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*\Z")
MARKS = re.compile(
    r"""
      (?P<opening>(?:\A|(?<=\n))[ \t]*(?:>[ \t]?)+(?:[-*+][ \t]+)?|\A[ \t]*(?:\#{1,6}|[-*+])[ \t]+)
    | (?P<closing>[ \t]+\#+[ \t]*\Z)
    | (?P<image>!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\))
    | (?P<note>\[\^[^\]\n]{1,60}\])
    | (?P<comment><!--[^<]{0,2000}-->|</?[a-zA-Z][^<>\n]{0,300}>)
    | (?P<link>\[(?P<words>[^\[\]\n]{1,1000})\](?:\([^()\n]{0,2000}(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\]\n]{0,200}\]))
    | (?P<code>`{1,3})
    | (?P<strong>\*\*\*?|(?<!\w)___?(?=\S)|(?<=\S)___?(?!\w)|~~)
    | (?P<emphasis>(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_])|(?<=[^\s_])_(?!\w))
    | (?P<escape>\\[\\`*_{}\[\]()\#+.!>~|-])
    """,
    re.VERBOSE | re.DOTALL,
)


def front_matter(text: str) -> int:
    """Where the text itself begins, after its front matter; 0 when it has none.

    >>> front_matter("---\\ntitle: Rain\\n---\\nRain fell.")
    20
    """
    found = FRONT.match(text)
    return found.end() if found else 0


def begins(above: str, below: str) -> bool:
    """Whether a line begins anew: after a heading or a line too long to be wrapped, or with a mark of its own.

    >>> begins("Rain fell", "on the coast."), begins("# Rain", "It fell."), begins("Rain fell.", "- on the coast")
    (False, True, True)
    """
    if HEADING.match(above) or len(above) > WIDEST or (below.startswith(">") and not above.startswith(">")):
        return True
    return BEGINS.match(below.lstrip("> ")) is not None or UNDERLINE.match(below) is not None or above.endswith("\\")


def marks(text: str) -> Iterator[Edit]:
    """The edits that leave only the words of a paragraph.

    >>> from pipeline.offsets import edited
    >>> edited("# Heavy **rain**", marks("# Heavy **rain**")).text
    'Heavy rain'
    >>> edited("The [gauge](http://x.example/g_1) rose.", marks("The [gauge](http://x.example/g_1) rose.")).text
    'The gauge rose.'
    """
    for found in MARKS.finditer(text):
        if found.group("escape"):
            yield Edit(found.start(), found.start() + 1, "", False)
        elif found.group("link"):
            yield Edit(found.start(), found.start("words"), "", False)
            yield from _within(text, found.start("words"), found.end("words"))
            yield Edit(found.end("words"), found.end(), "", False)
        else:
            yield Edit(found.start(), found.end(), "", False)


def _within(text: str, start: int, end: int) -> Iterator[Edit]:
    """The marks inside a link's words."""
    for inner in MARKS.finditer(text, start, end):
        if inner.group("strong") or inner.group("emphasis") or inner.group("code"):
            yield Edit(inner.start(), inner.end(), "", False)
