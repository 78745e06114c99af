"""`make audit`: whether a library of `requirements.lock` has a known weakness.

Exit 0 none known, 1 some, 2 the list of weaknesses could not be asked about all of them, as on a machine without a
network or with a mirror that has no such list. One library is asked about first, so that such a machine says so soon.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "requirements.lock"
CANNOT = "The list of known weaknesses cannot be reached from here: the lock was not audited."


def pinned(lock: str) -> list[str]:
    r"""The libraries of a lock, each with its hashes.

    >>> pinned("a==1 \\\n    --hash=sha256:0\nb==2 \\\n    --hash=sha256:1\n")
    ['a==1 \\\n    --hash=sha256:0', 'b==2 \\\n    --hash=sha256:1']
    """
    return [one.strip() for one in re.split(r"\n(?=\S)", lock) if "==" in one]


def asked(libraries: list[str]) -> list[dict[str, Any]]:
    """What pip-audit says of each: name, version and vulns, or name and skip_reason. None when it could not ask."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(libraries) + "\n")
        file.flush()
        command = [sys.executable, "-m", "pip_audit", "--requirement", file.name, "--disable-pip", "--require-hashes"]
        done = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, check=False)
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError):
        print(done.stderr.strip()[-2000:], file=sys.stderr)
        return []


def verdict(told: list[dict[str, Any]], libraries: int) -> tuple[int, list[str]]:
    """The exit code and what to say.

    >>> verdict([{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}], 1)
    (1, ['a 1: PYSEC-1, mended in 2'])
    >>> verdict([{"name": "a", "skip_reason": "not found"}, {"name": "b", "version": "1", "vulns": []}], 2)
    (2, ['a: not found', '1 of 2 libraries could not be asked about.'])
    >>> verdict([{"name": "b", "version": "1", "vulns": []}], 1)
    (0, ['1 libraries, none with a known weakness.'])
    """
    weak = [
        f"{one['name']} {one['version']}: {weakness['id']}, mended in {', '.join(weakness['fix_versions']) or 'none'}"
        for one in told
        for weakness in one.get("vulns", [])
    ]
    skipped = [f"{one['name']}: {one['skip_reason']}" for one in told if "skip_reason" in one]
    lost = libraries - len({one["name"] for one in told if "vulns" in one})
    if lost:
        skipped.append(f"{lost} of {libraries} libraries could not be asked about.")
    code = 1 if weak else 2 if lost else 0
    return code, [*weak, *skipped] or [f"{libraries} libraries, none with a known weakness."]


def main() -> int:
    """Ask about the lock; nothing is installed."""
    libraries = pinned(LOCK.read_text(encoding="utf-8"))
    if verdict(asked(libraries[:1]), 1)[0] == 2:
        print(CANNOT, file=sys.stderr)
        return 2
    code, said = verdict(asked(libraries), len({one.split("==")[0] for one in libraries}))
    print("\n".join(said))
    return code


if __name__ == "__main__":
    sys.exit(main())
