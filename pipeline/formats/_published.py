"""`published.csv`: what a folder says of its files that they do not say themselves."""

import csv
import io
from collections.abc import Iterable, Mapping
from types import MappingProxyType

PUBLISHED = "published.csv"
FACTS = ("published_on", "publisher", "url", "title")
Facts = Mapping[str, str]
ByFile = dict[str, dict[str, Facts]]
NO_FACTS: Facts = MappingProxyType({})


def published_table(text: str | None) -> tuple[ByFile, str | None]:
    """File -> name of the row (the file or one of its records, `FILE#RECORD`) -> facts; and what is amiss.

    >>> published_table("source_path,published_on\\nrain.txt,2025-05-12\\n")
    ({'rain.txt': {'rain.txt': {'published_on': '2025-05-12'}}}, None)
    """
    try:
        table = list(csv.DictReader(io.StringIO(text or "", newline="")))
    except csv.Error as error:
        return {}, f"{PUBLISHED} cannot be read: {error}"
    if not table or "source_path" not in table[0]:
        return {}, f"{PUBLISHED} has no rows with a column source_path"
    return _by_file(table), None


def _by_file(table: Iterable[Mapping[str, str | None]]) -> ByFile:
    by_file: ByFile = {}
    for row in table:
        name = (row.get("source_path") or "").strip()
        facts = {key: value.strip() for key in FACTS if (value := row.get(key)) and value.strip()}
        for file in {name, name.split("#", 1)[0]} if facts else ():
            by_file.setdefault(file, {})[name] = facts
    return by_file


def facts_of(name: str, tables: Mapping[str, ByFile]) -> dict[str, Facts]:
    """What the tables, by folder, say of a file and of its records, the nearest folder first, by name.

    >>> facts_of("a/rain.txt", {"": published_table("source_path,title\\na/rain.txt,Rain\\n")[0]})
    {'a/rain.txt': {'title': 'Rain'}}
    """
    said: dict[str, Facts] = {}
    parts = name.split("/")
    for depth in range(len(parts) - 1, -1, -1):
        local = "/".join(parts[depth:])
        for row_name, facts in tables.get("/".join(parts[:depth]), {}).get(local, {}).items():
            said.setdefault(name + row_name[len(local) :], facts)
    return said
