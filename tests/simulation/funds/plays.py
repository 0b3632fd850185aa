"""What somebody may want of a shop's fund next: turnover, pay-outs, what a surge holds, and the payments' own words."""

import random
from collections.abc import Callable
from typing import Any

from ombud.core.fund.state import Fund
from ombud.core.people import Actor, System
from ombud.desk.things import THINGS, Verb
from tests.simulation.cast import SAID, SENIOR, STRANGERS, WHY
from tests.simulation.memory import Memory
from tests.simulation.penalties.cast import SHOP, reviewer

VERBS = THINGS["fund"].verbs
FUND = "mugs:CNY"
STREAM = f"fund/{FUND}"
TILL = System(id="till")
"""The platform's own payments."""
AMOUNTS = (1, 700, 2_500, 4_000, 9_000, 30_000, 120_000)
"""Some less than what is held or owed, some more."""
Chance = random.Random
Wish = tuple[Verb, str, Actor, dict[str, Any], str]
"""Verb, fund, who, what is filled in, and the shop: what Life.act takes."""


def turnover(chance: Chance, reference: str = "") -> Wish:
    """Money comes in; of few references, so that the same comes again."""
    given = {"reference": reference or f"s{chance.randint(1, 12)}", "amount": chance.choice(AMOUNTS)}
    return (VERBS["settle"], FUND, TILL, given, SHOP)


def wish(chance: Chance, memory: Memory) -> Wish:
    """One of all that can be done to the fund, by lot; now and then by somebody who may not."""
    fund: Fund | None = memory.state(STREAM) if STREAM in memory.streams else None
    weights = [4, 1.5, 0.8, 0.8 if fund and fund.holds else 0.1, 3 if fund and fund.payments else 0.15]
    name = chance.choices(NAMES, weights)[0]
    by, given = FILLED[name](chance, fund)
    if chance.random() < 0.04:
        by = chance.choice(STRANGERS)
    return (VERBS[name], FUND, by, given, SHOP)


def confirmation(chance: Chance, memory: Memory) -> Wish:
    """The payments say that something has left."""
    by, given = _confirm(chance, memory.state(STREAM) if STREAM in memory.streams else None)
    return (VERBS["confirm-payment"], FUND, by, given, SHOP)


def _settle(chance: Chance, _fund: Fund | None) -> tuple[Actor, dict[str, Any]]:
    _, _, by, given, _ = turnover(chance)
    return by, given


def _pay_out(chance: Chance, fund: Fund | None) -> tuple[Actor, dict[str, Any]]:
    free = fund.available if fund else 0
    amount = chance.choice((free, free, free // 2 or 1, free + 1))
    return TILL, {"reference": f"o{chance.randint(1, 8)}", "amount": amount}


def _hold(chance: Chance, _fund: Fund | None) -> tuple[Actor, dict[str, Any]]:
    by = reviewer(chance)
    surge = f"g{chance.randint(1, 3)}"
    return by, {"surge": surge, "number": f"S-{surge}", "amount": chance.choice(AMOUNTS), "words": WHY}


def _release(chance: Chance, fund: Fund | None) -> tuple[Actor, dict[str, Any]]:
    held = [one.cause.id for one in fund.holds if one.cause.kind == "surge"] if fund else []
    return SENIOR, {"surge": chance.choice(held or ["g1"]), "words": SAID}


def _confirm(chance: Chance, fund: Fund | None) -> tuple[Actor, dict[str, Any]]:
    """Right mostly, else another amount, another currency, another payment, or one that has left already."""
    open_ = fund.payments if fund else ()
    payment = chance.choice(open_) if open_ else None
    id, amount = (payment.id, payment.amount) if payment else (chance.choice((*(fund.paid if fund else ()), "x")), 700)
    currency = FUND.partition(":")[2]
    match chance.randint(0, 9):
        case 0 | 1:
            amount += chance.choice((-1, 1, 100))
        case 2:
            currency = "EUR"
        case 3:
            id = f"{id}0"
    return TILL, {"payment": id, "amount": amount, "currency": currency}


FILLED: dict[str, Callable[[Chance, Fund | None], tuple[Actor, dict[str, Any]]]] = {
    "settle": _settle,
    "pay-out": _pay_out,
    "hold": _hold,
    "release": _release,
    "confirm-payment": _confirm,
}
NAMES = tuple(FILLED)
