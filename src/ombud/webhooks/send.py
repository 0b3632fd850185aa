"""Sends one message: signed at the moment it leaves, by the rules of this installation."""

import secrets
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec

from ombud.accounts.tries import Counted, Limit, take
from ombud.ledger import fence
from ombud.ledger.connection import connection, forget
from ombud.webhooks.deliver import Claimed, note, noted
from ombud.webhooks.egress import Answer, Rules, post
from ombud.webhooks.endpoints import Endpoint, inside, ports, secrets_of
from ombud.webhooks.message import Told, told_of
from ombud.webhooks.signing import headers

PING = "ping"
PINGS = Limit(free=5, first=60, longest=60, forgets=timedelta(minutes=1))
"""Six, and then a minute's rest, for all endpoints of a platform together: whoever waits for one holds a process of the
site."""
WAITED_SECONDS = 1.0
"""How long somebody is kept waiting for a test. A process of the site does one thing at a time: a receiver that hangs,
or a name that is long in being looked up, would hold up everybody else's pages."""
UNDER_WAY = Answer(0, "under-way")
KEPT = timedelta(seconds=2)
"""How long a secret that was exchanged may still be the only one that signs: its receiver knows it for a day."""
CAME = """
UPDATE webhook_attempt SET status = %(status)s, error = %(error)s, answer = %(answer)s, took_ms = %(took_ms)s
WHERE platform = %(platform)s AND endpoint = %(endpoint)s AND message = %(message)s
"""
AT_ONCE = 8
TESTS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook-test")


class TooManyPings(Exception):
    """It was tested often enough for this minute."""


class Letter(NamedTuple):
    """All that is needed to send a message, so that who sends it needs no database."""

    url: str
    headers: dict[str, str]
    body: bytes


class Writer:
    """Writes letters, and keeps what several of them have in common for a moment: messages and opened secrets."""

    def __init__(self) -> None:
        self._told: dict[tuple[int, int], Told] = {}
        self._secrets: dict[tuple[int, str], list[str]] = {}
        self._since: datetime | None = None

    def letter_of(self, one: Claimed, now: datetime) -> Letter:
        """A delivery, signed."""
        if self._since is None or not timedelta() <= now - self._since < KEPT:
            self._told, self._secrets, self._since = {}, {}, now
        told = self._told.get((one.platform, one.idx))
        if told is None:
            told = self._told[one.platform, one.idx] = told_of(one.platform, one.stream, one.seq, one.idx)
        secrets = self._secrets.get((one.platform, one.endpoint))
        if secrets is None:
            secrets = self._secrets[one.platform, one.endpoint] = secrets_of(one.platform, one.endpoint, now)
        return Letter(one.url, headers(told.id, told.body, secrets, now), told.body)


def rules() -> Rules:
    """What this installation lets through."""
    return Rules(ports=ports(), inside=inside())


def send(letter: Letter, by: Rules) -> Answer:
    """Send it, and say how it went."""
    return post(letter.url, letter.headers, letter.body, by)


def ping(endpoint: Endpoint, now: datetime, by: Rules | None = None) -> Answer:
    """Send a test and wait a moment for how it goes: `under-way` where that takes longer. It stands among the attempts,
    and so does how it went as soon as that is known. Raises TooManyPings."""
    if take([Counted("webhook test", str(endpoint.platform), PINGS, clears=False)], now):
        raise TooManyPings
    id = f"ping_{secrets.token_hex(12)}"
    body = msgspec.json.encode({"type": PING, "timestamp": now, "data": {"endpoint": endpoint.id}})
    signed = headers(id, body, secrets_of(endpoint.platform, endpoint.id, now), now)
    about = {"platform": endpoint.platform, "endpoint": endpoint.id, "idx": None, "message": id, "type": PING}
    note([{**about, **noted(UNDER_WAY), "at": now, "next_at": None}])
    sent = TESTS.submit(_told_how, Letter(endpoint.url, signed, body), by or rules(), about)
    wait([sent], WAITED_SECONDS)
    return sent.result() if sent.done() else UNDER_WAY


def _told_how(letter: Letter, by: Rules, about: dict[str, Any]) -> Answer:
    """Send a test, and write down how it went, in a thread that nobody has to wait for."""
    answer = send(letter, by)
    try:
        with fence.looking_at(about["platform"]):
            connection().execute(CAME, {**about, **noted(answer)})
    finally:
        forget()
    return answer
