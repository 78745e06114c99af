"""The role of each paragraph of a document: title, heading, prose or boilerplate, and the rule that gave it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

MOST_HEADING_WORDS = 24
SENTENCE_END = re.compile(r"[.!?…:;,]['\"”’)\]]*\Z")
LETTER = re.compile(r"[^\W\d_]")


class Role(NamedTuple):
    """What a paragraph is and the rule that says so; plain prose needs no rule."""

    role: str
    reason: str | None


PROSE = Role("prose", None)


def roles(texts: Sequence[str], title: str | None = None) -> list[Role]:
    """A role for each paragraph's clean text, in order; `title` is the headline that the source declares.

    >>> [role for role, _ in roles(["Rain closes two roads", "Heavy rain fell on the coast on Tuesday."])]
    ['title', 'prose']
    """
    found = [_by_shape(text) for text in texts]
    for at, role in enumerate(found):
        if role.role == "heading":
            found[at] = Role("title", "first heading")
            break
    return found


def _by_shape(text: str) -> Role:
    words = text.split()
    if len(words) <= MOST_HEADING_WORDS and not SENTENCE_END.search(text) and LETTER.search(text):
        return Role("heading", "short line without an end of sentence")
    return PROSE
