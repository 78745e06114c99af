"""`python -m tests.gold.reliability` prints how often mentions and events of a stated confidence are right.

The page is `RELIABILITY.md`. It judges the stated confidence on the gold of the scoreboards, from which, with that of
further texts, its weights are fitted; what is learnt from other documents alone is told from `fitted.toml`.
"""

import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.gold.judging import Judged, annotated, corpora, events, sentences
from tests.gold.regression import EDGES, auc, brier, gap, share
from tests.gold.scoreboards import HERE, SHARED

PAGE = """# Is the stated confidence true?

`python -m tests.gold.reliability` prints this page, `python -m tests.gold.fit_confidence` fits the weights.

A mention's confidence is a logistic regression on signs of a shaky reading (`pipeline/acts/confidence.py`): no actor
known, a word of many senses, deep in a long sentence, words of business, and the like. An event is as sure as the
surest of its mentions, and surer with every further source. Brier score: mean square of the error, less is better. Gap:
expected calibration error. AUC: how often a right one is stated surer than a wrong one.
"""
FITTED = """## What was learnt, and from what

The weights are fitted on all of the sets below: the five documents of the sample gold, invented stories, single
sentences of PLOVER's authors (of each of which gold names one event, so that the share right is the least that is
true), articles of newswire and Wikinews (dev, dev2), and some in the manner of newer news (modern_dev, war, politics),
coded by hand before the rules were tried on them. The rules have since been mended with all of them in sight: of other
texts fewer may be right.
"""
STATED = """## What is stated

The confidence as rows have it, on the gold that everyone has. These texts are among those that it is fitted on.
"""


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """Lines of a Markdown table: stated confidence, its mean, the share that is right, how many."""
    yield "| stated | mean | right | number |\n| --- | ---: | ---: | ---: |"
    for low, high in pairwise(EDGES):
        within = [one for one in judged if low <= one.confidence < high]
        if within:
            mean = sum(one.confidence for one in within) / len(within)
            yield f"| {low:.2f} to {min(high, 1):.2f} | {mean:.2f} | {share(within):.2f} | {len(within)} |"


def section(name: str, judged: Sequence[Judged]) -> str:
    """A table with its measures."""
    measured = f"Brier score {brier(judged):.3f}, gap {gap(judged):.3f}, AUC {auc(judged):.3f}"
    return "\n".join(
        (f"### {name}", "", f"{len(judged)}, {share(judged):.2f} right; {measured}", "", *table(judged), "")
    )


def learnt(fitted: Mapping[str, Any]) -> Iterator[str]:
    """Tables of the sets that were fitted on, and of how true each way of stating is."""
    yield "| set | mentions | right | events | right |\n| --- | ---: | ---: | ---: | ---: |"
    for name, said in fitted["mentions"]["sets"].items():
        events = fitted["events"]["sets"].get(name)
        last = f"{events['n']} | {events['right']:.2f}" if events else " | "
        yield f"| {name} | {said['n']} | {said['right']:.2f} | {last} |"
    for of, what in (("mentions", "methods"), ("mentions", "held_out"), ("events", "methods")):
        title = f"{of}, learnt from other documents, by set" if what == "held_out" else f"{of}, by way of stating"
        yield f"\n| {title} | Brier score | gap | AUC |\n| --- | ---: | ---: | ---: |"
        for name, said in fitted[of][what].items():
            yield f"| {name} | {said['brier']:.3f} | {said['gap']:.3f} | {said['auc']:.3f} |"


def by_type(judged: Sequence[Judged]) -> Iterator[str]:
    """How many of each type are right."""
    kinds = defaultdict(list)
    for one in judged:
        kinds[one.event_type].append(one)
    yield "| type | stated | right | mentions |\n| --- | ---: | ---: | ---: |"
    for kind, held in sorted(kinds.items()):
        mean = sum(one.confidence for one in held) / len(held)
        yield f"| {kind} | {mean:.2f} | {share(held):.2f} | {len(held)} |"


def page(
    fitted: Mapping[str, Any], mentions: Mapping[str, Sequence[Judged]], happened: Mapping[str, Sequence[Judged]]
) -> str:
    """The whole page."""
    told = {"mentions": mentions, "events": happened}
    sections = [section(f"{of} of {name}", some) for of, sets in told.items() for name, some in sets.items()]
    everything = {of: [one for some in sets.values() for one in some] for of, sets in told.items()}
    sections += [section(f"all {of}", some) for of, some in everything.items()]
    types = "\n".join(("### mentions by type", "", *by_type(everything["mentions"]), ""))
    return "\n".join((PAGE, FITTED, *learnt(fitted), "", STATED, *sections, types))


def main() -> int:
    """Print the page; 1 when the gold is not there."""
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: no gold to measure against", file=sys.stderr)
        return 1
    fitted = tomllib.loads((HERE / "fitted.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        texts = corpora(Path(scratch))
        mentions = {name: list(annotated(text)) for name, text in texts.items()}
        mentions["sentences"] = list(sentences(Path(scratch)))
        happened = {name: list(events(text)) for name, text in texts.items()}
    print(page(fitted, mentions, happened), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
