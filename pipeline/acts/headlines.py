"""Headlines in plain letters: a parser that learnt from prose takes Every Capital for a name.

A word is put in small letters when the text below writes it so more often than not, or when it is a word that tells
acts or names a kind of people and the text never writes it large. The number of code points stays the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from pipeline.acts.triggers import trigger_forms
from pipeline.lexicon import words

WORD = re.compile(r"[^\W\d_]+")
INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]*")
SHARE = 0.6
FEWEST = 4


@cache
def _common() -> frozenset[str]:
    """Words that are no names: those that tell acts, those of the noun classes, the closed ones."""
    nouns = {member.lower() for members in words("noun_classes").values() for member in members if member.islower()}
    return (
        trigger_forms() | nouns | frozenset(f"{noun}s" for noun in nouns) | frozenset(words("grammar")["prepositions"])
    )


def usage(texts: Iterable[str]) -> Mapping[str, int]:
    """For each word of a document, how much more often it stands in small letters than large inside a sentence.

    >>> usage(["The army left. Army units left, and the Army of God came."])["army"]
    0
    """
    found: Counter[str] = Counter()
    for text in texts:
        if not is_headline(text):
            found.update(word for word in WORD.findall(text) if word.islower())
            found.subtract(word.lower() for word in INSIDE.findall(text))
    return found


def is_headline(text: str) -> bool:
    """Whether most of its longer words begin large and no full stop ends it.

    >>> is_headline("Rebels Shell Town As Talks Fail"), is_headline("Rebels shelled the town of Homs.")
    (True, False)
    """
    if text.rstrip("\"'”’ ").endswith("."):
        return False
    longer = [word for word in WORD.findall(text) if len(word) > 3]
    return len(longer) >= FEWEST and sum(word[0].isupper() for word in longer) >= SHARE * len(longer)


def plain(text: str, document: Mapping[str, int]) -> str:
    """The headline with the words in small letters that are no names; any other text as it is.

    >>> plain("Rebels Shell Town As Ceasefire Talks Fail In Geneva", {})
    'Rebels shell town as ceasefire talks fail in Geneva'
    """
    if not is_headline(text):
        return text
    shout = text.isupper()

    def smaller(word: re.Match[str]) -> str:
        said = word.group()
        low = said.lower()
        if word.start() == 0 or len(low) != len(said):
            return said
        uses = document.get(low, 0)
        if uses > 0 or (uses == 0 and low in _common()):
            return low
        return said.capitalize() if shout and len(said) > 3 else said

    return WORD.sub(smaller, text)
