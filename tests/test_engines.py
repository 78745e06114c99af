"""The engines give the same results in the same order, and outlive a worker."""

from pathlib import Path

import pytest

from pipeline.engines import Engine, EngineError, map_batches, watch, watched
from tests.stories import sums, walked, write_stories
from tests.workers import die, die_once, fail

WORDS = ["one", "two", "three", "four", "five", "six", "seven"]


@pytest.mark.parametrize("engine", Engine)
def test_results_come_in_the_order_of_the_batches(engine: str) -> None:
    assert list(map_batches(len, iter(WORDS), engine=engine, workers=2)) == [len(word) for word in WORDS]
    assert list(map_batches(len, [], engine=engine, workers=2)) == []


@pytest.mark.parametrize("engine", ["pool", "ray"])
def test_a_killed_worker_is_replaced(engine: str, tmp_path: Path) -> None:
    batches = [str(tmp_path / word) for word in WORDS[:3]]
    assert list(map_batches(die_once, batches, engine=engine, workers=2)) == [batch[::-1] for batch in batches]


def test_workers_that_die_again_and_again_are_told() -> None:
    with pytest.raises(EngineError, match="give --engine serial"):
        list(map_batches(die, WORDS, engine="pool", workers=2))


@pytest.mark.parametrize("engine", Engine)
def test_an_error_of_the_function_is_raised(engine: str) -> None:
    with pytest.raises(ZeroDivisionError):
        list(map_batches(fail, [1, 0, 1], engine=engine, workers=2))


def test_no_more_batches_are_taken_than_workers_need() -> None:
    taken = []

    def batches() -> object:
        for word in WORDS * 10:
            taken.append(word)
            yield word

    next(iter(map_batches(len, batches(), engine="pool", workers=2)))  # type: ignore[arg-type]
    assert len(taken) <= 6


def test_watchers_see_each_batch_end() -> None:
    seen: list[tuple[str, int, int]] = []
    with watch(lambda *told: seen.append(told)):
        assert list(watched("dates", 2, iter("ab"))) == ["a", "b"]
    assert seen == [("dates", 1, 2), ("dates", 2, 2)]


def test_the_engines_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.upkeep.batches.TEXT_A_BATCH", 200)
    inputs = write_stories(tmp_path / "in")
    for engine in Engine:
        walked(tmp_path / engine, inputs, engine=engine, workers=2)
    assert sums(tmp_path / "serial") == sums(tmp_path / "pool") == sums(tmp_path / "ray")
