"""How many pages a second the site gives to people who are signed in, and how long the slowest of a hundred takes."""

from collections.abc import Sequence
from contextlib import ExitStack
from itertools import chain

from bench import rig
from bench.desk import PROCESSES
from bench.figure import Figure, Goal, middle
from bench.hand import Hand, seconds, together

OPEN_SMALL, OPEN_LARGE = 10_000, 1_000_000
LIFE = 0
"""The one life that is really filed and brought before the platform; its case page is asked for."""


class Served:
    """A site over a database with so many open cases, and the ways to two of its pages."""

    def __init__(self, stack: ExitStack, cases: int) -> None:
        variables = stack.enter_context(rig.database())
        world = stack.enter_context(Hand("bench.world:World", variables))
        platform = world.ask("platform", slug="pages")
        world.ask("orders", platform=platform, first=LIFE, count=1)
        world.ask("steps", platform=platform, lives=[LIFE], steps=["file", "answer", "offer", "escalate"])
        world.ask("lay", platform=platform, life=LIFE, count=cases)
        number = world.ask("number", platform=platform, life=LIFE)
        self.pages = {
            "page-case": (f"/complaints/{number}", world.ask("session", platform=platform, ref="buyer-00000000")),
            "page-queue": ("/review/queue/ruling", world.ask("session", platform=platform, ref="rita")),
        }
        port = stack.enter_context(rig.site(variables))
        self.clients = [stack.enter_context(Hand("bench.client:Client", port=port)) for _ in range(PROCESSES)]

    def asked(self, page: str, times: int) -> tuple[float, list[float]]:
        """Pages a second, and the seconds of each, with several clients at once."""
        path, cookie = self.pages[page]
        answers = together(self.clients, "get", path=path, cookie=cookie, times=times // PROCESSES, connections=1)
        return times / seconds([span for span, _ in answers]), list(chain(*(its for _, its in answers)))

    def alone(self, page: str, times: int) -> float:
        """The median of seconds where one client asks one after another."""
        path, cookie = self.pages[page]
        _span, its = self.clients[0].ask("get", path=path, cookie=cookie, times=times, connections=1)
        return middle(its)


def figures(*, quick: bool = False) -> list[Figure]:
    """Both pages at 10,000 open cases, and the queue at a million beside it, by turns."""
    large, times, rounds = (2_000, 12, 1) if quick else (OPEN_LARGE, 300, 7)
    with ExitStack() as stack:
        sites = {"small": Served(stack, min(OPEN_SMALL, large // 2)), "large": Served(stack, large)}
        found = [one for page in ("page-case", "page-queue") for one in _of_a_page(sites["small"], page, times, rounds)]
        return [*found, _grown(sites["small"], sites["large"], times // 4, rounds, large)]


def _of_a_page(served: Served, page: str, times: int, rounds: int) -> list[Figure]:
    served.asked(page, times)
    answered = [served.asked(page, times) for _ in range(rounds)]
    how = f"median of {rounds} rounds of {times} requests, {PROCESSES} people signed in, {OPEN_SMALL:,} open cases"
    slow = [_percentile(its, 0.99) * 1000 for _, its in answered]
    return [
        Figure(page, middle([rate for rate, _ in answered]), "pages / s", how=how),
        Figure(f"{page}-p99", middle(slow), "ms", how=how),
    ]


def _grown(small: Served, large: Served, times: int, rounds: int, cases: int) -> Figure:
    took: dict[str, list[float]] = {"small": [], "large": []}
    for turn in range(rounds + 1):
        order = (("small", small), ("large", large))
        for name, served in order if turn % 2 else reversed(order):
            found = served.alone("page-queue", times)
            if turn:
                took[name].append(found)
    how = f"{cases:,} open cases beside {OPEN_SMALL:,}, by turns, median of {rounds} rounds of {times} requests"
    values = {name: middle(its) * 1000 for name, its in took.items()}
    return Figure("queue-grown", values["large"], "ms", values["small"], Goal("ratio", "<=", 1.3), how)


def _percentile(times: Sequence[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]
