"""Clean text out of raw, with an exact map back: mojibake mended, NFC, controls gone, lines joined."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

import ftfy
from ftfy.badness import is_bad

from pipeline.offsets import Edit, Mapped, composed, edited

Marks = Callable[[str], Iterable[Edit]]
CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
ESCAPE = r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)"
FILLER = rf"(?:[\s{CONTROLS}{INVISIBLE}]++|{ESCAPE})"
UNCLEAN = re.compile(rf"(?:{ESCAPE}|[^\S ]|[{CONTROLS}{INVISIBLE}]){FILLER}*+| {FILLER}++|\A | \Z")
SPACE = re.compile(r"\s")
WIDE = re.compile(r"[^\x00-\x7f]+")


def cleaned(raw: str, start: int, end: int, marks: Marks | None = None) -> Mapped:
    """The clean text of `raw[start:end]`, with its map into `raw`; an empty text where nothing can be read.

    `marks` finds the mark-up that goes first.

    >>> cleaned("x  A line\\n  and its rest. ", 1, 25)
    Mapped(text='A line and its rest.', breaks=[0, 3, 7, 12], start_char=3)
    """
    text = raw[start:end]
    mended = edited(text, marks(text) if marks else (), start)
    if text.isascii():
        return _folded(text, start) if mended.text == text else composed(_folded(mended.text, 0), mended)
    mended = _then(mended, _mojibake(mended.text))
    if not unicodedata.is_normalized("NFC", mended.text):
        mended = _then(mended, _compositions(mended.text))
    if mended.breaks is None and mended.text == text:
        return _folded(text, start)
    return composed(_folded(mended.text, 0), mended)


def plain(raw: str) -> str:
    """Clean text alone, for words that have no place in a document.

    >>> plain(" Caf\\u0065\\u0301  de\\nParis ")
    'Café de Paris'
    """
    return cleaned(raw, 0, len(raw)).text


def _then(before: Mapped, edits: Iterator[Edit]) -> Mapped:
    """The text after further edits."""
    after = edited(before.text, edits)
    if after.text == before.text:
        return before
    return composed(after, before)


def _folded(text: str, start_char: int) -> Mapped:
    whole = edited(text, _fillers(text), start_char)
    return whole if whole.text else Mapped("", None, start_char)


def _fillers(text: str) -> Iterator[Edit]:
    """A run of white space becomes one space, one without white space goes; at both ends all goes."""
    for run in UNCLEAN.finditer(text):
        space = SPACE.search(text, run.start(), run.end())
        if space is None or run.start() == 0 or run.end() == len(text) or _hyphenated(text, run):
            yield Edit(run.start(), run.end(), "", False)
            continue
        if space.start() > run.start():
            yield Edit(run.start(), space.start(), "", False)
        yield Edit(space.start(), run.end(), " ", False)


def _hyphenated(text: str, run: re.Match[str]) -> bool:
    """Whether a line ends here in a hyphen that ties it to the next one: `cease-` / `fire`."""
    before, after = text[run.start() - 2 : run.start()], text[run.end() : run.end() + 1]
    return "\n" in run.group() and before[1:] == "-" and before[:1].isalpha() and after.islower()


def _mojibake(text: str) -> Iterator[Edit]:
    """Runs that were decoded by the wrong table, as they were meant."""
    if not is_bad(text):
        return
    for run in WIDE.finditer(text):
        around = text[max(0, run.start() - 1) : run.end() + 1]
        mended = ftfy.fix_encoding(run.group()) if is_bad(around) else run.group()
        if mended != run.group():
            yield Edit(run.start(), run.end(), mended, True)


def _compositions(text: str) -> Iterator[Edit]:
    """Letters that have a composed form, as units."""
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (unicodedata.combining(text[end]) or "\u1161" <= text[end] <= "\u11ff"):
            end += 1
        composed_form = unicodedata.normalize("NFC", text[at:end])
        if composed_form != text[at:end]:
            yield Edit(at, end, composed_form, True)
        at = end
