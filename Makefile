PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint bench clean

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

run: .venv/installed
	$(BIN)/dateline run

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: .venv/installed lint
	$(BIN)/pytest -n 2

bench: .venv/installed
	$(BIN)/python -m tests.bench

clean:
	rm -rf .venv .dagster .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find warehouse -mindepth 1 ! -name README.md -delete

.PHONY: lock
lock:
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --no-strip-extras --generate-hashes \
	    --python-version 3.11 --no-annotate --no-header --quiet -o requirements.lock
