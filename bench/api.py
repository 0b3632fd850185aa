"""How many complaints a second are filed by API, beside the bare loop that writes the same rows."""

from bench import rig
from bench.desk import PROCESSES
from bench.figure import Figure, Goal, middle
from bench.hand import Hand, seconds, together

SERVED_BY = "granian, 2 processes with one thread each"


def figures(*, quick: bool = False) -> list[Figure]:
    """Filing by API and its peer by turns in one run, the median of the rounds."""
    lives, rounds = (20, 1) if quick else (600, 7)
    count = lives * (rounds + 1) + PROCESSES
    with rig.database() as variables, Hand("bench.world:World", variables) as world, rig.site(variables) as port:
        api, peer = world.ask("platform", slug="api"), world.ask("platform", slug="peer")
        world.ask("orders", platform=api, first=0, count=count, lately=True)
        world.ask("orders", platform=peer, first=0, count=count)
        key = world.ask("key", platform=api)
        clients = [Hand("bench.client:Client", port=port) for _ in range(PROCESSES)]
        peers = [
            Hand("bench.peer:PeerHand", variables, platform=peer, place=n, template=count - PROCESSES)
            for n in range(PROCESSES)
        ]
        rates: dict[str, list[float]] = {"api": [], "peer": []}
        for turn in range(rounds + 1):
            for side in ("api", "peer") if turn % 2 else ("peer", "api"):
                first = turn * lives
                took = _filed(clients, first, lives, key) if side == "api" else _written(peers, first, lives)
                if turn:  # the first round prepares statements and fills caches
                    rates[side].append(lives / took)
        for hand in (*clients, *peers):
            hand.close()
    how = (
        f"median of {rounds} rounds by turns, {lives} filings a round, {SERVED_BY}; key, actor and idempotency key "
        f"checked; {PROCESSES} client processes on the same machine, connections kept open"
    )
    value, bare = middle(rates["api"]), middle(rates["peer"])
    return [Figure("api-filing", value, "filings / s", bare, Goal("ratio", ">=", 0.3), how)]


def _filed(clients: list[Hand], first: int, lives: int, key: str) -> float:
    for place, client in enumerate(clients):
        client.tell("file", first=first, lives=lives, place=place, of=len(clients), key=key)
    return seconds([client.hear() for client in clients])


def _written(peers: list[Hand], first: int, lives: int) -> float:
    return seconds(together(peers, "step", step="file", first=first, lives=lives))
