"""`make audit`: whether a library of `requirements.lock` has a known weakness.

Exit 0 none known, 1 some, 2 the list of weaknesses could not be asked, as on a machine without a network.
"""

import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements.lock"
CANNOT = ("ConnectionError", "Failed to resolve", "Max retries", "ServiceError", "Connection refused", "timed out")


def main() -> int:
    """Ask pip-audit about every line of the lock; nothing is installed."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--disable-pip", "--require-hashes"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    if done.returncode and any(sign in said for sign in CANNOT):
        print("The list of known weaknesses cannot be reached from here: the lock was not audited.", file=sys.stderr)
        return 2
    print(said.strip())
    return min(done.returncode, 1)


if __name__ == "__main__":
    sys.exit(main())
