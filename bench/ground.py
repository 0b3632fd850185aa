"""A database with so many open cases, for what must not grow with them, and the ways to ask of it."""

from contextlib import ExitStack
from itertools import chain

from bench import rig
from bench.desk import PROCESSES
from bench.figure import middle
from bench.hand import Hand, seconds, together

STEPS = ("file", "answer", "offer", "escalate")
"""What the life goes through whose case page is asked for, and of which the others are copies."""


class Ground:
    """One platform with a site over it: `due` complaints a round that can be made due, and `cases` that were laid."""

    def __init__(self, stack: ExitStack, cases: int, *, due: int = 0, rounds: int = 0) -> None:
        variables = stack.enter_context(rig.database())
        self._world = stack.enter_context(Hand("bench.world:World", variables))
        self._platform, self._due = self._world.ask("platform", slug="ground"), due
        lives = list(range(due * rounds + 1))
        self._world.ask("orders", platform=self._platform, first=0, count=len(lives))
        self._world.ask("steps", platform=self._platform, lives=lives[1:], steps=["file"])
        self._world.ask("steps", platform=self._platform, lives=[0], steps=STEPS)
        self._world.ask("park", platform=self._platform)
        self._world.ask("lay", platform=self._platform, life=0, count=cases)
        number = self._world.ask("number", platform=self._platform, life=0)
        self._pages = {
            "page-case": (f"/complaints/{number}", self._session("buyer-00000000")),
            "page-queue": ("/review/queue/ruling", self._session("rita")),
        }
        port = stack.enter_context(rig.site(variables))
        self._clients = [stack.enter_context(Hand("bench.client:Client", port=port)) for _ in range(PROCESSES)]

    def asked(self, page: str, times: int) -> tuple[float, list[float]]:
        """Pages a second, and the seconds of each, with several people asking at once."""
        path, cookie = self._pages[page]
        answers = together(self._clients, "get", path=path, cookie=cookie, times=times // PROCESSES, connections=1)
        return times / seconds([span for span, _ in answers]), list(chain(*(its for _, its in answers)))

    def alone(self, page: str, times: int) -> float:
        """The median of seconds where one person asks one after another."""
        path, cookie = self._pages[page]
        _span, its = self._clients[0].ask("get", path=path, cookie=cookie, times=times, connections=1)
        return middle(its)

    def settled(self, turn: int) -> float:
        """Seconds to settle this round's due streams."""
        first = 1 + turn * self._due
        self._world.ask("make_due", platform=self._platform, lives=list(range(first, first + self._due)))
        span, settled = self._world.ask("settle")
        assert settled >= self._due, f"{settled} of {self._due} were settled"
        return seconds([span])

    def _session(self, ref: str) -> str:
        return str(self._world.ask("session", platform=self._platform, ref=ref))
