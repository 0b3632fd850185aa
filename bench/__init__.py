"""Measures how fast Ombud is, each figure beside its peer in one run, and writes docs/benchmarks.md."""
