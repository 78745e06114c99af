"""The role of each paragraph of a document: title, heading, prose or boilerplate, and the rule that gave it.

Each paragraph is judged by its wording and shape alone; then blocks of links, readers' comments and author
biographies by their place among the others; then the headline is found among what is left.
"""

from collections.abc import Sequence, Set

from pipeline.source_text.roles.blocks import close_blocks
from pipeline.source_text.roles.lines import Line, Role
from pipeline.source_text.roles.margins import without_margins
from pipeline.source_text.roles.shape import by_shape
from pipeline.source_text.roles.titles import with_title
from pipeline.source_text.roles.wording import by_author, by_wording

MARKED = Role("heading", "heading mark")
__all__ = ["Role", "roles"]


def roles(
    texts: Sequence[str], title: str | None = None, author: str | None = None, headings: Set[int] = frozenset()
) -> list[Role]:
    """A role for each paragraph's clean text, in order.

    `title` and `author` are what the source declares; `headings` are the places of those that its mark-up says to be.

    >>> page = ["Skip to content", "Rain closes two roads", "Heavy rain fell on the coast on Tuesday.", "© The Gazette"]
    >>> [role for role, _ in roles(page)]
    ['boilerplate', 'title', 'prose', 'boilerplate']
    """
    lines = [Line.of(text) for text in texts]
    found = [
        by_wording(line) or by_author(line, author) or (MARKED if at in headings else by_shape(line))
        for at, line in enumerate(lines)
    ]
    return without_margins(lines, with_title(lines, close_blocks(lines, found), title))
