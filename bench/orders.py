"""Finding what is late among very many open orders beside few, and moving a thousand on at once."""

import os
from contextlib import ExitStack

from bench import rig
from bench.figure import Figure, Goal, middle
from bench.hand import Hand
from bench.scale import NO_MORE

OPEN_SMALL = 100_000
OPEN_LARGE = int(os.environ.get("BENCH_OPEN_ORDERS", "10000000"))
"""Laying ten million takes some minutes; where there is no time for it, fewer can be asked for."""
LATE = 1_000
BULK = 1_000


def figures(*, quick: bool = False) -> list[Figure]:
    """Both of them."""
    return [_found(quick=quick), _moved(quick=quick)]


def _found(*, quick: bool) -> Figure:
    """The same search in two databases by turns, the median of the rounds."""
    sizes, late, rounds = ((1_000, 5_000), 50, 3) if quick else ((OPEN_SMALL, OPEN_LARGE), LATE, 21)
    with ExitStack() as stack:
        worlds = []
        for size in sizes:
            world = stack.enter_context(Hand("bench.order_world:OrderWorld", stack.enter_context(rig.database())))
            platform = world.ask("platform", slug="late")
            world.ask("lay_open", platform=platform, count=size, late=late)
            worlds.append((world, platform))
        times: list[list[float]] = [[], []]
        for turn in range(rounds + 1):
            for place in (0, 1) if turn % 2 else (1, 0):
                world, platform = worlds[place]
                start, end = world.ask("find", platform=platform, expected=late)
                if turn:  # the first round fills caches
                    times[place].append((end - start) * 1000)
    how = (
        f"{late:,} late among {sizes[1]:,} open orders of 2,000 shops beside as many among {sizes[0]:,}, by turns, "
        f"median of {rounds} rounds; rows laid by COPY"
    )
    return Figure("late-orders", middle(times[1]), "ms", middle(times[0]), NO_MORE, how)


def _moved(*, quick: bool) -> Figure:
    count, rounds = (20, 1) if quick else (BULK, 5)
    spans = []
    with rig.database() as variables, Hand("bench.order_world:OrderWorld", variables) as world:
        platform = world.ask("platform", slug="bulk")
        world.ask("paid", platform=platform, first=0, count=count * (rounds + 1))
        for turn in range(rounds + 1):
            start, end = world.ask("complete", platform=platform, first=turn * count, count=count)
            if turn:
                spans.append(end - start)
    how = f"median of {rounds} rounds of {count:,} orders each with carrier and waybill, `handle_many`, one process"
    return Figure("orders-completed", middle(spans), "s", None, Goal("value", "<=", 2), how)
