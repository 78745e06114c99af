"""The arithmetic of the reliability table, on mentions whose truth is known, and what was learnt."""

import tomllib
from dataclasses import replace

import pytest

from pipeline.lexicon import words
from tests.gold.judging import Judged
from tests.gold.regression import auc, brier, constant, fit, gap, held_out, slots_filled, stated
from tests.gold.reliability import page
from tests.gold.scoreboards import HERE

FITTED = tomllib.loads((HERE / "fitted.toml").read_text(encoding="utf-8"))


def told(confidence: float, right: int, wrong: int, **signs: float) -> list[Judged]:
    """So many right and wrong mentions of one confidence, each of its own document."""
    return [Judged(f"{confidence} {n}", "AID", confidence, n < right, signs) for n in range(right + wrong)]


TRUE = told(0.65, 65, 35) + told(0.85, 85, 15)
SIGNED = told(0.5, 45, 5) + told(0.5, 10, 40, is_shaky=1.0)


def test_true_confidence_has_no_gap() -> None:
    assert gap(TRUE) == pytest.approx(0)
    assert gap(told(0.8, 12, 8)) == pytest.approx(0.2)
    assert brier(told(1.0, 3, 1)) == pytest.approx(0.25)


def test_the_order_of_confidence_is_measured() -> None:
    assert auc(told(0.9, 5, 0) + told(0.2, 0, 5)) == 1
    assert auc(told(0.5, 5, 5)) == 0.5


def test_a_sign_gets_the_weight_that_it_has() -> None:
    weights = fit(SIGNED, ridge=1e-6)
    assert stated(SIGNED[0], weights).confidence == pytest.approx(0.9, abs=1e-3)
    assert stated(SIGNED[-1], weights).confidence == pytest.approx(0.2, abs=1e-3)
    assert stated(replace(SIGNED[0], signs={"unheard_of": 1.0}), weights).confidence == pytest.approx(0.9, abs=1e-3)


def test_what_is_learnt_is_judged_on_other_documents() -> None:
    learnt = held_out(SIGNED)
    assert sorted(one.source for one in learnt) == sorted(one.source for one in SIGNED)
    assert brier(learnt) < brier(constant(SIGNED)) < brier(SIGNED)
    assert slots_filled(told(0.5, 1, 0, no_actor=1.0))[0].confidence < slots_filled(told(0.5, 1, 0))[0].confidence


def test_the_weights_are_better_than_none() -> None:
    """On documents, and on sets, that they were not learnt from."""
    ways = FITTED["mentions"]["methods"]
    plain = [ways["a constant"], ways["slots filled"]]
    for learnt in (ways["learnt from other documents"], ways["learnt from other sets"]):
        assert all(learnt["brier"] < other["brier"] and learnt["auc"] > other["auc"] for other in plain)
    assert FITTED["events"]["methods"]["mentions learnt from other documents"]["gap"] < 0.08
    assert "always" in words("confidence")["mention"]


def test_the_page_has_a_table_a_set() -> None:
    said = page(FITTED, {"one": TRUE, "two": SIGNED}, {"one": TRUE})
    assert said.count("| stated | mean | right | number |") == 5
    assert "| AID |" in said
