"""Runs over `evals/` and published letters: accuracy with intervals, and speed."""
