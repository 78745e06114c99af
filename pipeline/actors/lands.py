"""Which country a document is about, as a whole and at the sentence that is being read."""

from collections import Counter

LEADING = 1.25
HERE = 4
KEPT = 60


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
        self._said: list[tuple[int, str]] = []

    def count(self, code: str, times: int = 1) -> None:
        """Takes up that the document speaks of a country."""
        self.counts[code] += times
        self._first.setdefault(code, len(self._first))

    def say(self, code: str, sentence: int) -> None:
        """Takes up that a sentence speaks of a country."""
        self._said.append((sentence, code))
        del self._said[:-KEPT]

    def main(self) -> str | None:
        """The country that the document speaks of far more than of any other; null when there is none such."""
        if not self.counts:
            return None
        ranked = sorted(self.counts, key=lambda code: (-self.counts[code], self._first[code]))
        second = self.counts[ranked[1]] if len(ranked) > 1 else 0
        return ranked[0] if self.counts[ranked[0]] >= LEADING * second else None

    def sole(self) -> str | None:
        """The country of which a document speaks at least as often as of all others; null when there is none."""
        main = self.main()
        return main if main is not None and 2 * self.counts[main] >= self.counts.total() else None

    def here(self, sentence: int) -> str | None:
        """The country that the document is about, or the one of which a part of it speaks alone; null without one."""
        main = self.main()
        near = [code for said, code in self._said if 0 <= sentence - said < HERE]
        if main is not None and (main in near or not near or self.sole()):
            return main
        for away in range(HERE):
            said = Counter(code for when, code in self._said if 0 <= sentence - when <= away).most_common(2)
            if said and (len(said) == 1 or said[0][1] > said[1][1]):
                return said[0][0]
        return main
