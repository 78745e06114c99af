"""Slightly altered copies of documents: other file names, punctuation, synonyms, sentences changed round."""

import csv
import json
import random
import re
from pathlib import Path

SYNONYMS = {
    "about": "around", "more than": "over", "began": "started", "told reporters": "said to reporters",
    "wounded": "injured", "soldiers": "troops", "largest": "biggest", "demonstration": "rally", "footage": "video",
    "officials": "authorities", "treaty": "pact", "also": "likewise", "although": "though", "town": "city",
    "news conference": "press conference", "drew": "attracted", "rising": "growing",
}  # fmt: skip
SPELLINGS = {
    "organization": "organisation",
    "defense": "defence",
    "labor": "labour",
    "center": "centre",
    "program": "programme",
}
LINES = ("By our correspondent", "(Reporting by two of our staff)", "Read more on our site", "Updated at 14:05")
PUNCTUATION = (("'", "\u2019"), (" - ", " \u2013 "), ("; ", ", "), ('"', "\u201d"), ("  ", " "))
MANY = 3
"""Sentences of a line from which one more or less is no other story."""
SENTENCE_END = re.compile(r'(?<=[a-z][.?!]) (?=[A-Z"])')
STANDS_ALONE = re.compile(r"(?!(?:He|She|It|They|Its|Their|His|Her|This|These|Both|The two|Another|Other|In)\b)[A-Z]")


def altered(text: str, seed: int) -> str:
    """The text with some words, marks and sentences changed, and a line more; its facts and who is meant stay."""
    chance = random.Random(seed)
    for word, other in SYNONYMS.items():
        if chance.random() < 0.3:
            text = re.sub(rf"\b{word}\b", other, text)
    for mark, other in (*PUNCTUATION, *SPELLINGS.items()):
        if chance.random() < 0.3:
            text = text.replace(mark, other)
    if chance.random() < 0.3:
        text = f"{text.rstrip()}\n\n{chance.choice(LINES)}\n"
    return "\n".join(_changed_round(line, chance) if chance.random() < 0.3 else line for line in text.split("\n"))


def _changed_round(line: str, chance: random.Random) -> str:
    """The line with two neighbouring sentences in the other order, where neither leans on the one before.

    Of many sentences the last may be left out.
    """
    sentences = SENTENCE_END.split(line)
    free = [n for n in range(1, len(sentences) - 1) if all(map(STANDS_ALONE.match, sentences[n : n + 3]))]
    if free:
        n = chance.choice(free)
        sentences[n], sentences[n + 1] = sentences[n + 1], sentences[n]
    if len(sentences) > MANY and chance.random() < 0.3:
        sentences.pop()
    return " ".join(sentences)


def _altered_file(path: Path, seed: int) -> str:
    """The text of a file altered; of records, the text and title of each."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        return altered(text, seed)
    records = [json.loads(line) for line in text.splitlines()]
    return "\n".join(json.dumps(record | {"text": altered(record["text"], seed)}) for record in records)


def write_copies(source: Path, target: Path, copies: int) -> Path:
    """The folder, with every document of `source` and so many altered copies of each, and their publication days."""
    target.mkdir(parents=True)
    with (source / "published.csv").open(encoding="utf-8", newline="") as table:
        published = list(csv.reader(table))
    rows = [published[0]]
    for path in sorted(source.iterdir()):
        for copy in range(copies if path.suffix in (".txt", ".md", ".jsonl") else 0):
            name = path.name if copy == 0 else f"copy-{copy:03}-{path.name}"
            text = _altered_file(path, copy) if copy else path.read_text(encoding="utf-8")
            (target / name).write_text(text, encoding="utf-8")
            rows += [[name, *row[1:]] for row in published[1:] if row[0] == path.name]
    with (target / "published.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows(rows)
    return target
