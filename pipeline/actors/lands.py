"""Which country a document is about, as a whole and at the sentence that is being read."""

import re
from collections import Counter

from pipeline.gazetteer import Kind, Match

HEADING = re.compile(r"\([^()]*\)[:.]?")
LEADING = 1.25
LEAST = 2
THERE = 3
FAR = 3
HERE = 4
KEPT = 60
DATELINE = 3


class Lands:
    """How often a document speaks of each country, and where.

    >>> lands = Lands()
    >>> for code in ("PER", "PER", "CHL"): lands.count(code)
    >>> lands.main(), lands.counts["CHL"]
    ('PER', 1)
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        self._located: Counter[str] = Counter()
        self._said: list[tuple[int, str]] = []
        self._section: tuple[int, str] | None = None

    def count(self, code: str, times: int = 1) -> None:
        """Takes up that the document speaks of a country."""
        self.counts[code] += times
        self._first.setdefault(code, len(self._first))

    def locate(self, code: str) -> None:
        """Takes up that the document tells of something in a country."""
        self._located[code] += 1

    def say(self, code: str, sentence: int) -> None:
        """Takes up that a sentence speaks of a country."""
        self._said.append((sentence, code))
        del self._said[:-KEPT]

    def open_section(self, code: str | None, sentence: int) -> None:
        """Takes up that a part on a country of its own begins at a sentence; null when that part is on none."""
        self._section = (sentence, code) if code else None

    def main(self) -> str | None:
        """The country that the document speaks of far more than of any other; null when there is none such."""
        if not self.counts:
            return None
        ranked = sorted(self.counts, key=lambda code: (-self.counts[code], self._first[code]))
        second = self.counts[ranked[1]] if len(ranked) > 1 else 0
        return ranked[0] if self.counts[ranked[0]] >= LEADING * second else self._scene(ranked)

    def _scene(self, ranked: list[str]) -> str | None:
        """Of the countries that are spoken of about as often, the one in which far more of what is told happens."""
        close = [code for code in ranked if LEADING * self.counts[code] >= self.counts[ranked[0]]]
        first, second = sorted((self._located[code] for code in close), reverse=True)[:2]
        if first < THERE or first < THERE * second:
            return None
        return max(close, key=lambda code: self._located[code])

    def sole(self) -> str | None:
        """The country of which a document speaks at least as often as of all others; null when there is none."""
        main = self.main()
        return main if main is not None and 2 * self.counts[main] >= self.counts.total() else None

    def beside(self, code: str) -> str | None:
        """The country of which the document speaks next to that one, far more than of a third; null without one.

        >>> lands = Lands()
        >>> for code in ("PER", "PER", "CHL", "CHL", "FRA"): lands.count(code)
        >>> lands.beside("PER"), lands.beside("FRA")
        ('CHL', None)
        """
        rest = Counter({other: times for other, times in self.counts.items() if other != code}).most_common(2)
        if not rest or rest[0][1] < max(LEAST, self.counts[code] / FAR):
            return None
        return rest[0][0] if len(rest) == 1 or rest[0][1] >= FAR * rest[1][1] / 2 else None

    def here(self, sentence: int) -> str | None:
        """The country that the document is about, or the one of which a part of it speaks alone; null without one."""
        if self._section is not None:
            return self._of_section(*self._section)
        main = self.main()
        near = [code for said, code in self._said if 0 <= sentence - said < HERE]
        if main is not None and (main in near or not near or self.sole()):
            return main
        leading = self._leading()
        for away in range(HERE):
            near = [code for when, code in self._said if 0 <= sentence - when <= away and code in leading]
            said = Counter(near).most_common(2)
            if said and (len(said) == 1 or said[0][1] > said[1][1]):
                return said[0][0]
        return main

    def _leading(self) -> set[str]:
        """The countries of which the document speaks most, and those of which it speaks half as often."""
        most = max(self.counts.values(), default=0)
        return {code for code, times in self.counts.items() if 2 * times >= most}

    def _of_section(self, since: int, code: str) -> str:
        """The country of a part: the one that opens it, save where it goes on to speak of others alone."""
        said = Counter(other for when, other in self._said if when >= since)
        return code if code in said or not said else said.most_common(1)[0][0]


def heads_section(matches: list[Match], text: str) -> str | None:
    """The country on which a part of a text is that begins with its name as a heading; null for other sentences.

    >>> from pipeline.gazetteer import world
    >>> told = "Peru: Miners struck.", "Peru (stable)", "Peru", "Peru (again) left.", "Peru and Chad: a pact"
    >>> [heads_section(list(world().find(text)), text) for text in told]
    ['PER', 'PER', 'PER', None, None]
    """
    first = matches[0] if matches else None
    if first is None or first.start > 0 or first.name.kind is not Kind.COUNTRY:
        return None
    rest = text[first.end :].strip()
    return first.name.code if not rest or rest[0] == ":" or HEADING.fullmatch(rest) else None


def is_dateline(text: str, end: int) -> bool:
    """Whether a text opens with a place in capitals up to `end`, as reports do that say where they were written.

    >>> is_dateline("KABUL, March 3 - Troops left.", 5), is_dateline("NATO said so.", 4)
    (True, False)
    """
    return text[:end].isupper() and end > DATELINE and text[end : end + 2] in (", ", " (", " -", " –", " —")
