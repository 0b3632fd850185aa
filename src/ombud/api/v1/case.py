"""One complaint as its reader may see it: where it stands, what can be done, by when, and what has happened."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.act import OFFERED
from ombud.api.v1.caller import Caller
from ombud.api.v1.shown import Shown
from ombud.core.complaint import standing
from ombud.core.complaint.events.work import ContactSeen
from ombud.core.deadlines import Deadline
from ombud.core.refusal import Refusal
from ombud.desk.access import Case, access_complaint
from ombud.desk.said import said
from ombud.notices.silence import silence_words
from ombud.reads.timeline import Entry, Timeline, timeline

PLAIN = (
    "id", "number", "order_number", "shop", "consumer", "pack", "reason", "lines", "asked", "currency",
    "filed_at", "stage", "how", "closed_at", "answered", "intervened", "offers", "requests", "exhibits", "ruling",
    "review_until", "review", "obligation", "rung", "given", "refunded", "recoup", "goods_sent", "elsewhere",
    "outcome", "reopen_until", "overdue", "deadlines",
)  # fmt: skip
"""Fields that both sides and the platform see as they are."""
STAFF_ONLY = ("held", "proposed", "proposed_by", "ruled_by", "claimed_by", "opened", "loss")


def read_case(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The case, time already passed over it."""
    case = access_complaint(caller.platform, id, caller.by)
    told = timeline(caller.platform, case.complaint.id, case.party)
    return HttpResponse(msgspec.json.encode(as_json(case, told)), content_type="application/json")


def as_json(case: Case, told: Timeline) -> dict[str, Any]:
    """Everything the API says of a case."""
    asked = any(isinstance(one.event, ContactSeen) and one.event.by == case.by for one in told.entries)
    shown = Shown(case.party, told.said, sees_contact=asked)
    complaint = case.complaint
    names = PLAIN + (STAFF_ONLY if case.party == "platform" else ())
    due = standing.nearest(complaint, case.party)
    return {
        **{name: shown.value(getattr(complaint, name)) for name in names},
        # What the platform does about the shop is between those two.
        "penalty": "" if case.party == "consumer" else complaint.penalty,
        "order": complaint.order_id,
        "refundable": complaint.refundable() if complaint.order else 0,
        "stages": shown.value(standing.stages(complaint)),
        "awaiting": standing.awaiting(complaint),
        "your_state": standing.your_state(complaint, case.party),
        "allowed_actions": allowed_actions(case),
        "due_at": due.due_at if due else None,
        "due": shown.value(due),
        "on_lapse": on_lapse(due, case) if due else None,
        "timeline": [_entry(one, shown) for one in told.entries],
        "as_of": case.at,
    }


def allowed_actions(case: Case) -> dict[str, dict[str, Any] | None]:
    """Each verb of a complaint: null where the reader may do it now, else why not."""
    found = {}
    for verb in OFFERED.values():
        if verb.thing == "complaint" and verb.name != "file":
            refusal = verb.may(case.by, case.complaint, case.policy, case.at)
            found[verb.name] = _why_not(refusal, case) if refusal else None
    return found


def on_lapse(due: Deadline, case: Case) -> dict[str, str]:
    """What follows if nobody acts: a stable code, and its sentence in the reader's language."""
    code = standing.lapse_code(due, case.complaint, case.policy)
    return {"code": code, "text": silence_words(due, case.complaint)}


def _why_not(refusal: Refusal, case: Case) -> dict[str, Any]:
    words = said(refusal, case.platform.zone, case.complaint.currency, case.complaint.pack)
    return {"code": refusal.code, "detail": words.text, "way_out": words.way_out, "facts": refusal.facts}


def _entry(entry: Entry, shown: Shown) -> dict[str, Any]:
    event = shown.value(entry.event)
    return {"seq": entry.seq, "type": event.pop("type"), "at": event.pop("at"), "by": event.pop("by"), **event}
