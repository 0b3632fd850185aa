"""How many pages a second the site gives to people who are signed in, and how long the slowest of a hundred takes."""

from collections.abc import Sequence
from contextlib import ExitStack

from bench.desk import PROCESSES
from bench.figure import Figure, middle
from bench.ground import Ground

CASES = 10_000


def figures(*, quick: bool = False) -> list[Figure]:
    """A consumer's case page and a reviewer's queue of fifty."""
    cases, times, rounds = (1_000, 12, 1) if quick else (CASES, 300, 7)
    with ExitStack() as stack:
        ground = Ground(stack, cases)
        how = f"median of {rounds} rounds of {times} requests, {PROCESSES} people signed in, {cases:,} open cases"
        return [one for page in ("page-case", "page-queue") for one in _of_a_page(ground, page, times, rounds, how)]


def _of_a_page(ground: Ground, page: str, times: int, rounds: int, how: str) -> list[Figure]:
    ground.asked(page, times)
    answered = [ground.asked(page, times) for _ in range(rounds)]
    slow = [_percentile(its, 0.99) * 1000 for _, its in answered]
    return [
        Figure(page, middle([rate for rate, _ in answered]), "pages / s", how=how),
        Figure(f"{page}-p99", middle(slow), "ms", how=how),
    ]


def _percentile(times: Sequence[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]
