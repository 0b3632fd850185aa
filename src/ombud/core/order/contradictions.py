"""In what the facts of an order contradict themselves: they are taken as told all the same, and marked."""

from datetime import datetime

from msgspec.structs import replace

from ombud.core.order.events import Facts

CANCELED = ("canceled", "cancelled")


def contradictions(facts: Facts) -> tuple[str, ...]:
    """The code of each."""
    found = (
        ("delivered-without-date", facts.status == "delivered" and facts.delivered_at is None),
        ("canceled-yet-delivered", facts.status in CANCELED and facts.delivered_at is not None),
        ("shipped-before-approved", _before(facts.shipped_at, facts.approved_at)),
        ("delivered-before-shipped", _before(facts.delivered_at, facts.shipped_at)),
        ("several-sellers", len({line.seller for line in facts.lines if line.seller}) > 1),
    )
    return tuple(flag for flag, holds in found if holds)


def flagged(facts: Facts) -> Facts:
    """The facts with their contradictions noted beside those that the source itself noted."""
    flags = tuple(dict.fromkeys((*facts.flags, *contradictions(facts))))
    return facts if flags == facts.flags else replace(facts, flags=flags)


def _before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other
