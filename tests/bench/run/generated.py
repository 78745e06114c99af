"""A corpus as large as asked: sentences that walk at random through the sample corpus' words, some told before."""

import json
import random
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path

SAMPLE = Path(__file__).parent.parent.parent.parent / "seeds"
PARAGRAPHS, SENTENCES, LONGEST = 4, 2, 40
REMEMBERED, RETOLD, EDITED = 2000, 0.1, 0.3
"""Paragraphs that may be told again, how many paragraphs do so, and how many of those lose a word."""
Words = Mapping[str, list[str]]


def generated(count: int) -> Iterator[str]:
    """Lines of JSONL, one a document: the first of a hundred thousand are those of ten thousand."""
    follows = _follows()
    chance = random.Random(1)
    told: deque[str] = deque(maxlen=REMEMBERED)
    for number in range(count):
        text = "\n\n".join(_paragraph(follows, chance, told) for _ in range(PARAGRAPHS))
        day = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
        yield json.dumps({"id": str(number), "published_on": day, "text": text}) + "\n"


def _follows() -> Words:
    """Which words stand after which, and under "" those that begin a sentence."""
    follows: dict[str, list[str]] = {}
    for path in sorted(SAMPLE.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            before = ""
            for word in line.split():
                follows.setdefault(before, []).append(word)
                before = "" if word.endswith((".", "?", "!")) else word
    return follows


def _paragraph(follows: Words, chance: random.Random, told: deque[str]) -> str:
    """A new paragraph, or one of those told of late, perhaps without one of its words."""
    if told and chance.random() < RETOLD:
        words = chance.choice(told).split()
        if chance.random() < EDITED:
            del words[chance.randrange(len(words))]
        return " ".join(words)
    told.append(" ".join(_sentence(follows, chance) for _ in range(SENTENCES)))
    return told[-1]


def _sentence(follows: Words, chance: random.Random) -> str:
    words: list[str] = []
    while len(words) < LONGEST and (after := follows.get(words[-1] if words else "")):
        words.append(chance.choice(after))
        if words[-1].endswith((".", "?", "!")):
            break
    return " ".join(words).rstrip(".,;:") + "."
