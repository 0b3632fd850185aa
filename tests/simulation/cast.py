"""Who acts in the simulated lives, on what, and in which words: all fixed, so that a seed says everything."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from ombud.core.calendar import Calendar
from ombud.core.complaint.file import Contact, LineClaim
from ombud.core.files import File
from ombud.core.money import Terms
from ombud.core.order.events import Facts, Line
from ombud.core.people import Consumer, Member, Reviewer, System
from ombud.core.policy.policy import Policy
from ombud.core.words import Words

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
"""A Monday; lives begin within the following ten months."""
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
INSTANT = timedelta(microseconds=1)

CONSUMER = Consumer(id="ana")
STRANGER = Consumer(id="otto")
SELLER = Member(id="boris", shop="mugs", rights=("answer", "appeal"))
VIEWER = Member(id="vera", shop="mugs")
RIVAL = Member(id="sam", shop="tea", rights=("answer", "appeal"))
REVIEWERS = tuple(Reviewer(id=name, rights=("rule", "approve")) for name in ("rita", "rolf", "ruth", "raul"))
SENIOR = Reviewer(id="sena", rights=("rule", "approve", "oversee"))
STAFF = (*REVIEWERS, SENIOR)
REVOKED = Reviewer(id="rita", rights=())
"""Rita after her rights were taken away: her session is older than that."""
IMPORTER = System(id="import")
STRANGERS = (STRANGER, VIEWER, RIVAL, REVOKED, IMPORTER)

SALT = bytes(16)
SAID = Words("It is as I say.", SALT)
WHY = Words("Because the pictures show it.", SALT)
NUMBER = Words("20260310123456789", SALT)
PHONE = Words("13800001234", SALT)
RUDE = {
    "wechat": Words("Add me on WeChat at vx: abcdef123, cheap goods www.a.cn www.b.cn www.c.cn www.d.cn", SALT),
    "market": Words("I will burn your shop. See http://a.es http://b.es http://c.es http://d.es", SALT),
}
CONTACT = Contact(phone=PHONE)
REPLACED = "replaced"
"""The version of the working-day table that comes later."""


def replaced_table(policy: Policy) -> Policy:
    """The policy once the land published that two more days are off."""
    calendar: Calendar = policy.calendar
    first = datetime(2026, 1, 5, tzinfo=UTC).date()
    more = frozenset(first + DAY * n for n in range(0, 700, 9))
    return replace(policy, calendar=replace(calendar, off_days=calendar.off_days | more, version=REPLACED))


def facts(chance: random.Random, policy: Policy, at: datetime) -> Facts:
    """An order of one to three lines, now and then so dear that its rulings need two people."""
    dear = chance.random() < 0.3
    unit = policy.pack.limits.two_people_above if dear else 4_000
    lines = tuple(
        Line(id=f"l{n}", title="Mug", quantity=chance.randint(1, 2), unit_price=chance.randint(unit // 4, unit))
        for n in range(1, chance.randint(1, 3) + 1)
    )
    freight = chance.choice((0, 900))
    return Facts(
        number="A-1",
        shop="mugs",
        consumer="ana",
        currency=policy.pack.currencies[0],
        paid=sum(line.unit_price * line.quantity for line in lines) + freight,
        freight=freight,
        purchased_at=at - chance.randint(1, 20) * DAY,
        lines=lines,
    )


def filing(chance: random.Random, policy: Policy, bought: Facts, order: str) -> dict[str, Any]:
    """What the consumer fills in: any reason, some lines, a remedy that fits."""
    reason = chance.choice(policy.pack.reasons)
    lines = chance.sample(bought.lines, chance.randint(1, len(bought.lines)))
    remedy = chance.choice(reason.remedies)
    paid = sum(line.unit_price * line.quantity for line in lines)
    money = remedy in ("refund", "return_refund", "compensation")
    rude = chance.random() < 0.08
    return {
        "order": order,
        "reason": reason.code,
        "lines": tuple(LineClaim(line=line.id, quantity=line.quantity) for line in lines),
        "asked": Terms(remedy=remedy, amount=chance.choice((paid, paid // 2)) if money else 0),
        "problem": RUDE.get(policy.pack.name, SAID) if rude else SAID,
        "contact": CONTACT,
        "files": tuple(file(f"f{n}", kind) for n, kind in enumerate(reason.required)),
        "sure": rude,
    }


def file(id: str, kind: str = "other") -> File:
    """A file as the vault names it."""
    return File(file=id, kind=kind, sha256=id, media_type="image/jpeg")
