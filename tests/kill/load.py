"""Clients that work on cases over HTTP, each call under a key of its own, and keep what was acknowledged.

A call without an answer is repeated under its key until there is one: so a client that does as it is told ends with a
definite answer to everything it asked.
"""

import http.client
import json
import random
import threading
import time
from typing import Any, NamedTuple

TIMEOUT_SECONDS = 10
PAUSE_SECONDS = 0.05
THINKING_SECONDS_MAX = 0.3
"""Without a pause the notices of thousands of cases would wait for a worker that is killed every few seconds."""
ANSWER_SECONDS_MAX = 40
"""Longer than any restart; a call that still has no answer is a finding."""
UNKNOWN = (500, 502, 503, 504)
"""Statuses that say nothing about whether it was done."""
CONFLICT = 409
REPEATED = 0.1
"""Calls that are sent again although they were answered."""
PENALISED = 0.3
"""Cases after which the shop is penalised too."""
REVIEWER = "reviewer:rita"
PENALTY = {
    "shop": "mugs",
    "violation": "bought-sharing",
    "facts": "Sharing was paid for.",
    "reasons": "That deceives buyers.",
    "items": ["The page of the tenth."],
}


class Call(NamedTuple):
    """One call."""

    method: str
    path: str
    actor: str
    body: dict[str, Any]
    key: str


class Acknowledged(NamedTuple):
    """A call and the definite answer to it."""

    call: Call
    status: int
    body: bytes
    tries: int


class Client(threading.Thread):
    """One client with a connection of its own."""

    def __init__(self, port: int, token: str, name: str, stop: threading.Event) -> None:
        super().__init__(name=name, daemon=True)
        self.port, self.token, self.stop = port, token, stop
        self.chance = random.Random(name)
        self.said: list[Acknowledged] = []
        self.wrong: list[str] = []
        """Answers that differ from an earlier one under the same key, and refusals of what must be possible."""
        self.unknown = 0
        self._connection: http.client.HTTPConnection | None = None

    def run(self) -> None:
        """Work on one case after the other until told to stop; the one that was begun is finished."""
        case = 0
        while not self.stop.is_set():
            case += 1
            try:
                self._case(f"{self.name}-{case}")
            except Exception as error:  # noqa: BLE001 - a thread's failure is told at the end
                self.wrong.append(f"{self.name}-{case}: {type(error).__name__}: {error}")

    def _case(self, id: str) -> None:
        consumer, seller = f"consumer:{id}", "merchant:mugs:boris"
        self._do("PUT", f"orders/{id}", "", _order(id), f"{id}-tell")
        filed = self._do("POST", "complaints", consumer, _filing(id), f"{id}-file")
        at = f"complaints/{json.loads(filed.body)['id']}"
        words = {"words": "We have looked into it."}
        self._do("POST", f"{at}/answer", seller, {"stance": "refuses", **words}, f"{id}-answer")
        for n in range(self.chance.randint(1, 3)):
            self._do("POST", f"{at}/message", self.chance.choice((consumer, seller)), words, f"{id}-message-{n}")
        half = {"terms": {"remedy": "refund", "amount": 8000}}
        self._do("POST", f"{at}/offer", seller, half, f"{id}-offer")
        self._do("POST", f"{at}/accept", consumer, {"offer": "o1"}, f"{id}-accept")
        if self.chance.random() < 0.5:
            self._do("POST", f"{at}/confirm", consumer, {}, f"{id}-confirm")
        if self.chance.random() < PENALISED:
            self._penalty(id, seller)

    def _penalty(self, id: str, seller: str) -> None:
        """A penalty of the one shop, whose stream everybody's penalties change: imposed, read, appealed for, lifted."""
        imposed = self._do("POST", "penalties", REVIEWER, PENALTY, f"{id}-impose")
        at = f"penalties/{json.loads(imposed.body)['id']}"
        self._do("POST", f"{at}/open-notice", seller, {}, f"{id}-open")
        self._do("POST", f"{at}/begin", seller, {}, f"{id}-begin")
        self._do("POST", f"{at}/consult", seller, {"words": "What was it?"}, f"{id}-consult")
        self._do("POST", f"{at}/lift", REVIEWER, {"words": "It was nothing."}, f"{id}-lift")

    def _do(self, method: str, path: str, actor: str, body: dict[str, Any], key: str) -> Acknowledged:
        call = Call(method, path, actor, body, key)
        time.sleep(self.chance.uniform(0, THINKING_SECONDS_MAX))
        done = self._until_answered(call)
        self.said.append(done)
        if done.status not in (200, 201):
            raise AssertionError(f"{path} {key}: {done.status} {done.body[:300]!r}")
        if self.chance.random() < REPEATED:
            again = self._until_answered(call)
            if (again.status, again.body) != (done.status, done.body):
                self.wrong.append(f"{key}: {done.status} {done.body!r}, then {again.status} {again.body!r}")
        return done

    def _until_answered(self, call: Call) -> Acknowledged:
        tries = 0
        until = time.monotonic() + ANSWER_SECONDS_MAX
        while time.monotonic() < until:
            tries += 1
            try:
                status, body = self._send(call)
            except (OSError, http.client.HTTPException):
                self._forget()
                status, body = 0, b""
            if status and status not in UNKNOWN and not (status == CONFLICT and b"changed-meanwhile" in body):
                return Acknowledged(call, status, body, tries)
            self.unknown += 1
            time.sleep(PAUSE_SECONDS)
        raise AssertionError(f"no answer to {call.key} for {ANSWER_SECONDS_MAX} s, at last {status} {body[:200]!r}")

    def _send(self, call: Call) -> tuple[int, bytes]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": call.key,
        }
        if call.actor:
            headers["Ombud-Actor"] = call.actor
        self._connection.request(call.method, f"/api/v1/{call.path}", json.dumps(call.body), headers)
        answer = self._connection.getresponse()
        if answer.getheader("Content-Length") is None and not answer.chunked:
            raise http.client.IncompleteRead(b"")  # cut off within its head: its body could be anything
        return answer.status, answer.read()

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _order(id: str) -> dict[str, Any]:
    line = {"id": "1", "title": "Celadon mug", "unit_price": 16800}
    facts = {"number": id, "shop": "mugs", "consumer": id, "currency": "CNY", "paid": 16800, "lines": [line]}
    return {"facts": facts, "source": "kill"}


def _filing(id: str) -> dict[str, Any]:
    return {
        "order": id,
        "reason": "not-as-described",
        "lines": [{"line": "1"}],
        "asked": {"remedy": "refund", "amount": 16800},
        "problem": "The mug has a crack.",
        "contact": {"phone": "13800001234"},
    }
