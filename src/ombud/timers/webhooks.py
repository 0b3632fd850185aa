"""The worker's part that tells integrators: takes what is new from the log, and sends what is due.

One thread asks the database and writes down how attempts went; others only send, so that an endpoint that hangs holds
one of them for some seconds and nothing else. Each endpoint has a few of them at most, and one that fails a single one.
"""

import logging
import threading
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime

from ombud.timers.away import AWAY, WAIT_SECONDS, begin_anew, leave
from ombud.webhooks import deliver, send
from ombud.webhooks.deliver import Claimed
from ombud.webhooks.egress import Answer, Rules
from ombud.webhooks.fan_out import fan_out

PAUSE_SECONDS = 0.5
TOGETHER_SECONDS = 0.01
OURS = Answer(0, "our-mistake")
AT_ONCE = 128
"""Attempts under way at the same time: threads that wait for an answer cost some kilobytes each."""
OF_ENDPOINT, MORE_OF_PLATFORM = 6, 12
"""Each endpoint always finds room for one attempt; the further ones share what a platform has for them all, so that
no number of endpoints that hang takes another's place."""
log = logging.getLogger(__name__)


class Dispatcher:
    """Attempts under way, and what may begin beside them."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook")
        self._writer = send.Writer()
        self._under_way: dict[Future[Answer], Claimed] = {}

    def round(self, now: datetime, patience: float = PAUSE_SECONDS) -> int:
        """Take what is new, write down what has ended, begin what is due, and wait a moment for more of it to end.

        Returns how many attempts ended.
        """
        fan_out(now)
        ended = self._end(now)
        self._begin(now)
        if self._under_way:
            wait(self._under_way, patience, FIRST_COMPLETED)
            if len(self._under_way) > 1:
                wait(self._under_way, TOGETHER_SECONDS)  # what ends at nearly the same time is written down together
        return ended + self._end(now)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._under_way

    def close(self) -> None:
        """Wait for what is under way and write it down, as far as it comes to an end."""
        wait(self._under_way, timeout=self._rules.seconds + 1)
        self._end(datetime.now(UTC))
        self._pool.shutdown(wait=False, cancel_futures=True)

    def drop(self) -> None:
        """Forget what is under way, as if this process were killed."""
        self._under_way.clear()

    def _begin(self, now: datetime) -> None:
        of = Counter((one.platform, one.endpoint) for one in self._under_way.values())
        more: Counter[int] = Counter()
        for (platform, _endpoint), under_way in of.items():
            more[platform] += under_way - 1
        for endpoint in sorted(deliver.ready(now), key=lambda one: of[one.platform, one.id]):
            mine = of[endpoint.platform, endpoint.id]
            most = (
                1 if endpoint.failures else min(OF_ENDPOINT, max(mine, 1) + MORE_OF_PLATFORM - more[endpoint.platform])
            )
            room = min(most - mine, AT_ONCE - len(self._under_way))
            claimed = deliver.claim(endpoint, room, now) if room > 0 else []
            more[endpoint.platform] += max(0, mine + len(claimed) - 1) - max(0, mine - 1)
            for one in claimed:
                if (letter := self._letter(one, now)) is not None:
                    self._under_way[self._pool.submit(send.send, letter, self._rules)] = one

    def _end(self, now: datetime) -> int:
        ended = [future for future in self._under_way if future.done()]
        answers = []
        for future in ended:
            failed = future.exception()
            if failed is not None:
                log.error("A message was not sent: we are wrong.", exc_info=failed)
            answers.append((self._under_way[future], OURS if failed else future.result()))
        deliver.ended(answers, now)
        for future in ended:
            del self._under_way[future]
        return len(ended)

    def _letter(self, one: Claimed, now: datetime) -> send.Letter | None:
        """The signed message; None where we can't make it: the log says why, and it is tried again like any failure."""
        try:
            return self._writer.letter_of(one, now)
        except AWAY:
            raise
        except Exception:
            log.exception("Message %s of platform %s can't be made", one.message, one.platform)
            deliver.ended([(one, OURS)], now)
            return None


def run(stop: threading.Event) -> None:
    """Send until told to stop; a database that went away is waited for."""
    dispatcher = Dispatcher(send.rules())
    while not stop.is_set():
        pause = PAUSE_SECONDS
        try:
            pause = 0.0 if dispatcher.round(datetime.now(UTC)) or not dispatcher.idle else PAUSE_SECONDS
        except AWAY as error:
            begin_anew(error)
            pause = WAIT_SECONDS
        stop.wait(pause)
    try:
        dispatcher.close()
    except AWAY as error:
        begin_anew(error)  # what was under way loses its claim in a minute, and is sent again
    leave()
