"""What a run of lives saw, added up part by part, so that a long one can be broken off and gone on with."""

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

BREACHES_KEPT = 20


class Seen(NamedTuple):
    """Of one kind of lives."""

    lives: int
    events: int
    crashes: int
    clashes: int
    coverage: Counter[str]
    breaches: list[str]
    digest: str
    """Of all that was written, in the order of the seeds."""
    next_seed: int = 0
    """All before it were lived."""
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    """Of all processes together: what the run costs on a machine that has better to do."""

    @classmethod
    def of_nothing(cls, seed: int) -> "Seen":
        """Before the first life."""
        return cls(0, 0, 0, 0, Counter(), [], "", seed)

    @classmethod
    def read(cls, figures: Mapping[str, Any]) -> "Seen":
        """As it was written down."""
        return cls(**{**figures, "coverage": Counter(figures["coverage"])})

    @property
    def figures(self) -> dict[str, Any]:
        """As it is written down."""
        rounded = {"seconds": round(self.seconds, 2), "cpu_seconds": round(self.cpu_seconds, 2)}
        return {**self._asdict(), **rounded, "coverage": dict(sorted(self.coverage.items()))}

    @property
    def lives_per_second(self) -> float:
        """Lives a second, all cores together."""
        return self.lives / self.seconds if self.seconds else 0.0

    def and_(self, part: "Seen", seconds: float) -> "Seen":
        """With the lives of the next seeds, that took so much longer."""
        return Seen(
            self.lives + part.lives,
            self.events + part.events,
            self.crashes + part.crashes,
            self.clashes + part.clashes,
            self.coverage + part.coverage,
            (self.breaches + part.breaches)[:BREACHES_KEPT],
            sha256((self.digest + part.digest).encode()).hexdigest(),
            part.next_seed,
            self.seconds + seconds,
            self.cpu_seconds + part.cpu_seconds,
        )
