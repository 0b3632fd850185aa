"""Makes a form beside a penalty ready to be shown: its parts filled, its draft, and where it is sent."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from ombud.core.penalty.approve import YOUR_OWN
from ombud.core.penalty.rungs import DECIDED_BEFORE
from ombud.portals.common.act import refusal_words
from ombud.portals.common.drafts import draft_of, draft_url
from ombud.portals.reviewer.panel.form import Filled
from ombud.portals.reviewer.penalties.form import Move
from ombud.portals.reviewer.penalties.offer import MAIN
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk

Row = dict[str, Any]


def draft_name(move: Move) -> str:
    """Under which name a form's draft is kept."""
    return f"review-penalty-{move.slug}"


def draw(desk: PenaltyDesk, move: Move, filled: Filled, panel: Mapping[str, Any]) -> Row:
    """What reviewer/penalties/panel.html is given. `panel` holds what a sent form adds: the preview's fingerprint."""
    name = draft_name(move)
    draft = draft_of(desk.request, name, desk.number)
    if not filled.typed.fields and draft.fields:
        filled = filled._replace(typed=draft)
    drawn: Row = {
        "slug": move.slug,
        "title": move.label(),
        "url": desk.url(move.slug),
        "parts": move.parts(desk, filled),
        "errors": filled.wrong.errors,
        "version": desk.version,
        "submit": move.submit(),
        "draft_url": "" if desk.outside else draft_url(name, desk.number),
        "saved_at": draft.saved_at,
        "previews": move.previews,
        "ready": True,
    }
    refusal = desk.refusal(move.verb)
    if refusal is not None:
        text, way_out = refusal_words(refusal, desk.request, pack=desk.penalty.pack)
        drawn |= {"why_not": text, "way_out": way_out, "ready": False}
    return drawn | dict(panel)


def work(desk: PenaltyDesk, moves: list[Move], move: Move | None) -> Row:
    """Who works on the penalty, what this reviewer can do about it, and why not where that isn't so."""
    slugs = {one.slug for one in moves}
    mine = desk.penalty.claimed_by == desk.request.actor.id
    name = "" if desk.outside else desk.people.get(desk.penalty.claimed_by, desk.penalty.claimed_by)
    told = _("You work on this penalty") if mine else _("{name} works on it").format(name=name) if name else ""
    return {
        "text": told,
        "claim_url": desk.url("claim") if desk.refusal("penalty.claim") is None else "",
        "hand_back_url": desk.url("hand-back") if "hand-back" in slugs else "",
        "current": move.slug if move else "",
        "why_not": why_not(desk) if not slugs & set(MAIN) else [],
        "alone": _alone(desk, slugs),
        "invite_url": desk.url("invite") if "invite" in slugs else "",
        "resend_url": desk.url("resend") if "invite" in slugs and desk.penalty.outside else "",
        "invited": [{"ref": one, "name": desk.people.get(one, one)} for one in desk.penalty.outside],
    }


def why_not(desk: PenaltyDesk) -> list[str]:
    """Why this reviewer can't take the decision that waits, in sentences; empty where none waits or none may say."""
    verbs = {
        "penalty-approval": "penalty.approve",
        "appeal-review": "penalty.decide-appeal",
        "question": "penalty.decide-appeal",
        "condition-check": "penalty.judge-condition",
    }
    waits = next((verbs[one.kind] for one in desk.penalty.deadlines if one.kind in verbs), "")
    refusal = desk.refusal(waits) if waits else None
    if refusal is not None and waits == "penalty.approve" and desk.penalty.proposed_by == desk.request.actor.id:
        refusal = YOUR_OWN  # whatever else keeps them from it, this one can't be cured
    if refusal is None:
        return []
    return [one for one in refusal_words(refusal, desk.request, pack=desk.penalty.pack) if one]


def _alone(desk: PenaltyDesk, slugs: set[str]) -> str:
    """That nobody of the platform may decide the appeal, where that is so."""
    if not desk.penalty.under_review or desk.others_who_can or desk.outside:
        return ""
    if desk.request.actor.id == desk.penalty.granted_by:
        return ""  # to see through what one granted is no second decision
    refusal = desk.refusal("penalty.decide-appeal")
    if refusal is not None and refusal.code not in (DECIDED_BEFORE.code, "no-right"):
        return ""
    told = _("Everybody here who may decide appeals has decided on this penalty before. It isn’t given to the same "
             "person again.")  # fmt: skip
    if desk.penalty.outside:
        names = [desk.people.get(one, one) for one in desk.penalty.outside]
        from ombud.portals.common.case.teller import listed

        more = _("{names} was asked from outside.").format(names=listed(names))
    elif "invite" in slugs:
        more = _("Invite a reviewer from outside, by a link that opens this penalty and nothing else.")
    else:
        more = _("Ask a senior reviewer to invite somebody from outside.")
    return f"{told}\n{more}"
