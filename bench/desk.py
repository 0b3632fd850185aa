"""How many commands a second the desk carries out, beside a bare loop that writes the same rows."""

from contextlib import ExitStack

from msgspec.structs import replace

from bench import mix, rig
from bench.figure import Figure, Goal, middle
from bench.hand import Hand, Span, clock, seconds, together

SHOPS = 500
"""Where people buy on the measured platform: a ruling holds money in its shop's fund, which all its cases share."""
PROCESSES = 2
"""As many connections on either side as the machine has cores."""


class DeskHand:
    """One process that carries acts out through the desk, one after another, each in its own transaction."""

    def __init__(self, platform: int, place: int, shops: int) -> None:
        import django

        django.setup()
        from bench.world import act
        from ombud.desk import handle

        self._handle, self._act, self._platform, self._place, self._shops = handle, act, platform, place, shops

    def step(self, step: str, first: int, lives: int) -> Span:
        """Take one step of each life that is this process's; from when to when."""
        acts = [self._act(self._platform, step, n, self._shops) for n in mine(first, lives, self._place)]
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
    one = among(1, lives, 1 if quick else 3)
    return [among(SHOPS, lives, rounds), replace(one, name="desk-one-shop", goal=None)]


def among(shops: int, lives: int, rounds: int, beside: str = "") -> Figure:
    """The desk and its peer by turns; `beside` names what runs in another process while the desk writes."""
    with rig.database() as variables, Hand("bench.world:World", variables) as world, ExitStack() as stack:
        desk, peer = (world.ask("platform", slug=slug, shops=shops) for slug in ("desk", "peer"))
        for platform in (desk, peer):
            world.ask("orders", platform=platform, first=0, count=lives * (rounds + 1) + PROCESSES, shops=shops)
        other = stack.enter_context(Hand(beside, variables)) if beside else None
        return _measured(variables, world, {"desk": desk, "peer": peer}, shops, lives, rounds, other)


def _measured(
    variables: dict[str, str],
    world: Hand,
    platforms: dict[str, int],
    shops: int,
    lives: int,
    rounds: int,
    other: Hand | None,
) -> Figure:
    sides = {
        "desk": [_hand("bench.desk:DeskHand", variables, platforms["desk"], n, shops) for n in range(PROCESSES)],
        "peer": [
            _hand("bench.peer:PeerHand", variables, platforms["peer"], n, shops, template=lives * (rounds + 1))
            for n in range(PROCESSES)
        ],
    }
    rates: dict[str, list[float]] = {"desk": [], "peer": []}
    waited: list[float] = []
    for turn in range(rounds + 1):
        for side in ("desk", "peer") if turn % 2 else ("peer", "desk"):
            beside = other if side == "desk" else None
            if beside:
                beside.ask("start")
            took = _round(sides[side], world if side == "desk" else None, platforms[side], turn * lives, lives)
            waited.append(beside.ask("stop") if beside else 0.0)
            if turn:  # the first round prepares statements and fills caches
                rates[side].append(lives * len(mix.STEPS) / took)
    for hand in (one for hands in sides.values() for one in hands):
        hand.close()
    how = (
        f"median of {rounds} rounds by turns, {PROCESSES} processes each side, {lives * len(mix.STEPS):,} commands a "
        f"round ({', '.join(mix.STEPS)}, a quarter each) at {shops} shop{'s' if shops > 1 else ''}, one commit a "
        "command, fsync on" + (f"; at a round's end the oldest commit had waited {max(waited):.2f} s" if other else "")
    )
    return Figure("desk", middle(rates["desk"]), "commands / s", middle(rates["peer"]), Goal("ratio", ">=", 0.5), how)


def _hand(made: str, variables: dict[str, str], platform: int, place: int, shops: int, **more: int) -> Hand:
    return Hand(made, variables, platform=platform, place=place, shops=shops, **more)


def _round(hands: list[Hand], world: Hand | None, platform: int, first: int, lives: int) -> float:
    """Seconds that the four steps of these lives took; bringing them before the platform in between isn't timed."""
    took = 0.0
    for step in mix.STEPS:
        if step == "rule" and world is not None:
            world.ask("steps", platform=platform, lives=list(range(first, first + lives)), steps=["escalate"])
        took += seconds(together(hands, "step", step=step, first=first, lives=lives))
    return took
