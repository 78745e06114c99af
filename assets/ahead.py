"""What a later step needs, read in while an earlier one works: a run over few documents is mostly such reading."""

import threading

from pipeline import tables

FEW = 50
"""New documents up to which this process reads them itself; more go to worker processes, which read in on their own."""
# A sentence that asks for all there is to read in: the model, the words, the gazetteer.
PARAGRAPH = {"paragraph_id": "p", "doc_id": "d", "role": "prose"}
SENTENCE = {
    "sentence_id": "s", "doc_id": "d", "paragraph_id": "p", "sentence_no": 1, "start_char": 0, "end_char": 39,
    "text": "Police arrested 12 activists in Lisbon.",
}  # fmt: skip


def read_in_ahead(new: int) -> threading.Thread | None:
    """Begin to read in the language model and the gazetteer for a few new documents; null when none or many came.

    Whatever goes wrong there goes wrong again, and is told, in the step that needs them.
    """
    if not 0 < new <= FEW:
        return None
    reader = threading.Thread(target=_read_in, name="reading-in")
    reader.start()
    return reader


def _read_in() -> None:
    from pipeline.stages.mentions import code_mentions

    told = tables.as_table("paragraphs", [PARAGRAPH]), tables.as_table("sentences", [SENTENCE])
    code_mentions(tables.empty("documents"), *told, tables.empty("dates"))
