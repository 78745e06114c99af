"""One document's text to its paragraphs: where they are, their clean text, their roles."""

from pipeline.offsets import Mapped
from pipeline.source_text import markdown_marks
from pipeline.source_text.cleaning import cleaned
from pipeline.source_text.layout import spans
from pipeline.source_text.roles import Role, roles

HEAD = 4_000
MARKDOWN = "markdown"
Paragraph = tuple[Mapped, Role]


def paragraphs_of(
    text_raw: str, title: str | None = None, author: str | None = None, format_: str | None = None
) -> list[Paragraph]:
    """Clean text with its map, and role, of each paragraph that holds anything to read.

    >>> [(clean.text, role.role) for clean, role in paragraphs_of("# Rain\\nIt *fell*\\ntoday.", format_="markdown")]
    [('Rain', 'title'), ('It fell today.', 'prose')]
    """
    if format_ == MARKDOWN:
        return _of_markdown(text_raw, title, author)
    clean = [mapped for start, end in spans(text_raw) if (mapped := cleaned(text_raw, start, end)).text]
    return list(zip(clean, roles([mapped.text for mapped in clean], title, author), strict=True))


def _of_markdown(text_raw: str, title: str | None, author: str | None) -> list[Paragraph]:
    first = markdown_marks.front_matter(text_raw)
    front = cleaned(text_raw, 0, first)
    found = []
    for start, end in spans(text_raw[first:], markdown_marks.begins):
        mapped = cleaned(text_raw, first + start, first + end, markdown_marks.marks)
        if mapped.text:
            found.append((mapped, markdown_marks.HEADING.match(text_raw, first + start) is not None))
    headings = frozenset(at for at, (_, marked) in enumerate(found) if marked)
    given = roles([mapped.text for mapped, _ in found], title, author, headings)
    body = [(mapped, role) for (mapped, _), role in zip(found, given, strict=True)]
    return [(front, Role("boilerplate", "front matter")), *body] if front.text else body


def headline(text_raw: str, format_: str | None = None) -> str | None:
    """The first title paragraph of a text that declares none; null when it has none.

    >>> headline("Rain closes two roads\\nHeavy rain fell on the coast on Tuesday.\\n")
    'Rain closes two roads'
    """
    end = text_raw.find("\n", HEAD)
    head = paragraphs_of(text_raw[:end] if end > 0 else text_raw[: 4 * HEAD], format_=format_)
    return next((mapped.text for mapped, role in head if role.role == "title"), None)
