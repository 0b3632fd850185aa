"""How many commands a second the desk carries out, beside a bare loop that writes the same rows."""

from bench import mix, rig
from bench.figure import Figure, Goal, middle
from bench.hand import Hand, Span, clock, seconds, together

PROCESSES = 2
"""As many connections on either side as the machine has cores."""


class DeskHand:
    """One process that carries acts out through the desk, one after another, each in its own transaction."""

    def __init__(self, platform: int, place: int) -> None:
        import django

        django.setup()
        from bench.world import act
        from ombud.desk import handle

        self._handle, self._act, self._platform, self._place = handle, act, platform, place

    def step(self, step: str, first: int, lives: int) -> Span:
        """Take one step of each life that is this process's; from when to when."""
        acts = [self._act(self._platform, step, n) for n in mine(first, lives, self._place)]
        start = clock()
        for act in acts:
            done = self._handle.handle(act)
            assert isinstance(done, self._handle.Done), done
        return start, clock()


def mine(first: int, lives: int, place: int) -> range:
    """The lives of one process: every n-th."""
    return range(first + place, first + lives, PROCESSES)


def figures(*, quick: bool = False) -> list[Figure]:
    """The desk and its peer by turns in one run, the median of the rounds."""
    lives, rounds = (8, 1) if quick else (500, 7)
    with rig.database() as variables, Hand("bench.world:World", variables) as world:
        desk, peer = world.ask("platform", slug="desk"), world.ask("platform", slug="peer")
        for platform in (desk, peer):
            world.ask("orders", platform=platform, first=0, count=lives * (rounds + 1) + PROCESSES)
        return [_measured(variables, world, desk, peer, lives, rounds)]


def _measured(variables: dict[str, str], world: Hand, desk: int, peer: int, lives: int, rounds: int) -> Figure:
    sides = {
        "desk": [Hand("bench.desk:DeskHand", variables, platform=desk, place=n) for n in range(PROCESSES)],
        "peer": [
            Hand("bench.peer:PeerHand", variables, platform=peer, place=n, template=lives * (rounds + 1))
            for n in range(PROCESSES)
        ],
    }
    platforms = {"desk": desk, "peer": peer}
    rates: dict[str, list[float]] = {"desk": [], "peer": []}
    for turn in range(rounds + 1):
        for side in ("desk", "peer") if turn % 2 else ("peer", "desk"):
            took = _round(sides[side], world if side == "desk" else None, platforms[side], turn * lives, lives)
            if turn:  # the first round prepares statements and fills caches
                rates[side].append(lives * len(mix.STEPS) / took)
    for hand in (one for hands in sides.values() for one in hands):
        hand.close()
    how = (
        f"median of {rounds} rounds by turns, {PROCESSES} processes each side, {lives * len(mix.STEPS):,} commands a "
        f"round ({', '.join(mix.STEPS)}, a quarter each), one commit a command, fsync on"
    )
    return Figure("desk", middle(rates["desk"]), "commands / s", middle(rates["peer"]), Goal("ratio", ">=", 0.5), how)


def _round(hands: list[Hand], world: Hand | None, platform: int, first: int, lives: int) -> float:
    """Seconds that the four steps of these lives took; bringing them before the platform in between isn't timed."""
    took = 0.0
    for step in mix.STEPS:
        if step == "rule" and world is not None:
            world.ask("steps", platform=platform, lives=list(range(first, first + lives)), steps=["escalate"])
        took += seconds(together(hands, "step", step=step, first=first, lives=lives))
    return took
