"""One document's text to its paragraphs: where they are, their clean text, their roles."""

from pipeline.cleaning import cleaned
from pipeline.layout import spans
from pipeline.offsets import Mapped
from pipeline.roles import Role, roles

HEAD = 4_000


def paragraphs_of(text_raw: str, title: str | None = None) -> list[tuple[Mapped, Role]]:
    """Clean text with its map, and role, of each paragraph that holds anything to read."""
    clean = [mapped for start, end in spans(text_raw) if (mapped := cleaned(text_raw, start, end)).text]
    return list(zip(clean, roles([mapped.text for mapped in clean], title), strict=True))


def headline(text_raw: str) -> str | None:
    """The first title paragraph of a text that declares none; null when it has none.

    >>> headline("Rain closes two roads\\nHeavy rain fell on the coast on Tuesday.\\n")
    'Rain closes two roads'
    """
    end = text_raw.find("\n", HEAD)
    head = paragraphs_of(text_raw[:end] if end > 0 else text_raw[: 4 * HEAD])
    return next((mapped.text for mapped, role in head if role.role == "title"), None)
