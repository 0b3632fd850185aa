"""The right half of a report's page: who works on it, and the conclusion with what keeps it from being sent."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.evidence_report import claim, conclude, hand_back
from ombud.portals.common.act import refusal_words
from ombud.portals.common.case.teller import listed
from ombud.portals.common.display import joined
from ombud.portals.common.drafts import draft_of, draft_url
from ombud.portals.common.fake.shown import turn
from ombud.portals.reviewer.fakes import conclusion
from ombud.portals.reviewer.fakes.on_desk import FakeDesk
from ombud.portals.reviewer.panel.form import Filled
from ombud.portals.reviewer.rows import staff_names

Row = dict[str, Any]
DRAFT = "review-fake"


def aside(desk: FakeDesk, filled: Filled, previewed: str) -> Row:
    """What reviewer/fakes/aside.html is given."""
    report, me = desk.report, desk.request.actor
    case = desk.case
    refusal = conclude.may(me, report, case.policy, case.at)
    name = staff_names(desk.request).get(report.claimed_by, report.claimed_by)
    mine = report.claimed_by == me.id
    text, way_out = refusal_words(refusal, desk.request, pack=report.pack) if refusal else ("", "")
    return {
        "working": _("You work on this report") if mine else _("{name} works on it").format(name=name) if name else "",
        "may_claim": claim.may(me, report, case.policy, case.at) is None and report.stage == "examined",
        "may_hand_back": hand_back.may(me, report, case.policy, case.at) is None,
        "waits": turn(report, "platform"),
        "why_not": joined(text, way_out) if refusal and report.open else "",
        "form": _form(desk, filled, previewed) if refusal is None else None,
    }


def _form(desk: FakeDesk, filled: Filled, previewed: str) -> Row:
    draft = draft_of(desk.request, DRAFT, desk.report.number)
    if not filled.typed.fields and draft.fields:
        filled = filled._replace(typed=draft)
    checks = [
        {"label": _heard(desk), "done": True},
        {"label": _("Preview of what both sides will read"), "done": bool(previewed)},
    ]
    missing = [str(one["label"]) for one in checks if not one["done"]]
    return {
        "parts": conclusion.parts(desk, filled),
        "errors": filled.wrong.errors,
        "version": desk.version,
        "previewed": previewed,
        "draft_url": draft_url(DRAFT, desk.report.number),
        "saved_at": draft.saved_at,
        "checks": checks,
        "ready": bool(previewed),
        "missing": _("Missing: {what}").format(what=listed(missing)) if missing else "",
        "note": _told(desk),
    }


def _heard(desk: FakeDesk) -> str:
    answered = desk.report.answered_at is not None
    return _("The consumer has answered") if answered else _("The consumer’s time to answer is over")


def _told(desk: FakeDesk) -> str:
    if desk.report.told == "received":
        return _(
            "By the rules of this platform the shop isn’t told what a report came to: it reads a new outcome in the "
            "case, if there is one. The consumer is told, with the reasons."
        )
    return _("Both sides are told, with the reasons.")
