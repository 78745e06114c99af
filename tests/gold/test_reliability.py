"""The arithmetic of the reliability table, on mentions whose truth is known."""

import pytest

from tests.gold.reliability import Judged, bent, brier, fitted, gap, held_out, page


def told(confidence: float, right: int, wrong: int) -> list[Judged]:
    """So many right and wrong mentions of one confidence, each of its own document."""
    return [Judged(f"{confidence} {n}", "AID", confidence, n < right) for n in range(right + wrong)]


TRUE = told(0.6, 6, 4) + told(0.8, 8, 2)
PROUD = told(0.8, 12, 8) + told(0.9, 14, 6)


def test_true_confidence_has_no_gap_and_needs_no_bend() -> None:
    assert gap(TRUE) == pytest.approx(0)
    assert fitted(TRUE) == pytest.approx((0, 1), abs=1e-3)


def test_proud_confidence_is_bent_to_the_share_that_is_right() -> None:
    a, b = fitted(PROUD)
    assert bent(PROUD[0], a, b).confidence == pytest.approx(0.6, abs=1e-3)
    assert bent(PROUD[-1], a, b).confidence == pytest.approx(0.7, abs=1e-3)
    assert gap(PROUD) == pytest.approx(0.2)
    assert brier(held_out(PROUD)) < brier(PROUD)


def test_every_mention_is_held_out_once() -> None:
    assert sorted(one.source for one in held_out(TRUE)) == sorted(one.source for one in TRUE)


def test_the_page_has_a_table_a_set() -> None:
    said = page({"one": TRUE, "two": PROUD})
    assert said.count("| stated | mean | right | mentions |") == 4
    assert "| AID |" in said
