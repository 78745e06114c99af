"""`dateline dates` and `dateline explain` as processes: lines in, lines out, and what they say of bad ones."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DATELINE = str(Path(sys.executable).with_name("dateline"))
KEYS = {
    "start_char", "end_char", "text", "timex_type", "timex_value", "timex_mod", "date_start", "date_end", "precision",
    "bound", "basis", "anchor_on", "other_value", "rule",
}  # fmt: skip


def dateline(*arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([DATELINE, *map(str, arguments)], capture_output=True, text=True, input=typed, check=False)


def answers(run: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_a_file_of_lines_is_answered_in_its_order(tmp_path: Path) -> None:
    lines = [
        {"doc_id": "b", "text": "They met on May 9.", "published_on": "2025-05-12"},
        {"doc_id": "a", "text": "Nothing here.", "published_on": None},
        {"id": 7, "text": "Seit gestern.", "published_on": "2025-05-12", "language": "de"},
    ]
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", encoding="utf-8")
    run = dateline("dates", path)
    assert run.returncode == 0 and not run.stderr
    first, second, third = answers(run)
    assert [first["doc_id"], second["doc_id"], third["doc_id"]] == ["b", "a", 7]
    [one] = first["dates"]
    assert set(one) == KEYS
    assert (one["timex_value"], one["date_start"], one["date_end"]) == ("2025-05-09", "2025-05-09", "2025-05-09")
    assert second["dates"] == [] and third["dates"][0]["date_start"] == "2025-05-11"


def test_a_bad_line_is_told_by_its_number_and_the_rest_goes_on() -> None:
    run = dateline("dates", typed='{"text": 3}\nno json\n{"text": "on May 9", "published_on": "soon"}\n')
    assert run.returncode == 0
    [only] = answers(run)
    assert only["doc_id"] == 3 and only["dates"][0]["timex_value"] == "XXXX-05-09"
    assert "line 1:" in run.stderr and "line 2:" in run.stderr and "'soon' is no day" in run.stderr


@pytest.mark.parametrize(("typed", "code"), [("no json\n", 65), ("", 0)])
def test_the_exit_says_whether_all_was_refused(typed: str, code: int) -> None:
    assert dateline("dates", typed=typed).returncode == code


def test_a_missing_file_is_named() -> None:
    run = dateline("dates", "nowhere.jsonl")
    assert run.returncode == 1 and "nowhere.jsonl" in run.stderr


def test_one_text_with_its_day() -> None:
    [answer] = answers(dateline("dates", "--text", "since last fall", "--on", "2025-05-12"))
    [one] = answer["dates"]
    assert (one["timex_value"], one["bound"], one["date_end"]) == ("2024-FA", "since", None)


def test_explain_says_what_stands_why_and_what_lost() -> None:
    run = dateline("explain", "sent troops last fall", "--on", "2025-05-12")
    for said in ("2024-FA", "2024-09-01 to 2024-11-30", "last_yearly", "2025-05-12, the day of publication", "lost"):
        assert said in run.stdout


def test_explain_says_what_is_no_date_and_speaks_json() -> None:
    assert "no date" in dateline("explain", "She is 33 years old.").stdout
    told = json.loads(dateline("explain", "on May 9", "--on", "2025-05-12", "--json").stdout)
    assert told["read"][0]["reading"]["timex_value"] == "2025-05-09"


def test_explain_refuses_a_day_that_is_none() -> None:
    run = dateline("explain", "on May 9", "--on", "2025-02-30")
    assert run.returncode == 2 and "2025-02-30" in run.stderr
