"""Blocks by place: links elsewhere with their blurbs, readers' comments, biographies of authors.

A line opens a block; what it opens goes on through links, and through blurbs as long as links and blurbs take turns.
Two paragraphs of prose on end are the story again.
"""

from collections.abc import Sequence
from functools import cache

from pipeline.lexicon import words
from pipeline.source_text.roles.biography import is_biography
from pipeline.source_text.roles.lines import Line, Role, boilerplate
from pipeline.source_text.roles.wording import Wording, wording

END_OF_STORY = 0.5
FEWEST_PULLED = 5
FEWEST_SENTENCE = 4
SEVERAL_LINKS = 3


@cache
def _opening(kind: str) -> Wording:
    return wording(kind, words("page_blocks")[kind])


def close_blocks(lines: Sequence[Line], found: Sequence[Role]) -> list[Role]:
    """The roles, with every paragraph of such a block, and quotes pulled out of the story, as boilerplate."""
    after = _without_pulled(lines, found)
    over, at = _over_from(lines, found), 0
    while at < len(lines):
        end = at + 1
        if _opening("related").says(lines[at]):
            whole = lines[at].bare in _opening("related").whole
            end = max(end, _end_of_related(lines, after, at, over)) if whole else end
            after[at:end] = [boilerplate("related block")] * (end - at)
        elif at >= over and _opening("comments").says(lines[at]):
            end = len(lines)
            after[at:end] = [boilerplate("readers' comments")] * (end - at)
        elif at >= over and _opening("author").says(lines[at]) and _names_next(lines, at):
            end = min(len(lines), at + 2)
            after[at:end] = [boilerplate("author biography")] * (end - at)
        at = end
    return _with_biographies(lines, after)


def _names_next(lines: Sequence[Line], at: int) -> bool:
    """Whether the line is known as a whole, or the next one begins with the name that it ends in."""
    if lines[at].bare in _opening("author").whole:
        return True
    name = lines[at].loose.split(" ", 1)[-1]
    return at + 1 < len(lines) and lines[at + 1].loose.startswith(name)


def _end_of_related(lines: Sequence[Line], found: Sequence[Role], start: int, over: int) -> int:
    """One past the block's last paragraph: before the story goes on, or the end."""
    at, turns, links = start, 0, 0
    while at < len(lines):
        if at >= over and lines[at].bare in _opening("ending").whole:
            return len(lines)
        if _is_link(lines[at], found[at]):
            at, links = at + 1, links + 1
            continue
        follows = at + 1 < len(lines) and not _is_link(lines[at + 1], found[at + 1])
        if follows or not links:
            return _before_heading(lines, found, start, at)
        lone = at + 1 == len(lines) or links >= SEVERAL_LINKS
        if turns == 0 and lone and not _is_blurb(lines, found, start, at):
            return _before_heading(lines, found, start, at)
        at, turns, links = at + 1, turns + 1, 0
    return at


def _is_link(line: Line, role: Role) -> bool:
    sentence = line.is_prose or (line.text.endswith(".") and len(line.words) >= FEWEST_SENTENCE)
    return role.role != "prose" or not sentence


def _is_blurb(lines: Sequence[Line], found: Sequence[Role], start: int, at: int) -> bool:
    """Whether the only paragraph of prose in the block belongs to the one link above it."""
    return at - start <= 2 or found[at - 1].reason == "no words"


def _before_heading(lines: Sequence[Line], found: Sequence[Role], start: int, at: int) -> int:
    """A heading right above the story's next prose is the story's own, if another link was there before it."""
    own = at - 1 > start + 1 and found[at - 1].role == "heading" and lines[at - 1].text[-1:].isalpha()
    return at - 1 if own and found[at - 2].role != "heading" else at


def _over_from(lines: Sequence[Line], found: Sequence[Role]) -> int:
    """The first place above which most of the prose stands."""
    lengths = [len(line.words) if role.role == "prose" else 0 for line, role in zip(lines, found, strict=True)]
    whole, above = sum(lengths), 0
    for at, length in enumerate(lengths):
        if above > 0 and above >= END_OF_STORY * whole:
            return at
        above += length
    return len(lines)


def _without_pulled(lines: Sequence[Line], found: Sequence[Role]) -> list[Role]:
    """The roles, with lines that stand word for word inside the prose, below the first heading, as boilerplate."""
    prose = "\n".join(line.loose for line, role in zip(lines, found, strict=True) if role.role == "prose")
    headings = [at for at, role in enumerate(found) if role.role == "heading"][1:]
    pulled = {at for at in headings if len(lines[at].words) >= FEWEST_PULLED and lines[at].bare in prose}
    return [boilerplate("pull quote") if at in pulled else role for at, role in enumerate(found)]


def _with_biographies(lines: Sequence[Line], found: list[Role]) -> list[Role]:
    """The last paragraphs of prose, where they say who wrote the page."""
    prose = [at for at, role in enumerate(found) if role.role == "prose"]
    writers = " ".join(line.text for line, role in zip(lines, found, strict=True) if role.reason == "byline")
    for at in prose[:0:-1][:3]:
        if not is_biography(lines[at], writers):
            break
        found[at] = boilerplate("author biography")
    return found
