"""Bench of reading dates."""
