"""What became of the event ids that an earlier run gave: they resolve for ever.

An event is named after its first mention. When a document is added, corrected or removed, that mention may be another
one, and the id changes. The old id then leads to the event that now holds its first mention, or else most of its
mentions, or else what the same document says in the same words.
"""

import polars as pl

from pipeline.ids import content_id
from pipeline.tables import Joined, as_table
from pipeline.upkeep.lake import TOLD


def told_by(joined: Joined, mentions: pl.DataFrame, sentences: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """event_id, mention_id, source_path, event_type, sentence: what each event rests on, kept for the next run."""
    return (
        joined.evidence.select("event_id", "mention_id")
        .join(mentions.select("mention_id", "sentence_id", "doc_id", "event_type"), on="mention_id")
        .join(sentences.select("sentence_id", sentence="text"), on="sentence_id")
        .join(documents.select("doc_id", "source_path"), on="doc_id")
        .select(list(TOLD))
        .sort("event_id", "mention_id")
    )


def event_aliases(before: pl.DataFrame, after: pl.DataFrame, aliases: pl.DataFrame) -> pl.DataFrame:
    """`event_aliases` after a run: the old ones, led on to what stands now, and one for each id that vanished.

    `before` and `after` are what `told_by` gave for the last run and gives for this one.

    >>> row = ("e", "m", "a.txt", "AID", "They sent rice.")
    >>> before = pl.DataFrame([row], schema=TOLD, orient="row")
    >>> after = pl.DataFrame([("f", *row[1:])], schema=TOLD, orient="row")
    >>> event_aliases(before, after, as_table("event_aliases", [])).rows()
    [('e', 'f', 'changed')]
    """
    standing = set(after["event_id"])
    vanished = before.join(after.select("event_id").unique(), on="event_id", how="anti")
    leads = {str(row["event_id"]): row for row in _leads(vanished, before, after)}
    for old in aliases.filter(~pl.col("event_id").is_in(list(standing))).iter_rows(named=True):
        on = leads.get(old["standing_event_id"])
        target = on["standing_event_id"] if on else old["standing_event_id"]
        reason = old["reason"] if target else "withdrawn"
        leads.setdefault(old["event_id"], {"event_id": old["event_id"], "standing_event_id": target, "reason": reason})
    return as_table("event_aliases", [leads[event] for event in sorted(leads)])


def _leads(vanished: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame) -> list[dict[str, str | None]]:
    found = _found_again(vanished, after)
    origins = _found_again(before, after).group_by("now").agg(pl.col("event_id").n_unique().alias("origins"))
    merged = set(origins.filter(pl.col("origins") > 1)["now"])
    rows: list[dict[str, str | None]] = []
    for (event,), mentions in vanished.sort("event_id", "mention_id").group_by("event_id", maintain_order=True):
        now = found.filter(pl.col("event_id") == event)
        target = _standing(str(event), now)
        split = now["now"].n_unique() > 1
        reason = "split" if split else "merged" if target in merged else "changed" if target else "withdrawn"
        rows.append({"event_id": str(mentions["event_id"][0]), "standing_event_id": target, "reason": reason})
    return rows


def _standing(event: str, now: pl.DataFrame) -> str | None:
    """The event that holds the first mention, or else most of them; null when none is told any more."""
    first = now.filter(pl.col("mention_id").map_elements(_event_id, return_dtype=pl.String) == event)
    held = first if first.height else now
    if held.is_empty():
        return None
    counted = held.group_by("now").len().sort("len", "now", descending=[True, False])
    return str(counted["now"][0])


def _event_id(mention_id: str) -> str:
    return content_id("event", mention_id)


def _found_again(old: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """event_id, mention_id, now: each old mention and the event that holds it now, by id or by the same words."""
    same = old.join(after.select("mention_id", now="event_id"), on="mention_id")
    words = ["source_path", "event_type", "sentence"]
    rest = old.join(after.select("mention_id"), on="mention_id", how="anti")
    again = rest.join(after.select(*words, now="event_id").unique(), on=words)
    return pl.concat([part.select("event_id", "mention_id", "now") for part in (same, again)])
