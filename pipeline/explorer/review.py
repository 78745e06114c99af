"""The review page: every document with its mentions underlined, for a person who checks the coding.

One HTML file that needs nothing else: no script, no style from elsewhere, no server.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from pipeline.explorer.marks import Mark, pieces
from pipeline.warehouse import ask

Row = dict[str, Any]
Grouped = dict[str, list[Row]]

DOCUMENTS = "SELECT * FROM documents WHERE status = 'accepted' ORDER BY doc_id"
MENTIONS = """
SELECT mentions.*, dates.text AS date_text, timex_value, event_id
FROM mentions LEFT JOIN dates USING (date_id) LEFT JOIN evidence USING (mention_id)
ORDER BY mentions.doc_id, mentions.start_char, mentions.end_char, mentions.mention_id
"""
DETAILS = {
    "participants": "SELECT * FROM participants ORDER BY mention_id, role, rank",
    "figures": "SELECT * FROM figures ORDER BY mention_id, start_char, figure_id",
    "attributions": "SELECT * FROM attributions ORDER BY mention_id, rank",
}
ABOUT = ("source_path", "publisher", "language", "published_on", "published_basis", "copy_of_doc_id")
STYLE = """
body { max-width: 72rem; margin: auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
article { border-top: 2px solid; margin-top: 2rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 1rem/1.6 Georgia, serif; }
u a { color: #8a1c1c; } sup { font-size: .7em; }
table { border-collapse: collapse; font-size: .85rem; } th, td { text-align: left; padding: 0 .8em 0 0; }
details { margin: .3rem 0; } summary { cursor: pointer; } details:target { background: #fff3c4; }
"""


def write_review(folder: Path, file: Path) -> int:
    """Write the last snapshot of the warehouse in `folder` as one page; how many documents it shows.

    Raises `NoWarehouseError` when nothing has been published there, OSError when the page cannot be written.
    """
    documents = ask(folder, DOCUMENTS)
    mentions = _grouped(folder, MENTIONS, "doc_id")
    details = {name: _grouped(folder, sql, "mention_id") for name, sql in DETAILS.items()}
    with file.open("w", encoding="utf-8") as page:
        page.write(
            f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Review</title><style>{STYLE}</style>\n'
        )
        page.write(f"<h1>Review: {documents.height} documents</h1>\n")
        for document in documents.iter_rows(named=True):
            page.writelines(_document(document, mentions.get(document["doc_id"], []), details))
    return documents.height


def _grouped(folder: Path, sql: str, column: str) -> Grouped:
    groups: Grouped = {}
    for row in ask(folder, sql).iter_rows(named=True):
        groups.setdefault(row[column], []).append(row)
    return groups


def _document(document: Row, mentions: Sequence[Row], details: dict[str, Grouped]) -> Iterator[str]:
    yield f'<article id="{escape(document["doc_id"])}"><h2>{_cell(document["title"] or document["source_path"])}</h2>\n'
    yield "<p>" + " · ".join(f"{name} {_cell(document[name])}" for name in ABOUT if document[name] is not None)
    # A line end after <pre> is not shown, so that a text may begin with one of its own.
    yield f"</p>\n<pre>\n{''.join(underlined(document['text_raw'], mentions))}</pre>\n"
    for number, mention in enumerate(mentions, 1):
        yield f'<details open id="{escape(mention["mention_id"])}"><summary>{number}. {_headline(mention)}</summary>\n'
        yield _fields(mention)
        for name, groups in details.items():
            yield _listed(name, groups.get(mention["mention_id"], []))
        yield "</details>\n"
    yield "</article>\n"


def underlined(text: str, mentions: Sequence[Row]) -> Iterator[str]:
    """The text as HTML: each trigger underlined, followed by the numbers of the mentions that it tells.

    Triggers that overlap share one line.

    >>> "".join(underlined("They <sent> aid.", [{"start_char": 6, "end_char": 10, "mention_id": "m1"}]))
    'They &lt;<u><a href="#m1">sent</a></u><sup>1</sup>&gt; aid.'
    """
    for piece in pieces(text, 0, _marks(mentions)):
        said = escape(piece.text)
        if piece.mark is None:
            yield said
        else:
            href, title = escape(piece.mark.href), escape(piece.mark.title)
            yield f'<u><a href="#{href}">{said}</a></u><sup>{title}</sup>'


def _marks(mentions: Sequence[Row]) -> list[Mark]:
    marks: list[Mark] = []
    numbered = enumerate(mentions, 1)
    for number, mention in sorted(numbered, key=lambda one: (one[1]["start_char"], one[1]["end_char"])):
        start, end = mention["start_char"], mention["end_char"]
        if marks and start < marks[-1].end:
            last = marks.pop()
            marks.append(Mark(last.start, max(end, last.end), "trigger", f"{last.title}, {number}", last.href))
        else:
            marks.append(Mark(start, end, "trigger", str(number), mention["mention_id"]))
    return marks


def _headline(mention: Row) -> str:
    kind = "/".join(filter(None, (mention["event_type"], mention["event_mode"])))
    return f"<b>{_cell(mention['trigger'])}</b> {escape(kind)}, {escape(mention['status'])}"


def _fields(row: Row) -> str:
    cells = "".join(f"<tr><th>{escape(name)}</th><td>{_cell(value)}</td></tr>\n" for name, value in row.items())
    return f"<table>\n{cells}</table>\n"


def _listed(name: str, rows: Sequence[Row]) -> str:
    if not rows:
        return f"<p>{name}: none</p>\n"
    head = "".join(f"<th>{escape(column)}</th>" for column in rows[0])
    return f"<p>{name}:</p>\n<table><tr>{head}</tr>\n{''.join(map(_line, rows))}</table>\n"


def _line(row: Row) -> str:
    values: Iterable[Any] = row.values()
    return f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in values)}</tr>\n"


def _cell(value: Any) -> str:
    return "" if value is None else escape(str(value))
