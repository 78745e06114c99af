"""The story of a web page: its paragraphs, without what stands around them.

What a page calls an advertisement, a newsletter or a list of links by the name of its class goes first. trafilatura
then finds the story; what it lost between two paragraphs of the story, under the same roof as these, is put back.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import trafilatura

from pipeline.formats._blocks import BLOCKS, UNREAD, local, paragraphs
from pipeline.lexicon import words

FAR_MORE = 2
MOST_OF_PAGE = 0.25
LAYOUT = 400
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
WORDS_IN_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
SENTENCE = re.compile(r"[.!?…][\"'”’)]*\Z")
FEWEST_WORDS = 5
KEPT = frozenset({"html", "head", "body", "main", "h1", "p", "time"})


def story(tree: Any) -> list[str]:
    """The paragraphs of the story in a parsed page, which is changed on the way; empty when it has none.

    >>> from lxml.html import fromstring
    >>> page = "<div><p>Heavy rain fell on the coast on Tuesday.</p><div class='newsletter-box'><p>Subscribe.</p></div>"
    >>> story(fromstring(page + "<p>Two roads were closed until the evening.</p></div>"))
    ['Heavy rain fell on the coast on Tuesday.', 'Two roads were closed until the evening.']
    """
    _prune(tree)
    extracted = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, deduplicate=False, include_formatting=False
    )
    if extracted is None:
        return []
    body: Any = extracted.body  # type: ignore[union-attr]
    cell = _main_cell(tree) if _lays_out(body) else None
    if cell is not None:
        return list(paragraphs(cell, UNREAD))
    found = list(paragraphs(body))
    return _with_lost(tree, found) if len(found) > 1 else _blocks(tree, found)


def _prune(tree: Any) -> None:
    """Drops what a page names as no part of any story, where that is but a small part of its words."""
    whole = len(tree.text_content())
    for element in [one for one in tree.iter() if local(one) and local(one) not in KEPT]:
        within = element.getparent() is not None and _named_as_furniture(element)
        if within and len(element.text_content()) < MOST_OF_PAGE * whole and not element.xpath(".//h1"):
            element.drop_tree()


def _named_as_furniture(element: Any) -> bool:
    own = element.tag if "-" in element.tag else ""
    named = f"{own} {element.get('class') or ''} {element.get('id') or ''}"
    return any(_is_furniture(name) for name in named.split())


@cache
def _is_furniture(name: str) -> bool:
    """Whether a class or id holds, as whole words, the name of something that is no story.

    >>> _is_furniture("newsletterSignup"), _is_furniture("css-ad-slot"), _is_furniture("roads")
    (True, True, False)
    """
    parts = f" {' '.join(WORDS_IN_NAME.findall(name)).casefold()} "
    return any(f" {word} " in parts for word in words("page_facts")["furniture"])


def _lays_out(body: Any) -> bool:
    """Whether the story stands in tables that lay out the page."""
    return any(sum(map(len, cell.itertext())) > LAYOUT for cell in body.iter("cell", "td"))


def _main_cell(tree: Any) -> Any:
    """The innermost cell that holds most of the words of the page; null when there is none."""
    whole = sum(map(len, tree.itertext()))
    large = [cell for cell in tree.iter("td") if FAR_MORE * sum(map(len, cell.itertext())) > whole]
    return large[-1] if large else None


def _blocks(tree: Any, found: list[str]) -> list[str]:
    """The blocks of a page that has no paragraphs, where what was found is most of its text run together."""
    blocks = list(paragraphs(tree, UNREAD))
    most = FAR_MORE * sum(map(len, found)) > sum(map(len, blocks))
    return blocks if found and most and len(blocks) > 1 else found


def _with_lost(tree: Any, found: Sequence[str]) -> list[str]:
    """The paragraphs, with the headings and sentences that stand between them under the same roof and were lost."""
    told = set(found)
    blocks = list(_leaves(tree))
    roofs = {element.getparent() for element, text in blocks if text in told and local(element) not in HEADINGS}
    lost: dict[str, list[str]] = {}
    waiting: list[str] = []
    above: str | None = None
    for element, text in blocks:
        if text in told:
            if above is not None and waiting:
                lost.setdefault(above, waiting)
            above, waiting = text, []
        elif element.getparent() in roofs and (local(element) in HEADINGS or _is_sentence(text)):
            waiting.append(text)
    return list(_put_back(found, lost))


def _put_back(found: Iterable[str], lost: dict[str, list[str]]) -> Iterator[str]:
    for text in found:
        yield text
        yield from lost.pop(text, ())


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS and SENTENCE.search(text) is not None


def _leaves(tree: Any) -> Iterator[tuple[Any, str]]:
    """Each heading, paragraph and block without blocks in it, with its text in one line."""
    for element in tree.iter():
        if local(element) in BLOCKS and not any(local(inner) in BLOCKS for inner in element.iterdescendants()):
            text = " ".join("".join(element.itertext()).split())
            if text:
                yield element, text
