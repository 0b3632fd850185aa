"""Where an act goes: which verbs begin a stream, the id of what begins, and the stream that it is about."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Protocol

import msgspec

from ombud.core.fund.names import parts_of
from ombud.core.order_vault.rungs import parts_of as order_of_vault
from ombud.core.people import Actor, Member
from ombud.desk import penalise
from ombud.desk.load import stream_id
from ombud.desk.things import Verb


class Asked(Protocol):
    """As much of an act as decides where it goes."""

    @property
    def platform(self) -> int: ...

    @property
    def target(self) -> str: ...

    @property
    def by(self) -> Actor: ...

    @property
    def fields(self) -> Mapping[str, Any]: ...

    @property
    def key(self) -> str: ...


BEGINS: Mapping[str, tuple[str, ...]] = {
    "complaint": ("file",),
    "report": ("file",),
    "penalty": ("impose",),
    "order": ("tell",),
    "shop": ("tell", "apply"),
    "product": ("tell", "list"),
    "account": ("limit",),
    "erasure": ("ask",),
    "fund": ("settle", "hold"),
    "rulebook": ("publish", "roll-back"),
    "surge": ("raise-alarm",),
    "public_item": ("record",),
    "announcement": ("publish",),
    "conversation": ("say",),
    "order_vault": ("keep",),
    "evidence_report": ("file",),
    "transparency_report": ("publish",),
}
"""Verbs that may begin a stream."""


def place(act: Asked, verb: Verb) -> tuple[str, str | None]:
    """The id of the thing to change, and the stream it is about, where it begins now."""
    if verb.id in ("complaint.file", "evidence_report.file"):
        order = act.fields.get("order")
        return act.target or _id_from(act), stream_id("order", order) if isinstance(order, str) else ""
    if verb.thing == "product" and isinstance(act.by, Member) and act.by.shop:
        return act.target or _id_from(act), stream_id("shop", act.by.shop)
    if verb.id in ("shop.apply", "report.file", "announcement.publish", "surge.raise-alarm"):
        return act.target or _id_from(act), None
    if verb.id == "public_item.record":
        return act.target or _id_by(act, "link"), None
    if verb.id == "conversation.say":
        return act.target, stream_id("order", act.target)
    if verb.thing == "fund":
        return act.target, stream_id("shop", parts_of(act.target)[0])
    if verb.thing == "order_vault":
        return act.target, stream_id("order", order_of_vault(act.target)[0])
    if verb.id == penalise.IMPOSE:
        shop = act.fields.get("shop")
        return act.target or _id_from(act), stream_id("shop", shop) if isinstance(shop, str) else ""
    return act.target, None


def _id_from(act: Asked) -> str:
    """The new thing's id: by its key, so that a second try begins the same thing."""
    return sha256(msgspec.json.encode([act.platform, principal_of(act.by), act.key])).hexdigest()[:32]


def _id_by(act: Asked, field: str) -> str:
    """The new thing's id by what one field says, so that the same said twice is the same thing."""
    return sha256(msgspec.json.encode([act.platform, str(act.fields.get(field, "")).strip()])).hexdigest()[:32]


def principal_of(by: Actor) -> str:
    """Whose idempotency keys they are: a consumer and a reviewer of the same id are two people."""
    return f"{by.__struct_config__.tag}:{by.id}"
