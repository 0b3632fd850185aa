"""Each way to a thing by its id or number, and who of everybody gets there."""

from typing import Any

from ombud.core.people import Invited, Member
from ombud.desk.access import (
    access_announcement,
    access_complaint,
    access_fund,
    access_known_shop,
    access_order,
    access_order_case,
    access_penalty,
)
from ombud.desk.access_conversation import access_conversation
from ombud.desk.access_erasure import access_erasure
from ombud.desk.access_event import access_events
from ombud.desk.access_evidence_report import access_evidence_report, access_reporting
from ombud.desk.access_order_vault import access_order_vault
from ombud.desk.access_report import access_account, access_report
from ombud.desk.access_surge import access_public_item, access_surge
from ombud.desk.papers import access_own_shop
from ombud.webhooks.access import access_endpoint
from tests.access.platform import Side
from tests.cast import SEED

SHOP, STAFF = {"boris", "viewer"}, {"rita", "senior"}
PARTIES = {"ana", *SHOP, *STAFF}
ALL = {"ana", "other", "held", "sam", "mei", *PARTIES, "software", "invited"}
ODD = ("", "no-such-thing", "\0", "x" * 300)


def people(s: Side) -> dict[str, Any]:
    """Everybody who may ask on a platform."""
    return {
        **{name: s.actors[name] for name in ALL - {"viewer", "software", "invited"}},
        "viewer": Member(id="viewer", shop="mugs"),
        "software": SEED,
        "invited": Invited(id=s.made["invited"], penalty=s.made["penalty.id"]),
    }


BY_NAME: dict[str, tuple[Any, list[tuple[str, set[str]]]]] = {
    "complaint": (access_complaint, [("case", PARTIES), ("case.id", PARTIES), ("others-case", {"other", *SHOP, *STAFF}),
                                     ("at-the-door", {"held", *STAFF})]),
    "penalty": (access_penalty, [("penalty", {*SHOP, *STAFF, "invited"}), ("proposal", STAFF)]),
    "order": (access_order, [("order", PARTIES)]),
    "order-case": (access_order_case, [("order", PARTIES)]),
    "fund": (access_fund, [("fund", {*SHOP, *STAFF, "software"})]),
    "known-shop": (access_known_shop, [("=mugs", ALL), ("applied", {"mei", *STAFF, "software"})]),
    "own-shop": (access_own_shop, [("=mugs", {*SHOP, *STAFF}), ("applied", {"mei", *STAFF})]),
    "announcement": (access_announcement, [("announcement", {*SHOP, *STAFF, "sam", "mei", "software"}),
                                           ("announcement.later", {*STAFF, "software"})]),
    "conversation": (access_conversation, [("order", {"ana", *SHOP})]),
    "evidence-report": (access_evidence_report, [("fake", PARTIES), ("fake.id", PARTIES)]),
    "reporting": (access_reporting, [("order", PARTIES)]),
    "order-vault": (access_order_vault, [("order", PARTIES)]),
    "report": (access_report, [("report", {"ana", *STAFF}), ("report.id", {"ana", *STAFF})]),
    "account": (access_account, [("=held", {"held", *STAFF}), ("=ana", {"ana", *STAFF})]),
    "erasure": (access_erasure, [("=ana", {"ana", "senior"}), ("=boris", {"boris", "senior"})]),
    "surge": (access_surge, [("surge", {*SHOP, *STAFF, "software"}), ("surge.alone", {*STAFF, "software"}),
                             ("surge.id", {*SHOP, *STAFF, "software"})]),
    "public-item": (access_public_item, [("public", {*STAFF, "software"})]),
    "events": (access_events, [("case.id", PARTIES), ("penalty.id", {*SHOP, *STAFF, "invited"})]),
    "endpoint": (access_endpoint, [("webhook", {"senior", "software"})]),
}  # fmt: skip
"""Each way that leads to something by its id, the things asked for, and who gets there."""
EVENTS: dict[str, tuple[str, set[str]]] = {
    "conversation": ("=o-1", {"ana", *SHOP}),
    "order": ("=o-1", {*PARTIES, "software"}),
    "order_vault": ("=o-1:merchant", SHOP),
    "shop": ("=mugs", {*SHOP, *STAFF, "software"}),
    "product": ("product", {*SHOP, *STAFF, "software"}),
    "account": ("=held", {"held", *STAFF, "software"}),
    "fund": ("fund", {*SHOP, *STAFF, "software"}),
    "surge": ("surge.id", {*SHOP, *STAFF, "software"}),
    "evidence_report": ("fake.id", PARTIES),
    "report": ("report.id", {"ana", *STAFF, "software"}),
    "public_item": ("public", {*STAFF, "software"}),
    "announcement": ("announcement.id", {*STAFF, "software"}),
}
"""Each kind of thing that has a record of its own besides cases and penalties, and who reads events of it."""
UNASKED = {"account", "erasure"}
"""Where nothing may lie yet, and who may know is told so."""


def named(s: Side, word: str) -> str:
    return word[1:] if word.startswith("=") else s.made[word]
