"""What a web page declares of itself: JSON-LD first, then meta tags, then what it shows."""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from htmldate import find_date
from trafilatura.metadata import extract_metadata

from pipeline.lexicon import words
from pipeline.source_text.days import declared_day

WEB = re.compile(r"https?://\S+\Z")
DATE_IN_JSON = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{4,40})\"")
SUFFIX = re.compile(r"\s+(?:[|»·•–—-]|::?)\s+([^|»·•–—]{2,60})\Z")
SPACE = re.compile(r"\s+")
EARLIEST, LATEST = "1990-01-01", "2999-12-31"
CUT_OFF = ("...", "…")
LONGEST_TITLE = 400
LONGEST_LINE = 100
FEWEST_WORDS = 6
ASIDE = "[not(ancestor::aside or ancestor::footer or ancestor::nav)]"
TIMES = (
    f"//time[@pubdate or contains(@itemprop, 'datePublished')]{ASIDE}/@datetime",
    "//*[contains(@itemprop, 'datePublished')]/@content",
    f"//h1/ancestor::article[1]//time{ASIDE}/@datetime",
    f"//h1/ancestor::header[1]//time{ASIDE}/@datetime",
    f"//h1/following::time[1]{ASIDE}/@datetime",
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Title, address, site, author, day with where it was found (`printed`: only shown), and the body for machines."""

    title: str | None
    url: str | None
    publisher: str | None
    author: str | None
    published: str | None
    evidence: str | None
    printed: bool
    body: str | None


def page_facts(tree: Any, url: str | None = None) -> PageFacts:
    """The facts of a parsed page; `url` is where it was fetched from."""
    article = next(_articles(tree), {})
    meta = _meta(tree)
    publisher = _name(article.get("publisher")) or _first(meta, "site")
    address = url or _address(tree, article, meta)
    published, evidence, printed = _published(tree, article, meta, address)
    shown = _fallback(tree, address)
    return PageFacts(
        title=_title(tree, article, meta, publisher),
        url=address,
        publisher=publisher or _text(shown.sitename),
        author=_name(article.get("author")) or _author(meta) or _text(shown.author),
        published=published,
        evidence=evidence,
        printed=printed,
        body=_text(article.get("articleBody"), fold=False),
    )


def _fallback(tree: Any, url: str | None) -> Any:
    try:
        return extract_metadata(tree, url, {"original_date": True, "extensive_search": False, "max_date": LATEST})
    except (ValueError, TypeError, AttributeError, KeyError):
        return extract_metadata("<html><body><p>.</p><p>.</p></body></html>")


def _articles(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects that are articles."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = re.sub(
            r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*\Z", "", script.text_content()
        )
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            day = DATE_IN_JSON.search(text)
            found = {"@type": words("page_facts")["articles"][0], "datePublished": day.group(1)} if day else {}
        yield from _typed(found, 0)


def _typed(found: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 6:
        return
    if isinstance(found, list):
        for one in found:
            yield from _typed(one, depth + 1)
    elif isinstance(found, dict):
        kinds = found.get("@type")
        if set(words("page_facts")["articles"]) & {
            str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds])
        }:
            yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _typed(found.get(key), depth + 1)


def _meta(tree: Any) -> dict[str, str]:
    """Name -> content of the meta tags, the first of each name."""
    found: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name, content = tag.get(key), _text(tag.get("content"))
            if name and content:
                found.setdefault(name.strip().casefold(), content)
    return found


def _first(meta: Mapping[str, str], what: str) -> str | None:
    return next((meta[name] for name in words("page_facts")[what] if name in meta), None)


def _author(meta: Mapping[str, str]) -> str | None:
    found = _first(meta, "author")
    return None if found and WEB.match(found) else found


def _text(value: Any, *, fold: bool = True) -> str | None:
    if not isinstance(value, str):
        return None
    return (SPACE.sub(" ", value).strip() if fold else value.strip()) or None


def _name(value: Any) -> str | None:
    """The name of a JSON-LD person, organisation, or list of them."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, value)))) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    text = _text(value)
    return None if text and WEB.match(text) else text


def _address(tree: Any, article: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    main = article.get("mainEntityOfPage")
    declared = [
        *tree.xpath("//link[@rel='canonical']/@href"),
        _first(meta, "address"),
        article.get("url"),
        main.get("@id") if isinstance(main, dict) else main,
    ]
    return next((str(one).strip() for one in declared if isinstance(one, str) and WEB.match(one.strip())), None)


def _title(tree: Any, article: Mapping[str, Any], meta: Mapping[str, str], site: str | None) -> str | None:
    """The headline; one that is cut off gives way to the heading that the page shows."""
    shown = _headings(tree)
    headings = [text for heading in shown if (text := _text(heading.text_content()))]
    visible = headings[0] if headings else None
    declared = _text(article.get("headline")) or _first(meta, "title")
    if declared is None:
        named = next((_text(title.text_content()) for title in tree.xpath("//head/title | //title")), None)
        declared = visible if len(set(headings)) == 1 or (visible and named and visible in named) else named
        declared = declared or named or visible
    if declared and declared.endswith(CUT_OFF) and visible:
        declared = visible
    return _without_site(declared, site)[:LONGEST_TITLE] if declared else None


def _headings(tree: Any) -> list[Any]:
    """The headlines that the page shows, the surest first; the name of a site, which leads to its front, is none."""
    first = [*tree.xpath("//h1[contains(@itemprop, 'headline')]"), *tree.xpath("//article//h1"), *tree.xpath("//h1")]
    found = [heading for heading in first if not heading.xpath(".//a[@href='/'] | ancestor::a[@href='/']")]
    return found or tree.xpath("//h2[contains(@class, 'title')] | //h3[contains(@class, 'title')]") or first


def _without_site(title: str, site: str | None) -> str:
    """The title without the site's name behind a mark; a last part that is no name of a site stays.

    >>> _without_site("Rain closes two roads | The Gazette", None), _without_site("Rain - what we know so far", None)
    ('Rain closes two roads', 'Rain - what we know so far')
    """
    found = SUFFIX.search(title)
    if found is None:
        return title
    last = found.group(1)
    named = site is not None and (last.casefold() in site.casefold() or site.casefold() in last.casefold())
    return title[: found.start()] if named or all(word[:1].isupper() for word in last.split()) else title


def _published(
    tree: Any, article: Mapping[str, Any], meta: Mapping[str, str], url: str | None
) -> tuple[str | None, str | None, bool]:
    """The day, where it was found, and whether the page only shows it."""
    declared = [
        ("JSON-LD: datePublished", article.get("datePublished")),
        ("JSON-LD: dateCreated", article.get("dateCreated")),
    ]
    declared += [(f"meta: {name}", meta.get(name)) for name in words("page_facts")["date"]]
    times = [value for path in TIMES for value in tree.xpath(path)]
    declared += [("time tag", one) for one in times[:3]]
    for evidence, text in declared:
        if isinstance(text, str) and declared_day(text):
            return text.strip(), evidence, False
    return *_shown_day(tree, url), True


def _shown_day(tree: Any, url: str | None) -> tuple[str | None, str | None]:
    """A date that the page shows outside of its story: one that the story tells is no date of the page."""
    around = _without_story(tree)
    for extensive in (False, True):
        try:
            day = find_date(
                around, extensive_search=extensive, original_date=True, url=url, min_date=EARLIEST, max_date=LATEST
            )
        except (ValueError, TypeError, AttributeError):
            return None, None
        if day and not (extensive and day.endswith("-01-01")):
            return day, "page: a date that it shows"
    return None, None


def _without_story(tree: Any) -> Any:
    """A copy of the page without the sentences of its story and what stands aside."""
    around = deepcopy(tree)
    for element in around.xpath("//aside | //p | //li | //td | //blockquote | //dd | //div[not(*)]"):
        if element.getparent() is not None and (element.tag == "aside" or _is_told(element)):
            element.drop_tree()
    return around


def _is_told(element: Any) -> bool:
    """Whether the element holds words of the story and no blocks of its own."""
    text, named = element.text_content().strip(), f"{element.get('class')} {element.get('id')}".casefold()
    if any(word in named for word in words("page_facts")["stamp"]):
        return False
    sentence = text.endswith((".", "!", "?", "”", '"')) and len(text.split()) >= FEWEST_WORDS
    return (sentence or len(text) > LONGEST_LINE) and not element.xpath(".//p | .//div | .//td | .//li")
