"""Penalties imposed in bulk by API beside bare INSERTs, a merchant's lists when long, and what the pop-up costs."""

from contextlib import ExitStack

from bench import rig
from bench.api import SERVED_BY
from bench.desk import PROCESSES
from bench.figure import Figure, Goal, middle
from bench.hand import Hand, seconds, together
from bench.penalty_mix import CHUNK
from bench.scale import NO_MORE

SMALL, LARGE = 1_000, 100_000
"""Messages of one merchant."""
EACH = 10
"""Messages about one penalty, on the average."""
PAGES = {"messages-grown": "/merchant/messages", "penalties-grown": "/merchant/penalties"}


def figures(*, quick: bool = False) -> list[Figure]:
    """All of them."""
    return [_imposed(quick=quick), *_grown(quick=quick)]


def _imposed(*, quick: bool) -> Figure:
    """API and peer by turns in one run, the median of the rounds."""
    count, chunk, rounds = (20, 5, 1) if quick else (2_000, CHUNK, 5)
    told = count * (rounds + 1)
    with ExitStack() as stack:
        variables = stack.enter_context(rig.database())
        world = stack.enter_context(Hand("bench.penalty_world:World", variables))
        port = stack.enter_context(rig.site(variables))
        api, peer = world.ask("platform", slug="api"), world.ask("platform", slug="peer")
        world.ask("shops", platform=api, first=0, count=told)
        world.ask("shops", platform=peer, first=told, count=PROCESSES)
        key = world.ask("key", platform=api)
        clients = [stack.enter_context(Hand("bench.client:Client", port=port)) for _ in range(PROCESSES)]
        given = {"platform": peer, "of": PROCESSES, "template": told}
        peers = [
            stack.enter_context(Hand("bench.penalty_peer:PeerHand", variables, place=n, **given))
            for n in range(PROCESSES)
        ]
        rates: dict[str, list[float]] = {"api": [], "peer": []}
        for turn in range(rounds + 1):
            for side in ("api", "peer") if turn % 2 else ("peer", "api"):
                its = {"first": turn * count, "count": count, "chunk": chunk}
                took = _by_api(clients, key, its) if side == "api" else _bare(peers, its)
                if turn:  # the first round prepares statements and fills caches
                    rates[side].append(count / took)
    how = (
        f"median of {rounds} rounds by turns, {count:,} penalties a round in chunks of {chunk}, a shop and three "
        f"orders for each, one commit a chunk, {SERVED_BY}; {PROCESSES} processes on either side"
    )
    return Figure("penalties-imposed", middle(rates["api"]), "penalties / s", middle(rates["peer"]),
                  Goal("ratio", ">=", 0.3), how)  # fmt: skip


def _by_api(clients: list[Hand], key: str, its: dict[str, int]) -> float:
    for place, client in enumerate(clients):
        client.tell("impose", place=place, of=len(clients), key=key, **its)
    return seconds([client.hear() for client in clients])


def _bare(peers: list[Hand], its: dict[str, int]) -> float:
    together(peers, "prepare", **its)
    return seconds(together(peers, "insert"))


def _grown(*, quick: bool) -> list[Figure]:
    """The same pages of two merchants by turns: one with few messages, one with very many; and the pop-up's queries."""
    sizes, times, rounds = ((20, 200), 5, 1) if quick else ((SMALL, LARGE), 60, 5)
    with ExitStack() as stack:
        shops = [Merchant(stack, messages) for messages in sizes]
        queries = max(shop.popup_queries() for shop in shops)
        found: dict[str, list[list[float]]] = {name: [[] for _ in shops] for name in PAGES}
        for turn in range(rounds + 1):
            for place in range(len(shops)) if turn % 2 else reversed(range(len(shops))):
                for name, path in PAGES.items():
                    took = shops[place].asked(path, times) * 1000
                    if turn:
                        found[name][place].append(took)
    how = (
        f"{sizes[1]:,} messages about {sizes[1] // EACH:,} penalties beside {sizes[0]:,} about {sizes[0] // EACH:,}, "
        f"by turns, median of {rounds} rounds of {times} requests"
    )
    grown = [Figure(name, middle(many), "ms", middle(few), NO_MORE, how) for name, (few, many) in found.items()]
    counted = "statements sent by the pop-up's code on the console's first page, the most of three: nothing to say, "
    counted += "shown, and silenced"
    return [*grown, Figure("popup-queries", queries, "queries", None, Goal("value", "<=", 2), counted)]


class Merchant:
    """One shop's owner with so many messages, on a site of their own."""

    def __init__(self, stack: ExitStack, messages: int) -> None:
        variables = stack.enter_context(rig.database())
        self._world = stack.enter_context(Hand("bench.penalty_world:World", variables))
        self._platform = self._world.ask("platform", slug="shop")
        self._world.ask("shops", platform=self._platform, first=0, count=1)
        ended = self._world.ask("ended", platform=self._platform)
        laid = {"penalty": ended, "penalties": messages // EACH, "messages": messages}
        self._world.ask("lay", platform=self._platform, **laid)
        self._cookie = self._world.ask("session", platform=self._platform, ref="boris")
        self._port = stack.enter_context(rig.site(variables))

    def asked(self, path: str, times: int) -> float:
        """The median of seconds where one person asks for a page one time after another."""
        with Hand("bench.client:Client", port=self._port) as client:  # a server closes what is idle for long
            _span, its = client.ask("get", path=path, cookie=self._cookie, times=times, connections=1)
        return middle(its)

    def popup_queries(self) -> int:
        """The most statements that the pop-up adds to a page."""
        return int(self._world.ask("queries", platform=self._platform))
