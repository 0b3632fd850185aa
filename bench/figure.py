"""One measured figure: what it is, what it was measured against, and the goal it has."""

import os
from collections.abc import Sequence
from statistics import median
from typing import Literal

import msgspec


class Goal(msgspec.Struct, frozen=True):
    """What must hold of the value itself or of its ratio to the peer."""

    of: Literal["value", "ratio"]
    sign: Literal[">=", "<="]
    bound: float

    def met(self, found: float) -> bool:
        """Whether a figure reaches it."""
        return found >= self.bound if self.sign == ">=" else found <= self.bound

    def __str__(self) -> str:
        return f"{self.of} {self.sign} {self.bound:g}"


class Figure(msgspec.Struct, frozen=True):
    """A figure with its unit; `peer` is in the same unit, `ratio` is value ÷ peer."""

    name: str
    value: float
    unit: str
    peer: float | None = None
    goal: Goal | None = None
    how: str = ""
    """What was done for it: how often, with how much."""
    measured: str = ""
    """Local date of the run."""
    load: float = 0
    """Load of the machine just before, over one minute: above 0.5 somebody else was at work as well."""

    @property
    def ratio(self) -> float | None:
        """Value ÷ peer."""
        return self.value / self.peer if self.peer else None

    @property
    def judged(self) -> float | None:
        """What the goal is about: the value or the ratio."""
        return self.ratio if self.goal and self.goal.of == "ratio" else self.value

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        if self.goal is None or self.judged is None:
            return None
        return self.goal.met(self.judged)

    def line(self) -> bytes:
        """The figure as one JSON object: name, value, unit, peer, ratio, goal."""
        return msgspec.json.encode(
            {
                "name": self.name,
                "value": rounded(self.value),
                "unit": self.unit,
                "peer": None if self.peer is None else rounded(self.peer),
                "ratio": None if self.ratio is None else rounded(self.ratio),
                "goal": str(self.goal) if self.goal else None,
            }
        )


def rounded(value: float) -> float:
    """Three digits that mean something."""
    return float(f"{value:.3g}") if abs(value) < 1000 else round(value)


def middle(values: Sequence[float]) -> float:
    """The median: one disturbed round doesn't move it."""
    return median(values)


def load() -> float:
    """How busy the machine has been over the last minute."""
    return round(os.getloadavg()[0], 2)
