"""Mentions written short, as the frames of the stages before."""

from datetime import date
from typing import Any

import polars as pl

from pipeline.ids import content_id
from pipeline.tables import TABLES, Coded, as_table

RULES = {"AID/military": "aid.sends-troops-to-help", "MOBILIZE/troops": "mobilize.moves-troops"}


def told(doc: str, published: str | None, *mentions: dict[str, Any]) -> dict[str, Any]:
    """A document with its mentions."""
    return {"doc": doc, "published": published and date.fromisoformat(published), "mentions": mentions}


def frames(*documents: dict[str, Any]) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, Coded]:
    """Documents, sentences, dates and mentions with what hangs on them."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for document in documents:
        doc = document["doc"]
        rows["documents"].append(
            {"doc_id": doc, "published_on": document["published"], "copy_of_doc_id": None, "status": "accepted"}
        )
        for number, mention in enumerate(document["mentions"]):
            mention_id = f"{doc}.{mention.get('id', number)}"
            sentence = {"sentence_id": f"s{mention_id}", "doc_id": doc, "sentence_no": number + 1}
            rows["sentences"].append({**sentence, "text": mention["text"]})
            if when := mention.get("when"):
                rows["dates"].append(
                    {
                        "date_id": f"d{mention_id}", "doc_id": doc, "timex_type": "DATE", "basis": "stated",
                        "date_start": when[0], "date_end": when[1], "precision": when[2], "bound": when[3],
                    }
                )  # fmt: skip
            for role in ("actor", "recipient"):
                for rank, (name, code, *sector) in enumerate(mention.get(role, ()), start=1):
                    entity = name if name.split()[-1][0].isupper() else None
                    party = {"role": role, "rank": rank, "name": name, "entity": entity, "code": code}
                    party["sector"] = sector[0] if sector else None
                    rows["participants"].append({"mention_id": mention_id, **party})
            for measure, low, best, high in mention.get("figures", ()):
                rows["figures"].append(
                    {
                        "figure_id": content_id(mention_id, measure, low, best, high), "mention_id": mention_id,
                        "measure": measure, "low": low, "best": best, "high": high,
                    }
                )  # fmt: skip
            event_type, _, mode = mention["kind"].partition("/")
            rows["mentions"].append(
                {
                    "mention_id": mention_id, "doc_id": doc, "paragraph_id": doc, "sentence_id": f"s{mention_id}",
                    "start_char": 10 * number, "end_char": 10 * number + 4, "trigger": mention.get("trigger", "sent"),
                    "event_type": event_type, "event_mode": mode or None, "status": mention.get("status", "reported"),
                    "date_id": f"d{mention_id}" if when else None, "date_start": when and when[0],
                    "date_end": when and when[1], "place": mention.get("place"),
                    "place_precision": "city" if mention.get("place") else None, "attribution": mention.get("by"),
                    "place_code": mention.get("country"), "context": mention.get("context"), "confidence": 0.6,
                    "is_repeat": "repeats" in mention, "repeats_mention_id": mention.get("repeats"),
                    "rule": RULES.get(mention["kind"], mention["kind"]),
                }
            )  # fmt: skip
    made = {name: as_table(name, rows[name]) for name in rows}
    coded = Coded(made["mentions"], made["participants"], made["attributions"], made["figures"])
    return made["documents"], made["sentences"], made["dates"], coded
