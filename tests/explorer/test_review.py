"""The review page shows every mention of the sample corpus, and takes nothing of a text for markup."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.explorer.review import underlined, write_review
from pipeline.warehouse import NoWarehouseError, ask
from tests.stories import walked


class Page(HTMLParser):
    """What a browser would see: texts as <pre> has them, what is underlined, ids, and elements by name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.texts: list[str] = []
        self.lines: list[str] = []
        self.ids: set[str] = set()
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.ids |= {value for name, value in attrs if name == "id" and value}
        if tag == "pre":
            self.texts.append("")
        if tag == "u":
            self.lines.append("")
        if tag in ("pre", "u", "sup"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if "pre" in self.inside and "sup" not in self.inside:
            self.texts[-1] += data
        if "u" in self.inside:
            self.lines[-1] += data


@pytest.fixture(scope="module")
def html(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("review") / "review.html"
    write_review(sample_warehouse, file)
    return file.read_text("utf-8")


def test_documents_stand_whole(html: str, sample_warehouse: Path) -> None:
    raw = ask(sample_warehouse, "SELECT text_raw FROM documents WHERE status = 'accepted' ORDER BY doc_id")
    assert [text.removeprefix("\n") for text in Page(html).texts] == raw["text_raw"].to_list()


def test_every_trigger_is_underlined(html: str, sample_warehouse: Path) -> None:
    spans = ask(
        sample_warehouse,
        "SELECT mention_id, substr(text_raw, (start_char + 1)::INT, (end_char - start_char)::INT) AS said "
        "FROM mentions JOIN documents USING (doc_id)",
    )
    page = Page(html)
    assert spans.height
    assert set(spans["mention_id"]) <= page.ids
    assert not [said for said in spans["said"] if not any(said in line for line in page.lines)]


@pytest.mark.parametrize("table", ["mentions", "participants", "figures"])
def test_every_column_is_there(html: str, sample_warehouse: Path, table: str) -> None:
    columns = ask(sample_warehouse, f"SELECT * FROM {table} LIMIT 0").columns
    assert not [name for name in columns if f"<th>{name}</th>" not in html]


def test_it_stands_alone(html: str) -> None:
    assert not Page(html).names & {"script", "link", "img", "iframe", "form", "object"}
    assert "url(" not in html.split("</style>")[0]


def test_triggers_that_overlap_share_a_line() -> None:
    mentions = [
        {"start_char": 0, "end_char": 4, "mention_id": "a"},
        {"start_char": 0, "end_char": 8, "mention_id": "b"},
    ]
    assert "".join(underlined("sent off <b>", mentions)) == (
        '<u><a href="#a">sent off</a></u><sup>1, 2</sup> &lt;b&gt;'
    )


def test_markup_in_a_text_is_text(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    told = 'Title <i>of\n\nRebels <script>alert("x")</script> attacked the town & killed five soldiers on 3 May 2021.\n'
    (tmp_path / "in" / "a.txt").write_text(told, "utf-8")
    walked(tmp_path / "warehouse", tmp_path / "in")
    assert write_review(tmp_path / "warehouse", tmp_path / "review.html") == 1
    page = Page((tmp_path / "review.html").read_text("utf-8"))
    assert [text.removeprefix("\n") for text in page.texts] == [told]
    assert not page.names & {"script", "i"}


def test_no_warehouse_no_page(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouseError):
        write_review(tmp_path, tmp_path / "review.html")


def test_the_run_refuses_a_page_in_no_folder(tmp_path: Path) -> None:
    import typer

    from pipeline.cli.run import run

    app = typer.Typer()
    app.command()(run)
    (tmp_path / "a.txt").write_text("Rebels attacked the town.", "utf-8")
    done = CliRunner().invoke(app, [str(tmp_path / "a.txt"), "--review", str(tmp_path / "none" / "review.html")])
    assert done.exit_code == 2
