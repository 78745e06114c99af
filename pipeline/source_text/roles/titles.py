"""The headline among the paragraphs."""

import re
from collections.abc import Sequence

from pipeline.source_text.roles.lines import Line, Role

FURTHEST = 8
LEAST_WORDS = 3
GOOD_WORDS = 5
FEWEST_SHARED = 2
LEAST_LETTERS = 4
MARKS = "'\".,:;!?()[]"
SECTION = "section heading"
SITE = re.compile(r"\s+[|»·•–—-]\s+[^|»·•–—]{2,60}\Z")


def with_title(lines: Sequence[Line], found: Sequence[Role], title: str | None) -> list[Role]:
    """The roles, with the headline as `title`: the declared one where it stands, or the first heading of the page.

    A headline told again stays a heading. A heading below the story's second paragraph of prose is nobody's headline.
    """
    after = list(found)
    at = _declared(lines, found, title) if title else None
    if at is not None:
        after[at] = Role("title", "the document's headline")
    elif title is None and (at := _first(lines, found)) is not None:
        after[at] = Role("title", "first heading")
    return after


def _declared(lines: Sequence[Line], found: Sequence[Role], title: str) -> int | None:
    wanted = {Line.of(title).bare, Line.of(SITE.sub("", title)).bare} - {""}
    return next((at for at, line in enumerate(lines) if line.bare in wanted and found[at].role != "boilerplate"), None)


def _first(lines: Sequence[Line], found: Sequence[Role]) -> int | None:
    """The first heading of some length, else the first, above or between the first two paragraphs of prose."""
    headings: list[int] = []
    prose = 0
    for at, role in enumerate(found):
        if role.reason == SECTION or prose >= 2:
            break
        prose += role.role == "prose"
        if role.role == "heading" and not _ends_in_another(lines, found, at):
            headings.append(at)
    for fewest in (GOOD_WORDS, LEAST_WORDS, 1):
        long_enough = [at for at in headings if len(lines[at].words) >= fewest]
        if long_enough:
            return _of_story(lines, found, long_enough)
    return None


def _of_story(lines: Sequence[Line], found: Sequence[Role], headings: Sequence[int]) -> int:
    """The first of the headings, unless it has no word of the story and another has several."""
    told = {word for line, role in zip(lines, found, strict=True) if role.role == "prose" for word in _telling(line)}
    shared = [len(told & _telling(lines[at])) for at in headings]
    if shared[0] or max(shared) < FEWEST_SHARED:
        return headings[0]
    return next(at for at, n in zip(headings, shared, strict=True) if n >= FEWEST_SHARED)


def _telling(line: Line) -> set[str]:
    """The longer words, the shorter ones being anybody's."""
    return {bare for word in line.loose.split() if len(bare := word.strip(MARKS)) >= LEAST_LETTERS}


def _ends_in_another(lines: Sequence[Line], found: Sequence[Role], at: int) -> bool:
    """Whether the line is a path of links run together with a later heading."""
    later = (lines[i].text for i in range(at + 1, min(at + FURTHEST, len(lines))) if found[i].role == "heading")
    return any(len(text) > 10 and text != lines[at].text and lines[at].text.endswith(text) for text in later)
