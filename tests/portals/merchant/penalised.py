"""A shop under the pack with penalties, and the acts around one that its pages' tests need."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from ombud.core.penalty.state import Penalty
from ombud.desk import clock
from ombud.desk.access import access_penalty
from ombud.desk.handle import Done
from tests.cast import World, an_order, world
from tests.portals.clients import signed_in
from tests.portals.merchant.console import a_photo, sent

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SALES, CHAT, CLOSED_TO_APPEAL, FRAUD = (
    "fictitious-transactions", "harassing-consumers", "prohibited-goods", "fraud",
)  # fmt: skip
NUMBER = "0123456789abcdef"


def penalised(orders: int = 5) -> World:
    """The platform, with orders of its shop."""
    made = world("weidian")
    for n in range(1, orders + 1):
        an_order(made, f"o-{n}", 1000 * n)
    return made


def impose(made: World, violation: str = SALES, at: datetime | None = None, **fields: Any) -> Done:
    """A penalty of the shop, an hour ago unless said otherwise."""
    orders = [f"o-{n}" for n in range(1, 6)] if violation == SALES else []
    given = {
        "shop": "mugs", "violation": violation, "facts": "Forty parcels weighed nothing.",
        "reasons": "No goods were sent.", "orders": orders, **fields,
    }  # fmt: skip
    done = made.do("penalty.impose", "", made.rita, at or clock.now() - HOUR, **given)
    assert isinstance(done, Done), done
    return done


def state(made: World, done: Done) -> Penalty:
    return access_penalty(made.platform.pk, done.id, made.rita).penalty


def path(done: Done, page: str = "") -> str:
    return f"/merchant/penalties/{done.number}{page}"


def begun(made: World, done: Done, client: Client | None = None) -> Client:
    """The appeal is begun through its page."""
    client = client or signed_in(made, "boris")
    sent(client, path(done, "/begin"), {"chance": NUMBER}, to=path(done, "/appeal"))
    return client


WHOLE = {"a0-explanation": "They were real buyers.", "a0-how-orders-came": "live", "a0-true-statement": "yes"}


def a_slot(n: int, files: dict[str, Any] | None = None, **changed: str) -> dict[str, Any]:
    """What one drawn order needs."""
    typed = {f"a{n}-waybill-number": f"SF10{n}", f"a{n}-dispatched-on": "2026-03-02"}
    return {**typed, **(files or {}), **{f"a{n}-{name}": value for name, value in changed.items()}}


def page_text(body: str) -> str:
    """What a reader reads, tags gone."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def photos(n: int) -> dict[str, Any]:
    """One file for each material of a slot."""
    names = ((f"p{n}-waybill", "red"), (f"p{n}-chat", "blue"), (f"p{n}-payment-record", "green"))
    return {name: a_photo(f"{name}.jpg", colour) for name, colour in names}


def filled_in(made: World, done: Done, client: Client, none: tuple[int, ...] = ()) -> None:
    """Every part through its page; nothing to show for those in `none`."""
    client.post(path(done, "/appeal/0"), WHOLE)
    for n in (1, 2, 3):
        client.post(path(done, f"/appeal/{n}"), {f"none{n}": "on"} if n in none else a_slot(n, photos(n)))


def appealed(made: World, done: Done, none: tuple[int, ...] = ()) -> Client:
    """Begun, filled in and sent through the pages."""
    client = begun(made, done)
    filled_in(made, done, client, none)
    sent(client, path(done, "/appeal/check"), {}, to=path(done))
    return client


def decide(made: World, done: Done, *upheld: bool) -> None:
    """The reviewer's act, through the desk."""
    verdicts = [
        {"slot": slot, "upheld": one, "words": "It weighs what a mug weighs." if one else "No scan fits."}
        for slot, one in zip(state(made, done).slots, upheld, strict=True)
    ]
    decided = made.do(
        "penalty.decide-appeal", done.id, made.rolf, clock.now(), verdicts=verdicts, words="Each was looked at."
    )
    assert isinstance(decided, Done), decided


def complain(made: World, done: Done, *missing: dict[str, str]) -> None:
    """The appeal comes back as incomplete."""
    found = made.do(
        "penalty.find-incomplete", done.id, made.rolf, clock.now(), missing=list(missing), words="Please add these."
    )
    assert isinstance(found, Done), found
