"""`python -m tests.bench [NAME…]` runs the measurements of those names, or all, one after the other."""

import subprocess
import sys
from pathlib import Path


def main(names: list[str]) -> int:
    """Run each measurement as a process of its own; the first exit code that is not 0, else 0."""
    known = sorted(path.parent.name for path in Path(__file__).parent.glob("*/__main__.py"))
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"no such measurement: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    codes = []
    for name in names or known:
        print(f"== {name}", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode)
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
