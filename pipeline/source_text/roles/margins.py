"""The margins of a page: short lines between the headline and the story, and what stands below the story's end."""

from collections.abc import Sequence

from pipeline.lexicon import words
from pipeline.source_text.roles.lines import Line, Role, boilerplate
from pipeline.source_text.roles.shape import capitals

MOST_HEAD_WORDS = 4
MOST_TAIL_WORDS = 12
MOST_CAPITALS = 0.6
SECTION = "section heading"
CREDIT = "photo credit"
PROMPT = "subscription prompt"


def without_margins(lines: Sequence[Line], found: Sequence[Role]) -> list[Role]:
    """The roles, with the headings that lead to nothing as boilerplate.

    Above the first prose a few words in capitals are a name, a place, a rubric. Below the last prose no short heading
    leads anywhere. A page without prose has no margins.

    >>> page = ["Africa", "Rain closes two roads in Tanga", "Asha Juma", "Rain fell on Tuesday in Tanga.", "Weather"]
    >>> roles = [Role(role, None) for role in ("heading", "title", "heading", "prose", "heading")]
    >>> [role for role, _ in without_margins([Line.of(text) for text in page], roles)]
    ['boilerplate', 'title', 'boilerplate', 'prose', 'boilerplate']
    """
    prose = [at for at, role in enumerate(found) if role.role == "prose"]
    after = list(found)
    if not prose:
        return after
    title = next((line.text for line, role in zip(lines, found, strict=True) if role.role == "title"), None)
    for at, role in enumerate(found):
        if role.role != "heading" or role.reason == SECTION:
            continue
        if at < prose[0] and title and _leads_nowhere(lines[at], title):
            after[at] = boilerplate("page head")
        elif at < prose[0] and CREDIT in {one.reason for one in (*found[at - 1 : at], found[at + 1])}:
            after[at] = boilerplate("photo caption")
        elif at > prose[-1] and len(lines[at].words) <= MOST_TAIL_WORDS:
            after[at] = boilerplate("nothing follows")
        elif at + 1 < len(found) and found[at + 1].reason == PROMPT:
            after[at] = boilerplate(PROMPT)
    return after


def _leads_nowhere(line: Line, title: str) -> bool:
    """A name, place, trade or rubric, or a path of links run together with the headline."""
    if len(line.words) <= MOST_HEAD_WORDS and (capitals(line) >= MOST_CAPITALS or _is_trade(line)):
        return True
    return line.text.endswith(title) and line.text != title


def _is_trade(line: Line) -> bool:
    return line.bare.endswith(tuple(words("page_blocks")["biography"]["occupation"]))
