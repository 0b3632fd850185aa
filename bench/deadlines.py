"""Whether settling what is due grows with what is open: a thousand due streams among 10,000 and among a million."""

from contextlib import ExitStack

from bench import mix, rig
from bench.figure import Figure, Goal, middle
from bench.hand import Hand, seconds

OPEN_SMALL, OPEN_LARGE = 10_000, 1_000_000
DUE = 1_000


class Clockwork:
    """A database with so many open cases, and complaints that are parked until their round."""

    def __init__(self, stack: ExitStack, cases: int, due: int, rounds: int) -> None:
        variables = stack.enter_context(rig.database())
        self._world = stack.enter_context(Hand("bench.world:World", variables))
        platform = self._world.ask("platform", slug="deadlines")
        self._platform, self._due = platform, due
        lives = list(range(due * rounds + 1))
        self._world.ask("orders", platform=platform, first=0, count=len(lives))
        self._world.ask("steps", platform=platform, lives=lives, steps=["file"])
        self._world.ask("park", platform=platform)
        self._world.ask("lay", platform=platform, life=lives[-1], count=cases)

    def settled(self, turn: int) -> float:
        """Seconds to settle this round's due streams."""
        first = turn * self._due
        self._world.ask("make_due", platform=self._platform, lives=list(range(first, first + self._due)))
        span, settled = self._world.ask("settle")
        assert settled >= self._due, f"{settled} of {self._due} were settled"
        return seconds([span])


def figures(*, quick: bool = False) -> list[Figure]:
    """Seconds for a thousand, by turns, the median of the rounds."""
    large, due, rounds = (2_000, 10, 1) if quick else (OPEN_LARGE, DUE, 5)
    with ExitStack() as stack:
        small, grown = (Clockwork(stack, cases, due, rounds + 1) for cases in (min(OPEN_SMALL, large // 2), large))
        took: dict[Clockwork, list[float]] = {small: [], grown: []}
        for turn in range(rounds + 1):
            for one in (small, grown) if turn % 2 else (grown, small):
                found = one.settled(turn)
                if turn:
                    took[one].append(found)
        how = (
            f"{due:,} complaints whose time to answer is over, among {large:,} open ones beside {OPEN_SMALL:,}, by "
            f"turns, median of {rounds} rounds; each is reminded of, lapses, and goes to the platform"
        )
        return [
            Figure("deadlines", middle(took[grown]), "s", middle(took[small]), Goal("ratio", "<=", 1.3), how),
        ]


SETTLED_AT = mix.START + 4 * 24 * mix.HOUR
"""After every answer was due, before the platform's own turn is."""
