"""`python -m tests.gold.fit_confidence [GOLD.yaml=FOLDER …]` fits the weights of `knowledge/confidence.toml`.

It reads the gold of the scoreboards and any other that is named. How true the confidence is that was learnt from other
documents (of all sets, and of all other sets) goes to `fitted.toml`, which the page of `reliability` shows.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.gold.judging import Judged, Row, Text, annotated, corpora, events, sentences
from tests.gold.regression import (
    auc,
    brier,
    constant,
    fit,
    fold_of,
    gap,
    held_out,
    of_other_folds,
    share,
    slots_filled,
    stated,
)
from tests.gold.scoreboards import HERE, SHARED

WEIGHTS = HERE.parents[1] / "pipeline" / "knowledge" / "confidence.toml"
HEAD = "# How much each sign says for or against a reading; made by `python -m tests.gold.fit_confidence`."
Sets = Mapping[str, Sequence[Judged]]


def pooled(sets: Sets) -> list[Judged]:
    """All of all sets."""
    return [one for judged in sets.values() for one in judged]


def from_other_sets(sets: Sets) -> list[Judged]:
    """Every mention with the confidence that the other sets teach: other texts, other annotators."""
    found = []
    for name, judged in sets.items():
        weights = fit(pooled({other: rest for other, rest in sets.items() if other != name}))
        found += [stated(one, weights) for one in judged]
    return found


def of_events(texts: Mapping[str, Text], sets: Sets) -> dict[str, list[Judged]]:
    """By set, its events, as sure as mentions make them whose confidence is learnt from other documents."""
    taught = of_other_folds(pooled(sets))

    def sure(mention: Row) -> float:
        unjudged = Judged(mention["name"], mention["event_type"], 0.0, False, mention["signs"])
        return stated(unjudged, taught[fold_of(mention["name"])]).confidence

    return {name: list(events(text, sure)) for name, text in texts.items()}


METHODS: Mapping[str, Callable[[Sets], list[Judged]]] = {
    "a constant": lambda sets: constant(pooled(sets)),
    "slots filled": lambda sets: slots_filled(pooled(sets)),
    "learnt from other documents": lambda sets: held_out(pooled(sets)),
    "learnt from other sets": from_other_sets,
}


def measured(judged: Sequence[Judged]) -> str:
    """The measures as TOML."""
    said = {"brier": brier(judged), "gap": gap(judged), "auc": auc(judged)}
    return f"{{ {', '.join(f'{name} = {value:.3f}' for name, value in said.items())} }}"


def described(sets: Sets) -> Iterator[str]:
    """For each set, how many it has and how many are right."""
    yield from (f'"{name}" = {{ n = {len(some)}, right = {share(some):.3f} }}' for name, some in sets.items())


def report(sets: Sets, happened: Sets) -> str:
    """What `fitted.toml` holds."""
    lines = ["# Made by `python -m tests.gold.fit_confidence`.", "", "[mentions.sets]", *described(sets)]
    lines += ["", "[mentions.methods]", *(f'"{name}" = {measured(by(sets))}' for name, by in METHODS.items())]
    own = held_out(pooled(sets))
    lines += ["", "[mentions.held_out]"]
    for name, some in sets.items():
        known = {id(one.signs) for one in some}
        lines.append(f'"{name}" = {measured([one for one in own if id(one.signs) in known])}')
    everything = pooled(happened)
    lines += ["", "[events.sets]", *described(happened), "", "[events.methods]"]
    lines += [f'"a constant" = {measured(constant(everything))}']
    lines += [f'"mentions learnt from other documents" = {measured(everything)}']
    return "\n".join((*lines, ""))


def main() -> int:
    """Write the weights and how true they are; 1 when the gold is not there."""
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: no gold to learn from", file=sys.stderr)
        return 1
    others = [(Path(gold), Path(folder)) for gold, _, folder in (said.partition("=") for said in sys.argv[1:])]
    with tempfile.TemporaryDirectory() as scratch:
        texts = corpora(Path(scratch), others)
        sets = {name: list(annotated(text)) for name, text in texts.items()}
        sets["sentences"] = list(sentences(Path(scratch)))
    weights = fit(pooled(sets))
    lines = [HEAD, "", "[mention]", *(f"{name} = {value:.3f}" for name, value in weights.items()), ""]
    WEIGHTS.write_text("\n".join(lines), encoding="utf-8")
    said = report(sets, of_events(texts, sets))
    (HERE / "fitted.toml").write_text(said, encoding="utf-8")
    print(said)
    return 0


if __name__ == "__main__":
    sys.exit(main())
