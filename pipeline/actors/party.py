"""Who takes part: the row that the rest of the pipeline gets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """One party: the name as the text has it, the spelling that all share, country or IGO or NGO, sector, and its span.

    `start` and `end` are code points of the sentence in which it stands, where it may be a pronoun; `name` is then the
    name that the pronoun stands for. `entity`, `code` and `sector` are null when they are not known.
    """

    name: str
    entity: str | None
    code: str | None
    sector: str | None
    start: int
    end: int
