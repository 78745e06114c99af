"""Pages copied as plain text: the story apart from what stood around it, line by line."""

from pathlib import Path

import pytest

from pipeline.source_text.paragraphing import paragraphs_of

PAGES = Path(__file__).parents[1] / "examples" / "roles" / "scraped_pages.txt"
ROLES = {"T": "title", "H": "heading", "P": "prose", "B": "boilerplate"}
LEAST_F1 = 0.95


def labelled() -> list[list[tuple[str, str]]]:
    """Role and text of each line of each page; a page begins with a line of three equals signs."""
    pages = PAGES.read_text(encoding="utf-8").split("=== ")[1:]
    return [[(ROLES[line[0]], line[2:]) for line in page.strip("\n").split("\n")[1:]] for page in pages]


def given(page: list[tuple[str, str]]) -> list[str]:
    found = paragraphs_of("\n\n".join(text for _, text in page))
    assert [clean.text for clean, _ in found] == [text for _, text in page]
    return [role.role for _, role in found]


@pytest.mark.parametrize("page", labelled(), ids=lambda page: next(text for role, text in page if role == "title")[:30])
def test_headline_is_found(page: list[tuple[str, str]]) -> None:
    assert [text for role, (_, text) in zip(given(page), page, strict=True) if role == "title"] == [
        text for role, text in page if role == "title"
    ]


def test_boilerplate_is_told_from_the_story() -> None:
    pairs = [pair for page in labelled() for pair in zip((role for role, _ in page), given(page), strict=True)]
    both = pairs.count(("boilerplate", "boilerplate"))
    wanted, found = (sum(pair[side] == "boilerplate" for pair in pairs) for side in (0, 1))
    assert 2 * both / (wanted + found) >= LEAST_F1
    assert sum(pair == ("prose", "boilerplate") for pair in pairs) <= 0.02 * sum(role == "prose" for role, _ in pairs)
