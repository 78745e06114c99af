"""Paragraphs: where they begin and end, what they are, and where each letter stood."""

import os
from pathlib import Path

import polars as pl
import pytest
import yaml

from pipeline import tables
from pipeline.source_text.roles.site import REASON, mark_site_boilerplate
from pipeline.stages.documents import read_documents
from pipeline.stages.paragraphs import split_paragraphs

SHARED = Path(__file__).parents[2].parent / "shared"


def paragraphs(text: str, **declared: str) -> list[tuple[str, str]]:
    document = {"doc_id": "d", "status": "accepted", "text_raw": text, "format": "plain_text", **declared}
    return split_paragraphs(tables.as_table("documents", [document])).select("role", "text").rows()


def texts(text: str) -> list[str]:
    return [found for _, found in paragraphs(text)]


def test_exactly_the_columns_of_the_table() -> None:
    document = {"doc_id": "d", "status": "accepted", "text_raw": "Rain fell.\n\nRoads closed."}
    refused = {"doc_id": "e", "status": "rejected", "text_raw": None}
    found = split_paragraphs(tables.as_table("documents", [document, refused]))
    assert found.schema == tables.empty("paragraphs").schema
    assert found["paragraph_no"].to_list() == [1, 2] and set(found["doc_id"]) == {"d"}


def test_lines_are_paragraphs_when_they_end_as_such() -> None:
    told = ["The ferry left Tanga at noon with 300 people aboard, twice as many as it may carry.", "It never arrived."]
    assert texts("\n".join(told)) == told


def test_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The ferry left the port of Tanga at noon with three hundred\n"
        "people aboard, which is twice as many as it may carry. Its\n"
        "captain had been warned.\n"
        "Fishermen found the first survivors at dusk. They clung to\n"
        "crates of food that had been packed in readiness for a cease-\n"
        "fire.\n"
    )
    assert len(texts(wrapped)) == 2
    assert texts(wrapped)[1].endswith("in readiness for a cease-fire.")


def test_an_indent_begins_a_paragraph_in_wrapped_text() -> None:
    wrapped = (
        "LAGOS, June 3 - Lorry drivers blocked the road to the port on\n"
        "Wednesday, the union said, over fees that have doubled since\n"
        "   The fees are to be paid in advance, and drivers say that is\n"
        "more than they earn.\n"
    )
    assert [text[:8] for text in texts(wrapped)] == ["LAGOS, J", "The fees"]


def test_a_table_is_one_paragraph() -> None:
    rows = "Wheat 3.05 3.10 2.98\nMaize 1.50 1.55 1.47\nRice 9.10 9.20 9.05"
    text = f"Prices were mixed at the close.\n\n{rows}\n\nTrading was thin."
    assert paragraphs(text)[1] == ("boilerplate", "Wheat 3.05 3.10 2.98 Maize 1.50 1.55 1.47 Rice 9.10 9.20 9.05")
    assert [role for role, _ in paragraphs(text)] == ["prose", "boilerplate", "prose"]


def test_the_declared_headline_is_the_title_and_told_again_a_heading() -> None:
    title, news = "Two killed in Goma", "Fighting flared up in Goma on Monday, killing two."
    text = f"{title}\n{news}\n{title}\nA third man died later."
    roles = [role for role, _ in paragraphs(text, title="Two killed in Goma | Lakes Wire")]
    assert roles == ["title", "prose", "heading", "prose"]


def test_a_heading_that_any_story_has_is_no_title() -> None:
    found = paragraphs(
        "What happened\nFighting flared up in Goma on Monday, killing two people.\nBackground\nIt has gone on."
    )
    assert [role for role, _ in found] == ["heading", "prose", "heading", "prose"]


STORY = "The army said on Friday that it had retaken the town of Bor after two days of fighting with rebels."
AROUND = "The Post is read on both banks of the river daily."
MORE = "A spokesman for the rebels denied this and said that their men still held the bridge over the river."


@pytest.mark.parametrize(
    ("around", "reason"),
    [
        ("© 2024 Nile Post. All rights reserved.", "copyright"),
        ("Skip to main content", "page furniture"),
        ("Home › World › Africa", "page furniture"),
        ("Share this article", "share prompt"),
        ("Follow us on Facebook, Twitter and Instagram", "share prompt"),
        ("Your email address will not be published. Required fields are marked *", "comment prompt"),
        ("Already a subscriber? Log in", "subscription prompt"),
        ("Sign up for our daily newsletter and never miss a story.", "subscription prompt"),
        ("By Achol Deng, Juba correspondent", "byline"),
        ("(Reporting by Achol Deng; Editing by Tom Hill)", "byline"),
        ("Published: 3 May 2024, 10:30 am", "time stamp"),
        ("May 3, 2024", "dateline"),
        ("JUBA, May 3", "dateline"),
        ("Photo: Achol Deng/Nile Post", "photo credit"),
        ("A soldier on the bridge at Bor. [File: Peter Lual/Reuters]", "photo credit"),
        ("Original Source: www.nilepost.example", "source note"),
        ("This article was originally published by Nile Post.", "source note"),
        ("https://nilepost.example/bor", "address"),
        ("3 min read", "page furniture"),
        ("ADVERTISEMENT", "advertising"),
        ("* * *", "no words"),
        ("We use cookies to give you the best experience.", "legal notice"),
        ("Also Read | Aid convoy turned back at Bor", "related block"),
    ],
)
def test_what_stands_around_a_story(around: str, reason: str) -> None:
    document = {"doc_id": "d", "status": "accepted", "text_raw": f"{STORY}\n\n{around}\n\n{MORE}\n\nThe town is dark."}
    found = split_paragraphs(tables.as_table("documents", [document])).filter(pl.col("role") == "boilerplate")
    assert found.select("text", "role_reason").rows() == [(around, reason)]


@pytest.mark.parametrize(
    "told",
    [
        "By Tuesday the army had taken the bridge and the road to the north.",
        "Share prices in Nairobi fell by 3 percent on the news.",
        "Follow-up talks are to be held in Addis Ababa next week.",
        "Published reports of the killings were false, the minister said on Friday.",
        "Sources close to the talks said that a ceasefire was near.",
        "Comments by the president drew anger in the capital.",
        "Copyright law was changed by parliament on Thursday after a long debate.",
        "Related attacks in March killed eleven people in the same district.",
        "Subscribers to the state telephone company lost service on Monday.",
        "Read the charges aloud, the judge told the clerk.",
        "Photographs of the dead were shown to the court.",
        "Latest in a row of attacks, the bombing killed three.",
        "The rebels said: “We will not comment.”",
        "Advertisements for soldiers appeared in all the papers.",
        "Xinhua reported that the president had left, citing officials.",
        "Chris Lual is a journalist who was arrested in Bor on Friday.",
    ],
)
def test_what_looks_like_it_and_is_the_story(told: str) -> None:
    assert [role for role, _ in paragraphs(f"{STORY}\n\n{told}\n\n{MORE}")] == ["prose", "prose", "prose"]


def test_a_block_of_links_in_the_middle_ends_where_the_story_goes_on() -> None:
    links = "Related stories\n\nBridge over the Nile opens\n\nAid convoy turned back"
    text = f"{STORY}\n\n{links}\n\n{MORE}\n\n{STORY} Again."
    assert [role for role, _ in paragraphs(text)] == ["prose", *["boilerplate"] * 3, "prose", "prose"]


def test_blurbs_under_links_go_with_them() -> None:
    blurbs = f"More on this story\n\n-\n\n{MORE}\n\n-\n\n{STORY} Again."
    assert [role for role, _ in paragraphs(f"{STORY}\n\n{MORE} Still.\n\n{blurbs}")][2:] == ["boilerplate"] * 5


def test_readers_comments_go_to_the_end() -> None:
    comments = f"3 Comments\n\nWako\n\n{MORE}\n\nAnother reader\n\nI was there and I can say that none of this is true."
    assert [role for role, _ in paragraphs(f"{STORY}\n\n{MORE} Still.\n\n{comments}")][2:] == ["boilerplate"] * 5


def test_biography_of_the_author_at_the_end() -> None:
    about = "Achol Deng is a reporter based in Juba. She has covered the Nile for years; her work has appeared widely."
    found = paragraphs(f"{STORY}\n\n{MORE}\n\n{about}")
    assert [role for role, _ in found] == ["prose", "prose", "boilerplate"]


def site(stories: int, publisher: str = "Nile Post") -> tuple[pl.DataFrame, pl.DataFrame]:
    documents = tables.as_table(
        "documents",
        [
            {
                "doc_id": f"d{n:03}",
                "status": "accepted",
                "publisher": publisher,
                "text_raw": f"Story number {n} tells of {n * 7} roads.\n\n{AROUND}\n\nTown {n} slept.",
            }
            for n in range(stories)
        ],
    )
    return documents, split_paragraphs(documents)


def test_a_line_around_many_stories_of_a_site_is_boilerplate() -> None:
    marked = mark_site_boilerplate(*site(8))
    around = marked.filter(role_reason=REASON)
    assert set(around["text"]) == {AROUND} and around.height == 8


def test_few_stories_mark_nothing() -> None:
    documents, found = site(4)
    assert mark_site_boilerplate(documents, found).equals(found)


def test_copies_of_one_story_mark_nothing() -> None:
    row = {"status": "accepted", "publisher": "Nile Post", "text_raw": f"{STORY}\n\n{MORE}\n\nThe town is dark."}
    documents = tables.as_table("documents", [{"doc_id": f"d{n}", **row} for n in range(30)])
    found = split_paragraphs(documents)
    assert mark_site_boilerplate(documents, found).equals(found)


@pytest.mark.skipif(not SHARED.exists() and "CI" not in os.environ, reason="the shared seed documents are not here")
def test_roles_of_the_shared_seeds() -> None:
    gold = {one["doc"]: one for one in yaml.safe_load((SHARED / "gold" / "seeds.yaml").read_text(encoding="utf-8"))}
    documents = read_documents([SHARED / "seeds"])
    found = split_paragraphs(documents)
    for row in documents.iter_rows(named=True):
        lines = row["text_raw"].split("\n")
        numbered = {
            number: role
            for role, start in found.filter(doc_id=row["doc_id"]).select("role", "start_char").rows()
            for number in [row["text_raw"].count("\n", 0, start) + 1]
        }
        wanted = gold[row["source_path"]]
        assert {n for n, role in numbered.items() if role == "boilerplate"} == set(wanted["boilerplate"])
        assert {n for n, role in numbered.items() if role in ("title", "heading")} <= set(wanted["headings"])
        assert len(numbered) == sum(bool(line.strip()) for line in lines)
