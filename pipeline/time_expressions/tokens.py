"""A text as tokens with their places: words, numbers with what is glued to them, single marks, paragraph breaks."""

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"\n[ \t\r]*\n\s*"  # a blank line parts paragraphs
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-])"
    r"|[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}(?![\w/])"
    r"|[0-9]{1,2}(?:[:.][0-9]{2})?[ap]\.?m\b\.?"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![\w:])"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]+(?:[.-][0-9]+){2,}"  # dotted dates, versions, telephone numbers
    r"|[0-9]+\.[0-9]+\w*"
    r"|[A-Za-z]\.[A-Za-z]\b(?:\.[A-Za-z]\b)*\.?"
    r"|[^\W_]+"
    r"|['’][sS]\b"
    r"|[^\s\w]|_"
)
UNSEEN = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks of writing direction: they may stand inside a date and change nothing."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: the tokens as written, in lower case, and their places in the text."""

    text: str
    raw: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]

    def __len__(self) -> int:
        return len(self.raw)

    def word(self, at: int) -> str:
        """The token at that place in lower case; empty outside the text.

        >>> tokenise("In May").word(1), tokenise("In May").word(2)
        ('may', '')
        """
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def glued(self, at: int) -> bool:
        """Whether nothing stands between the token and the one before it.

        >>> tokenise("mid-2011").glued(2)
        True
        """
        return 0 < at < len(self.raw) and self.start[at] == self.end[at - 1]

    def capital(self, at: int) -> bool:
        """Whether the token begins with a capital letter."""
        return 0 <= at < len(self.raw) and self.raw[at][0].isupper()

    def opens_sentence(self, at: int) -> bool:
        """Whether the token is the first of its sentence, as far as marks tell."""
        before = self.word(at - 1)
        return not before or before[0] in "\n.!?\"“”'‘`:•*" or before[0] == "\n"


def tokenise(text: str) -> Tokens:
    """The text's tokens.

    >>> tokenise("At 10:30 a.m. on Sept. 21st").raw
    ['At', '10:30', 'a.m.', 'on', 'Sept', '.', '21st']
    """
    found = list(TOKEN.finditer(text))
    if not text.isascii():
        found = [token for token in found if token.group() not in UNSEEN]
    raw = [token.group() for token in found]
    return Tokens(
        text,
        raw,
        [token.lower() for token in raw],
        [token.start() for token in found],
        [token.end() for token in found],
    )
