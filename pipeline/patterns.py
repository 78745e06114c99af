"""Phrases with holes, compiled into one matcher over all rules.

A phrase is a row of kinds: `month day [,] year`. What a kind can be filled with is either a word of the lexicon or
what another rule has made, so that rules build on rules. `[x]` may be left out, `a|b` is either. All phrases share one
tree; the text is read once from right to left, so that whatever a phrase needs to its right is already known. Work at
a token is bounded by the tree's depth and by EDGES_AT, never by the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from pipeline.time_expressions.tokens import Tokens

EDGES_AT = 48
"""At most so many things may begin at one token; what comes later is dropped (only made-up text gets there)."""
DEEPEST = 5
"""At most so many rules may stand inside one another."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Tokens `start` to `end` read as `kind`, with the value the lexicon or a rule gave them."""

    kind: str
    start: int
    end: int
    value: Any
    rule: Rule | None = None
    depth: int = 0


class Nothing:
    """What a rule gives back to say: these words are no date, and nothing inside them is."""


NOTHING = Nothing()


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in the text, with what fills its holes."""

    tokens: Tokens
    edges: tuple[Edge, ...]

    def __getitem__(self, kind: str) -> Any:
        """Value of the first hole of that kind; null when the phrase had none."""
        return next((edge.value for edge in self.edges if edge.kind == kind), None)

    def edge(self, kind: str, number: int = 0) -> Edge:
        """The hole of that kind: the first, or the one after `number` others; raises IndexError when there is none."""
        return [edge for edge in self.edges if edge.kind == kind][number]

    def has(self, kind: str) -> bool:
        """Whether the phrase had a hole of that kind."""
        return any(edge.kind == kind for edge in self.edges)

    @property
    def start(self) -> int:
        """Place of its first token."""
        return self.edges[0].start

    @property
    def end(self) -> int:
        """Place after its last token."""
        return self.edges[-1].end

    def before(self, steps: int = 1) -> str:
        """The word that many tokens before it, in lower case; empty outside the text."""
        return self.tokens.word(self.start - steps)

    def after(self, steps: int = 1) -> str:
        """The word that many tokens after it, in lower case; empty outside the text."""
        return self.tokens.word(self.end + steps - 1)

    def tight(self) -> bool:
        """Whether no space stands between its tokens."""
        return all(self.tokens.glued(at) for at in range(self.start + 1, self.end))


Meant = Callable[[Match], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named way to say something: its phrases, what kinds it makes, and the function that says what it means."""

    name: str
    phrases: tuple[str, ...]
    makes: tuple[str, ...]
    tight: bool
    meaning: Meant
    doc: str


RULES: dict[str, Rule] = {}


def rule(*phrases: str, makes: str = "date", tight: bool = False) -> Callable[[Meant], Meant]:
    """Declares the decorated function as the rule of these phrases; the function's name names the rule.

    The function gets a `Match` and gives back a value for the kinds that it `makes`, `NOTHING` to forbid a date here,
    or null to decline. Raises ValueError when two rules share a name.
    """

    def declare(meaning: Meant) -> Meant:
        name = meaning.__name__
        if name in RULES and RULES[name].meaning.__module__ != meaning.__module__:
            raise ValueError(f"two date rules are called {name}: in {RULES[name].meaning.__module__} and here")
        RULES[name] = Rule(name, phrases, tuple(makes.split()), tight, meaning, (meaning.__doc__ or "").strip())
        return meaning

    return declare


def spellings(phrase: str) -> Iterator[tuple[str, ...]]:
    """Every row of kinds that a phrase allows.

    >>> sorted(spellings("month|season [,] year"))
    [('month', ',', 'year'), ('month', 'year'), ('season', ',', 'year'), ('season', 'year')]
    """
    choices = []
    for part in re.findall(r"\[[^\]]+\]|\S+", phrase):
        optional = part.startswith("[") and len(part) > 1
        rows = [tuple(row.split("_+_")) for row in part.strip("[]").replace(" ", "_+_").split("|")]
        choices.append([(), *rows] if optional else rows)
    for chosen in product(*choices):
        yield tuple(kind for row in chosen for kind in row)


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases."""

    following: dict[str, Node] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)


class Matcher:
    """All rules' phrases in one tree."""

    def __init__(self, rules: Iterable[Rule], lexical: Callable[[Tokens, int], Sequence[tuple[str, int, Any]]]) -> None:
        """`lexical` gives what the lexicon knows to begin at a token: kind, number of tokens, value."""
        self.root = Node()
        self.lexical = lexical
        for one in rules:
            for phrase in one.phrases:
                for row in spellings(phrase):
                    self._plant(row, one)

    def _plant(self, row: tuple[str, ...], one: Rule) -> None:
        node = self.root
        for kind in row:
            node = node.following.setdefault(kind, Node())
        if one not in node.rules:
            node.rules.append(one)

    def edges(self, tokens: Tokens) -> list[list[Edge]]:
        """For each token, everything that was found to begin there."""
        known: list[list[Edge]] = [[] for _ in range(len(tokens) + 1)]
        first, lexical = self.root.following, self.lexical
        for at in range(len(tokens) - 1, -1, -1):
            words = lexical(tokens, at)
            if not words:
                continue
            here = known[at]
            here.extend([Edge(kind, at, at + length, value) for kind, length, value in words])
            for edge in here:  # grows while it is read: what a rule makes may begin another
                if edge.kind in first and len(here) < EDGES_AT:
                    self._extend(tokens, known, edge, first[edge.kind])
        return known

    def _extend(self, tokens: Tokens, known: list[list[Edge]], edge: Edge, node: Node) -> None:
        open_paths: list[tuple[Node, int, tuple[Edge, ...]]] = [(node, edge.end, (edge,))]
        while open_paths:
            node, end, path = open_paths.pop()
            for one in node.rules:
                self._make(one, Match(tokens, path), known[edge.start])
            if node.following:
                for later in known[end]:
                    deeper = node.following.get(later.kind)
                    if deeper is not None:
                        open_paths.append((deeper, later.end, (*path, later)))

    def _make(self, one: Rule, match: Match, here: list[Edge]) -> None:
        depth = 1 + max(edge.depth for edge in match.edges)
        if depth > DEEPEST or (one.tight and not match.tight()):
            return
        value = one.meaning(match)
        if value is None:
            return
        end = match.end
        for kind in one.makes:
            if not any(e.kind == kind and e.end == end and e.rule is one for e in here):
                here.append(Edge(kind, match.start, end, value, one, depth))


def longest(edges: Iterable[Edge]) -> list[Edge]:
    """Of readings that overlap, the longest; of equally long ones the deepest built, then the first by rule name."""
    taken: set[int] = set()
    kept = []
    for edge in sorted(edges, key=_rank):
        places = range(edge.start, edge.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(edge)
    return sorted(kept, key=lambda edge: edge.start)


def _rank(edge: Edge) -> tuple[int, int, str]:
    return (edge.start - edge.end, edge.start, edge.rule.name if edge.rule else "")
