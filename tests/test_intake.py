"""Which sources are read again, and when a document is gone."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.formats import Limits
from pipeline.source_text.sources import Source
from pipeline.stages.documents import read_source
from pipeline.upkeep.intake import PART, Intake, take_in
from pipeline.upkeep.lake import Lake
from tests.stories import write_stories


class Reader:
    """Reads sources and remembers which."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, source: Source) -> list[dict[str, Any]]:
        self.read.append(source.source_path)
        return list(read_source(source))


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "w" / "lake")


def taken(lake: Lake, *inputs: Path) -> tuple[Intake, list[str]]:
    reader = Reader()
    intake = take_in(Lake(lake.folder), inputs, reader, "pipeline.stages.documents")
    return intake, reader.read


def paths(lake: Lake) -> list[str]:
    return Lake(lake.folder).read(PART)["source_path"].to_list()


def test_only_what_is_new_or_changed_is_read(tmp_path: Path, lake: Lake) -> None:
    folder = write_stories(tmp_path / "in", "march.txt", "pact.txt")
    assert taken(lake, folder) == (Intake(2, 2, 0, 0, True), ["march.txt", "pact.txt"])
    assert taken(lake, folder) == (Intake(2, 0, 0, 0, False), [])
    write_stories(folder, "flood.txt")
    assert taken(lake, folder) == (Intake(3, 1, 0, 0, True), ["flood.txt"])
    (folder / "pact.txt").write_text("Chile and Peru quarrel.")
    assert taken(lake, folder) == (Intake(3, 1, 1, 0, True), ["pact.txt"])


def test_a_changed_day_of_publication_is_a_change(tmp_path: Path, lake: Lake) -> None:
    folder = write_stories(tmp_path / "in", "march.txt", "pact.txt")
    taken(lake, folder)
    table = folder / "published.csv"
    table.write_text(table.read_text().replace("march.txt,2024-04-15", "march.txt,2024-04-16"))
    intake, read = taken(lake, folder)
    assert read == ["march.txt"] and (intake.new, intake.gone) == (0, 0)
    days = dict(Lake(lake.folder).read(PART).select("source_path", "published_on").iter_rows())
    assert str(days["march.txt"]) == "2024-04-16"


def test_files_given_one_by_one_add_up_and_a_folder_mirrors(tmp_path: Path, lake: Lake) -> None:
    folder = write_stories(tmp_path / "in", "march.txt", "pact.txt")
    taken(lake, folder / "march.txt")
    taken(lake, folder / "pact.txt")
    assert paths(lake) == ["march.txt", "pact.txt"]
    (folder / "march.txt").unlink()
    assert taken(lake, folder / "pact.txt")[0].gone == 0
    assert taken(lake, folder)[0].gone == 1 and paths(lake) == ["pact.txt"]


def test_two_folders_with_the_same_document_hold_it_together(tmp_path: Path, lake: Lake) -> None:
    one, other = (
        write_stories(tmp_path / "one", "march.txt"),
        write_stories(tmp_path / "other", "march.txt", "pact.txt"),
    )
    taken(lake, one, other)
    assert paths(lake) == ["march.txt", "pact.txt"]
    (one / "march.txt").unlink()
    assert taken(lake, one)[0].gone == 0 and paths(lake) == ["march.txt", "pact.txt"]
    (other / "march.txt").unlink()
    assert taken(lake, other)[0].gone == 1 and paths(lake) == ["pact.txt"]


def test_folders_of_the_input_alone_may_be_looked_at(tmp_path: Path, lake: Lake) -> None:
    for day, name in (("2026-03-01", "march.txt"), ("2026-03-02", "pact.txt")):
        write_stories(tmp_path / "in" / day, name)
    take_in(lake, [tmp_path / "in"], read_source, "pipeline.stages.documents", ["2026-03-01"])
    assert paths(lake) == ["2026-03-01/march.txt"]
    take_in(Lake(lake.folder), [tmp_path / "in"], read_source, "pipeline.stages.documents", ["2026-03-02"])
    assert paths(lake) == ["2026-03-01/march.txt", "2026-03-02/pact.txt"]


def test_an_input_that_is_not_there_is_told(tmp_path: Path, lake: Lake) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        taken(lake, tmp_path / "nowhere")


def test_a_warehouse_within_the_input_is_no_source(tmp_path: Path, lake: Lake) -> None:
    write_stories(tmp_path, "march.txt")
    taken(lake, tmp_path)
    assert taken(lake, tmp_path)[0] == Intake(1, 0, 0, 0, False) and paths(lake) == ["march.txt"]


def test_a_changed_limit_reads_a_source_again(tmp_path: Path, lake: Lake) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "rain.txt").write_text("Rain fell on the coast for six days.", encoding="utf-8")
    work = ([tmp_path / "in"], read_source, "pipeline.stages.documents")
    assert take_in(lake, *work, limits=Limits(document=10)).refused == 1
    assert take_in(Lake(lake.folder), *work).refused == 0
    assert not take_in(Lake(lake.folder), *work).changed
