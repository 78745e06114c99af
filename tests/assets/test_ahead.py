"""What a small run needs is read in ahead of its step; a large one leaves it to its workers."""

import subprocess
import sys

import pytest

from assets.ahead import FEW, read_in_ahead

READ_IN = """
from assets.ahead import read_in_ahead
read_in_ahead(1).join()
from pipeline.language import model
from pipeline.places.gazetteer import atlas
print(model._model.cache_info().currsize, atlas.cache_info().currsize)
"""


@pytest.mark.parametrize("new", [0, FEW + 1])
def test_none_or_many_are_left_alone(new: int) -> None:
    assert read_in_ahead(new) is None


def test_a_few_have_model_and_gazetteer_waiting() -> None:
    said = subprocess.run([sys.executable, "-c", READ_IN], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["1", "1"]
