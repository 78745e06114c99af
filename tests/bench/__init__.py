"""Measurements: one folder a question, each run by `python -m tests.bench.NAME`."""
