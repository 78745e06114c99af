"""What a reader asked for, from the address of the page to a WHERE clause and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

PAGE_SIZE = 50
MOST_PAGES = 2000
HOLDS_ALL = "list_bool_and(list_transform($q::VARCHAR[], lambda word: contains(lower({}), word)))"
IN_WORDS = HOLDS_ALL.format("concat_ws(' ', summary, actor, recipient, place)")
IN_SENTENCE = HOLDS_ALL.format("sentences.text")
CLAUSES: Mapping[str, str] = {
    "q": f"({IN_WORDS} OR event_id IN (SELECT evidence.event_id FROM sentences JOIN mentions USING (sentence_id) "
    f"JOIN evidence USING (mention_id) WHERE {IN_SENTENCE}))",
    "type": "event_type = $type",
    "status": "status = $status",
    "actor": "(actor_code = upper($actor) OR contains(lower(actor), lower($actor)))",
    "recipient": "(recipient_code = upper($recipient) OR contains(lower(recipient), lower($recipient)))",
    "country": "country_code = upper($country)",
    "since": "coalesce(date_end, date_start) >= $since",
    "until": "date_start <= $until",
    "attribution": "contains(lower(attribution), lower($attribution))",
    "sources": "n_sources >= $sources",
}


MEANINGS: Mapping[str, str] = {
    "q": "Words that all stand in its summary, parties and place, or in one sentence that tells it",
    "type": "Its event type, as AID",
    "status": "Its status, as reported",
    "actor": "Part of its actor's name, or the actor's ISO 3166-1 alpha-3 code",
    "recipient": "Part of its recipient's name, or the recipient's ISO 3166-1 alpha-3 code",
    "country": "The ISO 3166-1 alpha-3 code of where it happened",
    "since": "A day (2025-05-12); it ended then or later",
    "until": "A day; it began then or earlier",
    "attribution": "Part of who says so",
    "sources": "At least so many sources in words of their own",
}


@dataclass(frozen=True, slots=True)
class Search:
    """Filters by name as typed, the page from 1, and what could not be read, in words."""

    filters: Mapping[str, str]
    page: int
    refused: tuple[str, ...]

    @property
    def where(self) -> str:
        """The WHERE clause, with `$name` for each value."""
        clauses = [CLAUSES[name] for name in self.filters]
        return f"WHERE {' AND '.join(clauses)}" if clauses else ""

    @property
    def values(self) -> dict[str, Any]:
        """The values of the clause by name, of their own types."""
        return {name: _read(name, text) for name, text in self.filters.items()}

    def address(self, page: int | None = None, **other: str) -> str:
        """The query string of this search, of another page of it, or with other filters.

        >>> read_search({"q": "flood", "page": "3"}).address(page=4)
        'q=flood&page=4'
        """
        asked = {**self.filters, **other}
        return urlencode(asked | ({"page": str(page)} if page and page > 1 else {}))


def read_search(asked: Mapping[str, str]) -> Search:
    """The search that a page's query asks for; what cannot be read is left out and named.

    >>> read_search({"since": "yesterday", "type": "AID"}).refused
    ('since: yesterday is no day (2025-05-12)',)
    """
    filters: dict[str, str] = {}
    refused = []
    for name, text in asked.items():
        if name not in CLAUSES or not text.strip():
            continue
        try:
            _read(name, text.strip())
        except ValueError:
            wanted = "no day (2025-05-12)" if name in ("since", "until") else "no number"
            refused.append(f"{name}: {text.strip()[:40]} is {wanted}")
        else:
            filters[name] = text.strip()[:200]
    page = asked.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    return Search(filters, min(max(number, 1), MOST_PAGES), tuple(refused))


def _read(name: str, text: str) -> Any:
    if name in ("since", "until"):
        return date.fromisoformat(text)
    if name == "q":
        return text.lower().split()
    return int(text) if name == "sources" else text
