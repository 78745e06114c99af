"""Each line of `when/when.txt`: the days of the act that the word in brackets tells."""

from pathlib import Path

import pytest

from pipeline.happenings.reading import first_tellings
from pipeline.stages.dates import find_dates
from pipeline.stages.documents import read_documents
from pipeline.stages.mentions import code_mentions
from pipeline.stages.paragraphs import split_paragraphs
from pipeline.stages.sentences import split_sentences

TABLE = Path(__file__).parent / "when" / "when.txt"
EXAMPLES = [line[2:] for line in TABLE.read_text("utf-8").splitlines() if line.startswith("= ")]
PUBLISHED = "2015-06-17"


def told(example: str) -> str:
    return example.partition(" => ")[0].replace("[", "").replace("]", "")


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], str]:
    """By document and place of the trigger, the days of the act."""
    folder = tmp_path_factory.mktemp("told")
    names = [f"{number:03}.txt" for number in range(len(EXAMPLES))]
    for name, example in zip(names, EXAMPLES, strict=True):
        (folder / name).write_text(f"Report\n\n{told(example)}\n", encoding="utf-8")
    rows = "\n".join(f"{name},{PUBLISHED}" for name in names)
    (folder / "published.csv").write_text(f"source_path,published_on\n{rows}\n", encoding="utf-8")
    documents = read_documents([folder])
    paragraphs = split_paragraphs(documents)
    sentences = split_sentences(paragraphs)
    dates = find_dates(documents, paragraphs, sentences)
    coded = code_mentions(documents, paragraphs, sentences, dates)
    starts = coded.mentions.select("mention_id", "start_char")
    paths = documents.select("doc_id", "source_path")
    mentions = first_tellings(documents, sentences, dates, coded).join(starts, on="mention_id").join(paths, on="doc_id")
    return {
        (row["source_path"], row["start_char"]): written(row["date_start"], row["date_end"])
        for row in mentions.iter_rows(named=True)
    }


def written(first: object, last: object) -> str:
    if first is None and last is None:
        return "-"
    return str(first) if first == last else f"{first or ''}..{last or ''}"


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=EXAMPLES)
def test_an_act_has_its_days(number: int, days: dict[tuple[str, int], str]) -> None:
    marked, _, wanted = EXAMPLES[number].partition(" => ")
    start = len("Report\n\n") + marked.index("[")
    assert days.get((f"{number:03}.txt", start), "no act") == wanted
