"""The story of a web page: its paragraphs, without what stands around them.

What a page calls an advertisement, a newsletter or a list of links by the name of its class goes first. trafilatura
then finds the story; what it lost between two paragraphs of the story, under the same roof as these, is put back.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from copy import deepcopy
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
FEWEST_LETTERS = 20
FEWEST_LINKS = 2
SECTIONS = frozenset({"aside", "div", "nav", "section", "ul"})
KEPT = frozenset({"html", "head", "body", "main", "h1", "p", "time"})


def story(tree: Any, pruned: bool = True) -> list[str]:
    """The paragraphs of the story in a parsed page, which is changed on the way; empty when it has none.

    Unless `pruned`, names of elements count for nothing.

    >>> from lxml.html import fromstring
    >>> page = "<div><p>Heavy rain fell on the coast on Tuesday.</p><div class='newsletter-box'><p>Subscribe.</p></div>"
    >>> story(fromstring(page + "<p>Two roads were closed until the evening.</p></div>"))
    ['Heavy rain fell on the coast on Tuesday.', 'Two roads were closed until the evening.']
    """
    if pruned:
        _prune(tree)
    extracted = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, deduplicate=False, include_formatting=False
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
        if element.getparent() is None or element.xpath(".//h1"):
            continue
        small = len(element.text_content()) < MOST_OF_PAGE * whole
        if (small and _named_as_furniture(element)) or _leads_elsewhere(element):
            element.drop_tree()


def _named_as_furniture(element: Any) -> bool:
    own = element.tag if "-" in element.tag else ""
    named = f"{own} {element.get('class') or ''} {element.get('id') or ''}"
    return any(_names(name, "furniture") for name in named.split())


@cache
def _names(name: str, kind: str) -> bool:
    """Whether a class or id holds, as whole words, a name of this kind of element.

    >>> [_names(name, "furniture") for name in ("newsletterSignup", "css-ad-slot", "roads")]
    [True, True, False]
    """
    parts = f" {' '.join(WORDS_IN_NAME.findall(name)).casefold()} "
    return any(f" {word} " in parts for word in words("page_facts")[kind])


def _leads_elsewhere(element: Any) -> bool:
    """Whether the element opens as a block of links does, and holds some."""
    if local(element) not in SECTIONS or len(element.xpath(".//a")) < FEWEST_LINKS:
        return False
    opening = next((text for _, text in _leaves(element)), "").casefold().strip(" :.")
    return opening in words("page_blocks")["related"]["whole"]


def _lays_out(body: Any) -> bool:
    """Whether the story stands in tables that lay out the page."""
    return any(sum(map(len, cell.itertext())) > LAYOUT for cell in body.iter("cell", "td"))


def _main_cell(tree: Any) -> Any:
    """The innermost cell that holds most of the words of the page; null when there is none."""
    whole = sum(map(len, tree.itertext()))
    large = [cell for cell in tree.iter("td") if FAR_MORE * sum(map(len, cell.itertext())) > whole]
    return large[-1] if large else None


def _blocks(tree: Any, found: list[str]) -> list[str]:
    """The blocks of the page that a story of one paragraph was run together from, where they are most of it."""
    whole = "".join(found)
    blocks = [block for block in paragraphs(tree, UNREAD) if block in whole]
    return blocks if FAR_MORE * sum(map(len, blocks)) > len(whole) and len(blocks) > 1 else found


def _with_lost(tree: Any, found: Sequence[str]) -> list[str]:
    """The paragraphs, with what was lost of the story: its summary, and headings and sentences between them."""
    told, blocks = set(found), list(_leaves(tree))
    roofs = {element.getparent() for element, text in blocks if text in told and local(element) not in HEADINGS}
    lost: dict[str, list[str]] = {}
    waiting: list[str] = []
    above: str | None = None
    for at, (element, text) in enumerate(blocks):
        if text in told:
            if above is not None and waiting:
                lost.setdefault(above, waiting)
            above, waiting = text, []
        elif _is_heading(element, told, blocks[at + 1 : at + 2]) or (
            element.getparent() in roofs and _is_sentence(text) and not _holds(text, found)
        ):
            waiting.append(text)
    return [*_summary(tree, blocks, told), *_put_back(found, lost)]


def _is_heading(element: Any, told: Set[str], following: Sequence[tuple[Any, str]]) -> bool:
    """Whether it is a heading without a link, right above a paragraph of the story."""
    over = any(text in told for _, text in following)
    return over and local(element) in HEADINGS and not element.xpath(".//a | ancestor::a")


def _holds(text: str, found: Sequence[str]) -> bool:
    return any(len(line) >= FEWEST_LETTERS and line in text for line in found)


def _summary(tree: Any, blocks: Sequence[tuple[Any, str]], told: Set[str]) -> list[str]:
    """What a page names its summary, between the headline and the story."""
    headline = next(tree.iter("h1"), None)
    opening = next((at for at, (_, text) in enumerate(blocks) if text in told and not _is_title(text, headline)), 0)
    below = next((at for at, (element, _) in enumerate(blocks) if element is headline), opening)
    return [text for element, text in blocks[below + 1 : opening] if text not in told and _is_named_summary(element)]


def _is_title(text: str, headline: Any) -> bool:
    return headline is not None and text == _text(headline)


def _is_named_summary(element: Any) -> bool:
    around = (element, element.getparent())
    named = " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in around if one is not None)
    return any(_names(name, "summary") for name in named.split())


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
            text = _text(element)
            if text:
                yield element, text


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
