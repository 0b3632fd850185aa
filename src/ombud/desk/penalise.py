"""What the desk brings to a penalty: the seed of its draw, the orders it names, and the case it is carried from."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ombud.core.penalty.draw import SEED_LETTERS
from ombud.core.penalty.events.imposing import PenalisedOrder
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words
from ombud.desk.decide import Decided, Loaded, decide
from ombud.desk.load import load, stream_id
from ombud.desk.things import VERBS
from ombud.ledger.connection import Connection
from ombud.ledger.words import texts_of

IMPOSE, APPROVE, BEGIN = "penalty.impose", "penalty.approve", "penalty.begin"
CARRIES = (IMPOSE, APPROVE)
"""What changes the case, too, that a penalty is carried from."""
ORDERS = """
SELECT o.id, o.shop, o.number, o.paid, o.currency, o.purchased_at FROM unnest(%(ids)s::text[]) AS asked (id)
CROSS JOIN LATERAL (SELECT * FROM order_row WHERE platform = %(platform)s AND id = asked.id LIMIT 1) AS o
"""
PENALISED = """
SELECT p.shop, p.violation, o.id, p.number FROM penalty_row p, unnest(%s::text[]) AS o (id)
WHERE p.platform = %s AND p.shop = ANY(%s) AND p.penalised <> '[]' AND p.penalised::jsonb ? o.id
"""


class Brought(NamedTuple):
    """What is known of the orders that penalties name, for one act or for a batch of them."""

    orders: Mapping[str, tuple[str, PenalisedOrder]]
    """Shop and facts, by order."""
    penalised: Mapping[tuple[str, str, str], str]
    """Number of a penalty in force, by shop, violation and order."""


NOTHING = Brought({}, {})


def brought(connection: Connection, platform: int, acts: Iterable[tuple[str, Mapping[str, Any]]]) -> Brought:
    """What the database knows of all orders that these acts (verb and fields) name, in two statements at most."""
    named = [fields for verb, fields in acts if verb in CARRIES and _ids(fields)]
    if not named:
        return NOTHING
    ids = list({one for fields in named for one in _ids(fields)})
    found = connection.execute(ORDERS, {"platform": platform, "ids": ids}).fetchall()
    orders = {
        id: (shop, PenalisedOrder(id=id, number=number, amount=paid, currency=currency, purchased_at=at))
        for id, shop, number, paid, currency, at in found
    }
    shops = list({str(fields.get("shop", "")) for fields in named})
    before = connection.execute(PENALISED, (ids, platform, shops)).fetchall()
    return Brought(orders, {(shop, violation, order): number for shop, violation, order, number in before})


def about(verb: str, fields: Mapping[str, Any], loaded: Loaded) -> Mapping[str, Any]:
    """Shop, violation and orders that an act is about: as it says, or as the proposal does that it agrees to."""
    if verb != APPROVE or loaded.state is None:
        return fields
    was = loaded.state.imposition
    return {"shop": was.shop, "violation": was.violation, "orders": [one.id for one in was.orders]}


def places(verb: str, fields: Mapping[str, Any]) -> set[str]:
    """What an imposition must find settled in a batch: the orders that another there may penalise for the same."""
    if verb != IMPOSE:
        return set()
    shop, violation = str(fields.get("shop", "")), str(fields.get("violation", ""))
    return {f"{shop}\n{violation}\n{order}" for order in _ids(fields)}


def stamps(verb: str, fields: Mapping[str, Any], its: Brought) -> dict[str, Any]:
    """What the desk fills into an imposition besides who, when and which number."""
    if verb not in CARRIES:
        return {}
    shop, violation, ids = str(fields.get("shop", "")), str(fields.get("violation", "")), _ids(fields)
    known = (its.orders[one] for one in dict.fromkeys(ids) if one in its.orders)
    penalised = ((one, its.penalised[shop, violation, one]) for one in ids if (shop, violation, one) in its.penalised)
    return {
        "seed": Words(secrets.token_hex(SEED_LETTERS // 2)),  # without salt: its hash is the notice's commitment
        "known_orders": tuple(order for its_shop, order in known if its_shop == shop),
        "penalised": tuple(penalised),
    }


def seed_of(platform: int, loaded: Loaded) -> Words:
    """The seed that a penalty was imposed with; it lies beside the record until the merchant begins."""
    digest = loaded.state.imposition.seed_hash if loaded.state is not None else ""
    text = texts_of(platform, loaded.id, digests=[digest]).get(digest) if digest else None
    return Words(text) if text else EMPTY


def with_ground(connection: Connection, platform: int, loaded: Loaded, fields: Mapping[str, Any]) -> Loaded | None:
    """The stream with the case the penalty is carried from; None where there is no such case."""
    if loaded.state is not None:
        was = loaded.state.imposition.ground
        ground: Any = {"kind": was.kind, "id": was.id} if was else None
    else:
        ground = fields.get("ground")
    if not isinstance(ground, Mapping) or ground.get("kind") not in ("complaint", "report"):
        return loaded
    thing, id = str(ground["kind"]), str(ground.get("id", ""))
    found, _before = load(connection, platform, thing, stream_id(thing, id))
    return loaded._replace(ground=found) if found.state is not None else None


def evidence_of(loaded: Loaded) -> frozenset[str]:
    """Ids of the files in the case that a penalty is carried from: its reviewer may name them again."""
    ground = loaded.ground
    if ground is None:
        return frozenset()
    if ground.thing == "complaint":
        return frozenset(one.id for one in ground.state.exhibits)
    return frozenset(one.file for one in ground.state.files)


def carried(decided: Decided, policy_of_ground: Any) -> Decided | Refusal | None:
    """What the penalty means for the case it is carried from: its own verb decides, by its own ladder.

    A proposal is only asked whether it could be carried. The case learns of it, and the shop through the case, once a
    second person agreed.
    """
    ground = decided.loaded.ground
    if ground is None:
        return None
    first, verb = decided.events[0], VERBS[f"{ground.thing}.carry"]
    given = {
        "violation": decided.state.imposition.violation,
        "penalty": decided.state.id,
        ground.thing: ground.state.id,
    }
    outcome = decide(verb, verb.command(by=first.by, at=first.at, **given), ground, policy_of_ground)
    return outcome if isinstance(outcome, Refusal) or decided.state.imposed else None


def _ids(fields: Mapping[str, Any]) -> Sequence[str]:
    ids = fields.get("orders", ())
    return [one for one in ids if isinstance(one, str)] if isinstance(ids, list | tuple) else []
