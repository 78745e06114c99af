"""What is shipped for running under systemd and Dagster is right as far as it can be told here."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

DEPLOY = Path(__file__).parent.parent / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_finds_nothing_amiss(tmp_path: Path) -> None:
    for unit in UNITS:
        text = re.sub(r"/opt/dateline/\.venv/bin/[\w-]+", "/bin/true", unit.read_text(encoding="utf-8"))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr, done.stderr


def test_units_run_programs_that_are_installed() -> None:
    called = {name for unit in UNITS for name in re.findall(r"\.venv/bin/([\w-]+)", unit.read_text(encoding="utf-8"))}
    assert called == {"dagster-daemon", "dagster-webserver", "dateline"}
    assert all(Path(sys.executable).with_name(name).exists() for name in called)


def test_dagster_takes_its_settings_and_tells_nobody(tmp_path: Path) -> None:
    shutil.copy(DEPLOY / "dagster.yaml", tmp_path)
    assert yaml.safe_load((DEPLOY / "dagster.yaml").read_text(encoding="utf-8"))["telemetry"] == {"enabled": False}
    program = Path(sys.executable).with_name("dagster")
    told = os.environ | {"DAGSTER_HOME": str(tmp_path)}
    done = subprocess.run([program, "instance", "info"], env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "enabled: false" in done.stdout, done.stderr


def test_the_dictionary_in_the_repository_is_fresh() -> None:
    from pipeline.dictionary import dictionary

    page = DEPLOY.parent / "warehouse" / "README.md"
    assert page.read_text(encoding="utf-8") == dictionary(), "make dictionary writes it anew"
