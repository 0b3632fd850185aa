"""How likely a coefficient is after a first save with some step, against never: tables of ratios by value.

A coefficient that was once divided by a step and rounded lies near that step's multiples ever after; how near is a
matter of what came later: rounding of pixels alone where the grid stayed, all of the second save's rounding where the
grid was shifted by a crop. (Lukáš and Fridrich 2003, Lin et al. 2009, Bianchi and Piva 2012.)
"""

import functools
import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
REACH = 160
"""Coefficients beyond it are left out: few, and their neighbours say the same."""
MEAN_REACH = 1024
STEPS = tuple(range(2, 61))
SHIFTED_NOISE = (0.4, 0.7, 1.1, 1.6, 2.4, 3.6)
SEARCHED = (0.7, 1.6, 3.6)
"""Of those, the ones that the search for the first save tries."""
ALIGNED_NOISE = (0.35, 0.6)
"""Deviations around the multiples, tried one by one: 0.29 is rounding of pixels alone, colours add some."""
_CURVE = np.linspace(-6, 6, 1201)
_UNDER = np.array([0.5 * math.erf(at / math.sqrt(2)) + 0.5 for at in _CURVE])


def shifted(envelope: Table) -> Table:
    """(values from -REACH, steps, noises) where the second grid is another; `envelope` is the histogram of never."""
    cells = _in_all_cells(envelope)
    found = np.empty((2 * REACH + 1, len(STEPS), len(SEARCHED)))
    for at, step in enumerate(STEPS):
        found[:, at] = _shifted(cells[at], envelope, _bells(step, SEARCHED)).T
    return found


def shifted_by(envelope: Table, step: int) -> Table:
    """The same of one step, with all of SHIFTED_NOISE: (values, noises)."""
    return _shifted(_in_cells(envelope, step), envelope, _bells(step, SHIFTED_NOISE)).T


def aligned(envelope: Table, second: int) -> Table:
    """(quantised values, steps, noises) where the grid is the same; the middle value is 0."""
    cells = _in_all_cells(envelope)
    never = _never(envelope, second)
    found = np.empty((2 * (REACH // second) + 1, len(STEPS), len(ALIGNED_NOISE)))
    for at, step in enumerate(STEPS):
        found[:, at] = _aligned(cells[at], never, _shares(step, second)).T
    return found


def aligned_by(envelope: Table, second: int, step: int) -> Table:
    """The same of one step: (quantised values, noises)."""
    return _aligned(_in_cells(envelope, step), _never(envelope, second), _shares(step, second)).T


def _shifted(cells: Table, envelope: Table, bells: Table) -> Table:
    chances = (cells @ bells).reshape(-1, 2 * REACH + 1)
    return np.asarray(chances / (chances.sum(axis=1, keepdims=True) * envelope))


def _aligned(cells: Table, never: Table, shares: Table) -> Table:
    chances = (cells @ shares).reshape(len(ALIGNED_NOISE), -1)
    return np.asarray(chances / (chances.sum(axis=1, keepdims=True) * never))


def _never(envelope: Table, second: int) -> Table:
    reach = REACH // second
    never = np.diff(_under(envelope, np.arange(-reach - 0.5, reach + 1.5, dtype=np.float64) * second))
    return np.asarray(never / never.sum())


@functools.cache
def shifted_mean() -> Table:
    """The same of a block's mean, whose values are spread so widely that each is as likely as its neighbour."""
    values = np.arange(-MEAN_REACH, MEAN_REACH + 1)
    found = np.empty((len(values), len(STEPS), len(SHIFTED_NOISE)))
    for at, step in enumerate(STEPS):
        off = (np.arange(step) + step / 2) % step - step / 2
        for which, noise in enumerate(SHIFTED_NOISE):
            bell = np.sum([np.exp(-0.5 * ((off + turn * step) / noise) ** 2) for turn in range(-2, 3)], axis=0)
            found[:, at, which] = (bell / bell.mean())[values % step]
    return np.maximum(found, 1e-9)


@functools.cache
def aligned_mean(second: int) -> Table:
    """The same of a block's mean where the grid is the same; the middle value is 0."""
    reach = MEAN_REACH // second + 1
    edges = (np.arange(-reach, reach + 2) - 0.5) * second
    found = np.empty((2 * reach + 1, len(STEPS), len(ALIGNED_NOISE)))
    for at, step in enumerate(STEPS):
        multiples = np.arange(-(1100 // step), 1100 // step + 1) * step
        for which, noise in enumerate(ALIGNED_NOISE):
            under = np.interp((edges[None] - multiples[:, None]) / noise, _CURVE, _UNDER)
            found[:, at, which] = np.diff(under, axis=1).sum(axis=0) * step / second
    return np.maximum(found, 1e-9)


def _under(envelope: Table, edges: Table) -> Table:
    summed = np.concatenate([[0.0], np.cumsum(envelope)])
    return np.asarray(np.interp(edges, np.arange(-REACH, REACH + 2) - 0.5, summed))


def _edges(step: int) -> Table:
    reach = REACH // step + 1
    return np.arange(-reach - 0.5, reach + 1.5, dtype=np.float64) * step


def _in_cells(envelope: Table, step: int) -> Table:
    """What of the envelope is rounded to each multiple."""
    return np.diff(_under(envelope, _edges(step)))


def _in_all_cells(envelope: Table) -> list[Table]:
    """The same for each of STEPS, at one go."""
    edges, places = _all_edges()
    under = _under(envelope, edges)
    return [np.diff(under[first:last]) for first, last in places]


@functools.cache
def _all_edges() -> tuple[Table, list[tuple[int, int]]]:
    edges = [_edges(step) for step in STEPS]
    ends = np.cumsum([0, *map(len, edges)]).tolist()
    return np.concatenate(edges), list(pairwise(ends))


@functools.cache
def _bells(step: int, noises: tuple[float, ...]) -> Table:
    """(multiples, noises × values)."""
    multiples = np.arange(-(REACH // step + 1), REACH // step + 2) * step
    off = np.arange(-REACH, REACH + 1)[None] - multiples[:, None]
    return np.concatenate([np.exp(-0.5 * (off / noise) ** 2) / noise for noise in noises], axis=1)


@functools.lru_cache(4096)
def _shares(step: int, second: int) -> Table:
    """(multiples of the first step, noises × quantised values): where a multiple comes to lie by the second step."""
    multiples = np.arange(-(REACH // step + 1), REACH // step + 2) * step
    reach = REACH // second
    off = (np.arange(-reach, reach + 2) - 0.5)[None] * second - multiples[:, None]
    return np.hstack([np.diff(np.interp(off / noise, _CURVE, _UNDER), axis=1) for noise in ALIGNED_NOISE])
