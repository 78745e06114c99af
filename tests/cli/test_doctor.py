"""What `dateline doctor` says of libraries that are not as they should be."""

from importlib import import_module

import pytest
from packaging.requirements import Requirement

doctor = import_module("pipeline.cli.doctor")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("polars>=2", ""),
        ("polars>=900", "polars is {}, not >=900"),
        ("no-such-library", "no-such-library is missing"),
    ],
)
def test_libraries_that_are_missing_or_old_are_told(wanted: str, said: str) -> None:
    assert doctor._unmet(Requirement(wanted)) == said.format(doctor.version("polars"))
