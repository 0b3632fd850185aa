"""Acts that came without an idempotency key and would do harm twice: the same again within a minute is the same act."""

from datetime import timedelta
from hashlib import sha256

import msgspec

from ombud.desk import clock
from ombud.desk.begins import principal_of
from ombud.desk.handle import Act
from ombud.ledger.connection import rows

DOUBLE = frozenset({
    "announcement.publish", "complaint.message", "complaint.note", "complaint.record-call", "complaint.record-outcome",
    "conversation.say", "evidence_report.file", "evidence_report.note", "order.contact", "penalty.consult",
    "penalty.impose", "penalty.note", "penalty.reply", "product.list", "product.promote", "report.add", "report.file",
    "report.note", "shop.apply", "surge.note", "surge.raise-alarm",
})  # fmt: skip
"""The verbs whose rules let the same happen twice, and leave a second thing behind. All others refuse the second by
themselves, or come to the same."""
MINUTE = timedelta(minutes=1)
"""Longer than a client waits before it asks again; shorter than anybody needs to say the same on purpose."""
SENT = "SELECT key FROM idempotency WHERE platform = %s AND principal = %s AND key = ANY(%s) AND at > %s"


def key_for(act: Act) -> tuple[str, bool]:
    """The key under which an act without one is carried out, empty where it needs none; and whether the same was done
    within the last minute, so that its answer comes again."""
    if act.key or act.verb not in DOUBLE:
        return act.key, False
    said = sha256(msgspec.json.encode([act.verb, act.target, act.fields], order="deterministic")).hexdigest()
    at = act.at or clock.now(act.platform)
    minute = int(at.timestamp()) // 60
    now, before = f"unkeyed-{said}-{minute}", f"unkeyed-{said}-{minute - 1}"
    sent = rows(SENT, (act.platform, principal_of(act.by), [now, before], at - MINUTE))
    return (str(sent[0][0]), True) if sent else (now, False)
