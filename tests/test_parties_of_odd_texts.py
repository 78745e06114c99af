"""Parties, places and quantities of texts that nobody would write: spans stay true, nothing breaks or runs away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.actors import Roster
from pipeline.gazetteer import words_of, world
from pipeline.language import parse
from pipeline.places import find_places
from pipeline.quantities import find_quantities

BITS = [
    "Kenya", "Kenyan", "the U.S.", "Kim Jong-un", "Moscow", "Al-Qaeda", "troops", "rebels", "killed", "12,000",
    "two dozen", "between", "and", "to", "of", "half", "a", "$", "dollars", "percent", ",", ".", "'s", "-", "in", "He",
    "they", "both", "countries", "President", "ALGIERS", "São Tomé", "’", "one", "third", "million", "mln", "not", "“",
    "(", "1/2", "3:4", "F-16", "\u200b", "İ", "ß",
]  # fmt: skip
texts = st.lists(st.sampled_from(BITS), max_size=25).map(" ".join)


@given(texts)
@settings(max_examples=60, deadline=None)
def test_all_that_is_found_stands_where_it_says(text: str) -> None:
    for match in world().find(text):
        assert 0 <= match.start < match.end <= len(text)
    for place in find_places(text):
        assert text[place.start : place.end] == place.name
    for tree in parse([text]):
        for quantity in find_quantities(tree):
            assert text[quantity.start : quantity.end] == quantity.text
        roster = Roster([text])
        roster.hear(text, tree)
        for token in tree.tokens:
            assert all(0 <= p.start < p.end <= len(text) for p in roster.parties(tree, token.i))


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[word.start : word.end] for word in words_of(text))
    Roster([text]).hear(text)
    find_places(text)


MONSTERS = {
    "a sentence of 5,000 words": "The soldiers of Kenya attacked the town " * 700,
    "a list of 300 names": "Troops from " + ", ".join(f"Ali Hassan{i}" for i in range(300)) + " and Chad left.",
    "capitals throughout": "KENYAN TROOPS KILL 12 REBELS NEAR KISMAYO, SOMALIA, U.N. SAYS",
    "no marks at all": "police arrested twenty people in lagos and they said nothing about the president of nigeria",
    "digits": "9" * 20_000 + " soldiers and 1,1,1,1,1,1,1,1 more",
    "one word": "A" * 50_000,
    "number words": "two hundred and " * 3_000,
}


@pytest.mark.parametrize("name", MONSTERS)
def test_odd_texts_are_read_in_bounded_time(name: str) -> None:
    text = MONSTERS[name]
    roster = Roster([text])
    for tree in parse([text]):
        roster.hear(text, tree)
        found = [roster.parties(tree, token.i) for token in tree.tokens]
        assert all(len(parties) <= 20 for parties in found)
        assert len(find_quantities(tree)) <= 60
