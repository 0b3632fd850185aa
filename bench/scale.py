"""Whether a queue's page, and settling what is due, grow with what is open: a million cases beside ten thousand."""

from collections.abc import Callable
from contextlib import ExitStack

from bench.figure import Figure, Goal, middle
from bench.ground import Ground

OPEN_SMALL, OPEN_LARGE = 10_000, 1_000_000
DUE = 1_000
NO_MORE = Goal("ratio", "<=", 1.3)


def figures(*, quick: bool = False) -> list[Figure]:
    """Both figures on the same two databases, by turns."""
    small, large, due, rounds = (500, 2_000, 10, 1) if quick else (OPEN_SMALL, OPEN_LARGE, DUE, 5)
    times = 5 if quick else 60
    with ExitStack() as stack:
        grounds = [Ground(stack, cases, due=due, rounds=rounds + 1) for cases in (small, large)]
        pages = _by_turns(grounds, rounds, lambda ground, _turn: ground.alone("page-queue", times) * 1000)
        settled = _by_turns(grounds, rounds, Ground.settled)
    among = f"{large:,} open cases beside {small:,}, by turns, median of {rounds} rounds"
    return [
        Figure("queue-grown", pages[1], "ms", pages[0], NO_MORE, f"{among} of {times} requests"),
        Figure(
            "deadlines", settled[1], "s", settled[0], NO_MORE, f"{among} of {due:,} streams whose answer is overdue"
        ),
    ]


def _by_turns(grounds: list[Ground], rounds: int, measure: Callable[[Ground, int], float]) -> list[float]:
    """The median of each, the first round left out: it fills caches."""
    found: list[list[float]] = [[] for _ in grounds]
    for turn in range(rounds + 1):
        for place in range(len(grounds)) if turn % 2 else reversed(range(len(grounds))):
            measured = measure(grounds[place], turn)
            if turn:
                found[place].append(measured)
    return [middle(its) for its in found]
