"""How many acts a sentence tells: a blow and the toll that it took are one, acts set apart are several."""

import pytest

from pipeline import tables
from pipeline.stages.mentions import code_mentions

EXAMPLES = (
    ("Nine people died in Mali when rebels attacked a village.", ["ASSAULT"]),
    ("Five soldiers were killed and nine wounded on Friday when drones struck a base in Mali.", ["ASSAULT"]),
    ("Five Malian soldiers were wounded after rebels opened fire on a base.", ["ASSAULT"]),
    ("Twelve Haitians died two days after gunmen shot a priest.", ["CASUALTY", "ASSAULT"]),
    ("Rebels attacked a Malian village, killing nine people.", ["ASSAULT"]),
    ("Malian rebels attacked a village and Kenya condemned the army.", ["ASSAULT", "ACCUSE"]),
)


@pytest.mark.parametrize(("text", "types"), EXAMPLES)
def test_the_acts_of_a_sentence(text: str, types: list[str]) -> None:
    place = {"doc_id": "d", "paragraph_id": "p"}
    span = {"sentence_no": 1, "start_char": 0, "end_char": len(text)}
    sentences = tables.as_table("sentences", [{"sentence_id": "s", "text": text, **span, **place}])
    paragraphs = tables.as_table("paragraphs", [{"role": "prose", **place}])
    told = code_mentions(tables.empty("documents"), paragraphs, sentences, tables.empty("dates"))
    assert told.mentions.sort("start_char")["event_type"].to_list() == types
