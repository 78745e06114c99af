"""The map from clean text to raw holds at every point, whatever the text."""

import random
import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.offsets import Edit, Mapped, composed, edited, part, raw_span, to_raw
from pipeline.source_text.cleaning import cleaned

MESSY = st.text(
    st.one_of(
        st.sampled_from(
            "ab Z.\n\r\t\u00a0\u00ad\u200b\u200d\ufeff\u202e\x00\x1be\u0301\u0308éŒ€â€™Ã©”-ﬁ\U0001f600한\u1112\u1161"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)
SPANS = 1_000_000


def agrees(letter: str, raw: str) -> bool:
    """Whether a clean letter is what the raw text has there, or a normal form of it."""
    return letter == raw or (letter == " " and raw[:1].isspace()) or letter in unicodedata.normalize("NFC", raw)


@given(MESSY, st.integers(0, 5))
def test_every_letter_of_the_clean_text_stands_in_the_raw(text: str, shift: int) -> None:
    raw = "x" * shift + text
    clean = cleaned(raw, shift, len(raw))
    spans = [raw_span(clean.breaks, clean.start_char, at, at + 1) for at in range(len(clean.text))]
    for letter, (start, end) in zip(clean.text, spans, strict=True):
        assert shift <= start < end <= len(raw)
        told = raw[start:end]
        assert agrees(letter, told) or not told.isascii()
    assert all(before[0] <= after[0] for before, after in pairwise(spans))


@given(MESSY)
def test_clean_text_is_clean_and_stays_so(text: str) -> None:
    clean = cleaned(text, 0, len(text)).text
    assert clean == clean.strip()
    assert "  " not in clean and "\n" not in clean
    assert all(unicodedata.category(letter) not in {"Cc", "Cf"} or ord(letter) > 0xFFFF for letter in clean)


@given(MESSY, st.data())
def test_a_part_maps_as_the_whole_does(text: str, data: st.DataObject) -> None:
    clean = cleaned(text, 0, len(text))
    start = data.draw(st.integers(0, len(clean.text)))
    end = data.draw(st.integers(start, len(clean.text)))
    piece = part(clean.text, clean.breaks, clean.start_char, start, end)
    assert piece.text == clean.text[start:end]
    for at in range(end - start):
        assert raw_span(piece.breaks, piece.start_char, at, at + 1) == raw_span(
            clean.breaks, clean.start_char, start + at, start + at + 1
        )


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3), st.sampled_from(["", " ", "é", "ab"]), st.booleans())))
def test_edits_and_their_map_agree(steps: list[tuple[int, int, str, bool]]) -> None:
    edits, at = [], 0
    for gap, length, instead, unit in steps:
        edits.append(Edit(at + gap, at + gap + length, instead, unit))
        at += gap + length
    text = "".join(chr(0x4E00 + place) for place in range(at + 3))
    done = edited(text, edits, 7)
    kept = {letter: place for place, letter in enumerate(text)}
    for place, letter in enumerate(done.text):
        if letter in kept:
            assert raw_span(done.breaks, done.start_char, place, place + 1) == (kept[letter] + 7, kept[letter] + 8)


def test_maps_compose() -> None:
    inner = edited("a\u0301  b", [Edit(0, 2, "á", True), Edit(2, 4, " ", False)], 10)
    outer = composed(edited(inner.text, [Edit(1, 2, "", False)]), inner)
    assert outer == Mapped("áb", [0, 10, 0, 10, 1, 14], 10)


def noisy_page(dice: random.Random) -> str:
    """A page of words with every kind of filler between and inside them."""
    words = (
        "rain",
        "Zürich",
        "cafe\u0301",
        "donâ€™t",
        "1,500",
        "North\u00ad",
        "sol\u200bdiers",
        "\x1b[1mred\x1b[0m",
        "한국",
    )
    gaps = (" ", " ", " ", "  ", "\n", "\r\n", "\u00a0", " \t ", "\u200b ")
    return "".join(dice.choice(words) + dice.choice(gaps) for _ in range(400))


@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_random_spans_of_noisy_pages(seed: int) -> None:
    """A hundred runs of ten thousand spans: each span's raw slice begins and ends with what the clean span does."""
    dice = random.Random(seed)
    raw = noisy_page(dice)
    clean = cleaned(raw, 0, len(raw))
    starts = [to_raw(clean.breaks, clean.start_char, at) for at in range(len(clean.text))]
    ends = [raw_span(clean.breaks, clean.start_char, at, at + 1)[1] for at in range(len(clean.text))]
    for _ in range(SPANS // 100):
        start = int(dice.random() * len(starts))
        end = start + 1 + int(dice.random() * (len(starts) - start))
        first, last = clean.text[start], clean.text[end - 1]
        assert raw[starts[start]] == first or not raw[starts[start] : ends[start]].isascii() or first == " "
        assert raw[ends[end - 1] - 1] == last or not raw[starts[end - 1] : ends[end - 1]].isascii() or last == " "


def test_spans_are_read_from_the_map_alone() -> None:
    dice = random.Random(7)
    raw = noisy_page(dice)
    clean = cleaned(raw, 0, len(raw))
    for _ in range(300):
        start = dice.randrange(len(clean.text))
        end = dice.randrange(start + 1, len(clean.text) + 1)
        low, high = raw_span(clean.breaks, clean.start_char, start, end)
        assert cleaned(raw, low, high).text == clean.text[start:end].strip()
