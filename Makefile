PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
    $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done || echo python3)
BIN := .venv/bin

.PHONY: run test lint types check faults bench audit dictionary lock browser shots clean

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

run: .venv/installed
	$(BIN)/dateline run

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: .venv/installed browser lint
	$(BIN)/pytest -n 2 --dist worksteal

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium >/dev/null; \
	else \
	    echo "no Chromium here: tests in a browser are skipped; 'apt-get install chromium' as root adds them" >&2; \
	    test -z "$$CI"; \
	fi

shots: .venv/installed browser
	$(BIN)/python -m tests.browser.shots

faults: .venv/installed
	DATELINE_FAULTS=full $(BIN)/pytest -p no:xdist tests/faults --timeout 7200 -s

bench: .venv/installed
	$(BIN)/python -m tests.bench

audit: .venv/installed
	$(BIN)/python -m tests.audit

dictionary: .venv/installed
	$(BIN)/python -m pipeline.dictionary > warehouse/README.md

lock:
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --no-strip-extras --generate-hashes \
	    --python-version 3.11 --no-annotate --no-header --quiet -o requirements.lock

clean:
	rm -rf .venv .dagster .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find warehouse -mindepth 1 ! -name README.md -delete
