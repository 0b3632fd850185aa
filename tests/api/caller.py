"""Calls the API as an integrator does: one key, and for whom it speaks."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple
from urllib.parse import quote

from django.test import Client

from ombud.accounts.keys import KINDS, make_key
from ombud.core.people import Actor, Consumer, Member, Reviewer
from ombud.ledger.connection import forget
from tests.cast import World

API = "/api/v1"


class Answer(NamedTuple):
    """Status, the JSON body and the headers."""

    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> str:
        return str(self.body["code"])


def at_once(call: Callable[[], Answer], times: int = 8) -> list[Answer]:
    """The answers to the same call, made so many times together, each over a connection of its own."""

    def alone(_n: int) -> Answer:
        from django.db import connections

        try:
            return call()
        finally:
            forget()
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


class Api:
    """One key of one platform."""

    def __init__(self, world: World, speaks_for: tuple[str, ...] = KINDS) -> None:
        self.world = world
        self.key, self.token = make_key(world.platform, "test", speaks_for)
        self.client = Client(raise_request_exception=False)

    def __call__(
        self, method: str, path: str, by: Actor | str | None = None, body: Any = None, key: str = "", **headers: str
    ) -> Answer:
        sent = {"Authorization": f"Bearer {self.token}", **{name.replace("_", "-"): h for name, h in headers.items()}}
        if by is not None:
            sent["Ombud-Actor"] = by if isinstance(by, str) else named(by)
        if key:
            sent["Idempotency-Key"] = key
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        content_type = sent.pop("Content-Type", "application/json" if data else "")
        answer = self.client.generic(method, API + path, data, content_type=content_type, headers=sent)
        return Answer(answer.status_code, json.loads(answer.content) if answer.content else None, answer.headers)

    def post(self, path: str, by: Actor | str | None, key: str = "", **body: Any) -> Answer:
        return self("POST", path, by, body, key)

    def get(self, path: str, by: Actor | str | None = None, **headers: str) -> Answer:
        return self("GET", path, by, **headers)


def named(by: Actor) -> str:
    match by:
        case Consumer():
            return f"consumer:{quote(by.id, safe='')}"
        case Member():
            return f"merchant:{quote(by.shop, safe='')}:{quote(by.id, safe='')}"
        case Reviewer():
            return f"reviewer:{quote(by.id, safe='')}"
    raise AssertionError(by)
