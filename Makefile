PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint types check faults bench audit dictionary lock shots clean

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

test: .venv/installed lint
	$(BIN)/pytest -n 2 --dist worksteal

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
