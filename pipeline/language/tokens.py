"""Words of a parsed sentence: their tags, their relations, what hangs on what."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a sentence; `start` and `end` count code points of its clean text, `head` is an index."""

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int

    @property
    def is_root(self) -> bool:
        """Whether it hangs on nothing: the main predicate of its sentence."""
        return self.head == self.i


@dataclass(frozen=True)
class Parse:
    """A sentence and its tokens; a very long one is cut, so that its last words have no token."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if not token.is_root:
                below[token.head].append(token.i)
        return tuple(tuple(indices) for indices in below)

    def children(self, i: int) -> tuple[Token, ...]:
        """The tokens that hang directly on token `i`, in reading order.

        >>> from pipeline.language import parse
        >>> rebels = next(parse(["Rebels shelled the town."]))
        >>> [child.text for child in rebels.children(1)]
        ['Rebels', 'town', '.']
        """
        return tuple(self.tokens[child] for child in self._children[i])

    def subtree(self, i: int) -> tuple[Token, ...]:
        """Token `i` and all that hangs below it, in reading order.

        >>> from pipeline.language import parse
        >>> [token.text for token in next(parse(["Rebels shelled the town."])).subtree(3)]
        ['the', 'town']
        """
        found, waiting = [i], [i]
        while waiting:
            below = self._children[waiting.pop()]
            found.extend(below)
            waiting.extend(below)
        return tuple(self.tokens[index] for index in sorted(found))

    def span(self, i: int) -> tuple[int, int]:
        """First code point and one past the last of all that hangs on token `i`, itself included.

        >>> from pipeline.language import parse
        >>> next(parse(["Rebels shelled the town."])).span(3)
        (15, 23)
        """
        tokens = self.subtree(i)
        return tokens[0].start, tokens[-1].end

    def ancestors(self, i: int) -> Iterator[Token]:
        """The tokens above token `i`, nearest first, up to its root."""
        token = self.tokens[i]
        while not token.is_root:
            token = self.tokens[token.head]
            yield token

    def at(self, start: int) -> Token | None:
        """The token that holds the code point at `start`; null where white space or the cut is."""
        return next((token for token in self.tokens if token.start <= start < token.end), None)
