"""The headline among the paragraphs."""

import re
from collections.abc import Sequence

from pipeline.roles.lines import Line, Role

FURTHEST = 8
LEAST_WORDS = 3
LONGEST_OPENING = 400
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
    """The first heading that no other story could have, above or between the first two paragraphs of prose."""
    prose = headings = 0
    for at, (line, role) in enumerate(zip(lines, found, strict=True)):
        if role.role == "heading":
            if role.reason == "section heading":
                return None
            headings += 1
            if len(line.words) >= LEAST_WORDS or (headings == 1 and prose == 0):
                return at
        prose += role.role == "prose"
        if prose >= 2 or headings >= FURTHEST:
            return None
    return None
