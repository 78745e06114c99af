"""What several tests share: the sample corpus, run once."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.stories import walked

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse made of `seeds/`, through the same assets as `dateline run`."""
    folder = tmp_path_factory.mktemp("sample") / "warehouse"
    walked(folder, SEEDS)
    return folder
