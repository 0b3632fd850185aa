"""The parts of a penalty's page: the appeal, the notice, the consultation, all that happened, and who saw what."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ombud.core.files import File
from ombud.core.fund.follow import fund_of
from ombud.core.penalty.events.appeal import ConditionMet, PenaltyAppealed, QuestionAnswered
from ombud.core.penalty.events.work import ConsultationAnswered, ConsultationAsked
from ombud.core.penalty.state import evolve
from ombud.core.penalty.terms import imposed
from ombud.portals.common.page import link
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.penalty.told import penalty_events
from ombud.portals.reviewer.funds.one import fund_url
from ombud.portals.reviewer.penalties.ground import ground
from ombud.portals.reviewer.penalties.notice import notice
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk
from ombud.portals.reviewer.penalties.record_of_order import record_of_order
from ombud.portals.reviewer.penalties.submission import submission, submissions, verdict
from ombud.vault.access import NotFound as NoFile
from ombud.vault.access import access_evidence
from ombud.vault.custody import hands

Row = dict[str, Any]
CUSTODY_MAX = 200
"""Looks at files that one page lists; the record itself keeps all."""


def appeal_tab(desk: PenaltyDesk) -> Row:
    """The newest appeal, each drawn order beside what the record knows of it; earlier ones folded."""
    penalty, t = desk.penalty, desk.teller
    if penalty.submission is None:
        return {"parts": None, "earlier": []}
    parts = submission(t, penalty.submission, penalty.slots)
    given = {one.slot: verdict(t, one) for one in penalty.verdicts} if penalty.appeal == "decided" else {}
    orders = {one.id: one for one in penalty.imposition.orders}
    for part in parts["slots"]:
        part["record"] = record_of_order(desk, orders[part["slot"]]) if part["slot"] in orders else None
        part["item"] = next((t.words(one.words) for one in penalty.imposition.items if one.id == part["slot"]), "")
        part["verdict"] = given.get(part["slot"])
    sent = submissions(t)
    talk = (QuestionAnswered, ConditionMet)
    after = [one for one in desk.timeline.entries if isinstance(one.event, talk)]
    return {
        "parts": parts,
        "whole_verdict": given.get("whole"),
        "appealed_at": penalty.appealed_at,
        "now_sent": sent[-1] if sent else None,
        "earlier": list(reversed(sent[:-1])),
        "answers": desk.told(after),
        "draw": penalty.draw,
        "claim": notice(t)["facts"],
    }


def notice_tab(desk: PenaltyDesk) -> Row:
    """The notice as the shop has it, or would have it from now on, and what it was carried from."""
    return {
        "notice": notice(as_if_agreed(desk)),
        "imposed": desk.penalty.imposed,
        "ground": ground(desk),
        "fund_url": "" if desk.outside else fund_url(desk.case.platform.id, fund_of(desk.penalty, desk.case.policy)),
        "pack": desk.penalty.pack,
        "rules_url": link("guide"),
    }


def as_if_agreed(desk: PenaltyDesk) -> PenaltyTeller:
    """The penalty in words; a proposal as it would be if the second person agreed now."""
    penalty = desk.penalty
    if penalty.imposed:
        return desk.teller
    by, at, policy = desk.case.by, desk.case.at, desk.case.policy
    event = imposed(by, at, penalty.id, penalty.number, penalty.imposition, penalty.decided_by, policy)
    return PenaltyTeller(desk.case._replace(penalty=evolve(penalty, event)), desk.timeline)


def talk_tab(desk: PenaltyDesk) -> Row:
    """The consultation, oldest first."""
    said = [one for one in desk.timeline.entries if isinstance(one.event, ConsultationAsked | ConsultationAnswered)]
    lines = [
        {
            "party": one["party"],
            "who": one["who"],
            "at": one["at"],
            "text": one["quote"],
            "kind": "said",
        }
        for one in desk.told(said)
    ]
    return {"lines": lines, "due": desk.penalty.deadline("consultation")}


def history_tab(desk: PenaltyDesk) -> Row:
    """Every step, newest first; what only the staff may read is marked."""
    t = desk.teller
    clocks = sorted(desk.penalty.deadlines, key=lambda one: one.due_at)
    return {
        "events": penalty_events(t, desk.timeline),
        "clocks": [
            {
                "label": t.pack(f"deadline.{one.kind}"),
                "about": t.measures((one.about,)) if one.kind == "measure" else "",
                "due_at": one.due_at,
                "start_at": one.from_at,
                "silence": t.pack(f"deadline.{one.kind}.lapse", ""),
            }
            for one in clocks
        ],
        "sent": submissions(t),
    }


def seen_tab(desk: PenaltyDesk) -> Row:
    """Through whose hands each file went."""
    names = desk.people | desk.teller.members
    looks: list[Row] = []
    for place, one in enumerate(all_files(desk), 1):
        try:
            file = access_evidence(desk.case.platform.id, one.file)
        except NoFile:
            continue
        name = _("File {number}").format(number=place)
        looks += [
            {"at": look.at, "who": names.get(look.by, look.by), "what": _act(look.act), "file": name}
            for look in hands(file)
        ]
    looks.sort(key=lambda one: one["at"], reverse=True)
    return {"looks": looks[:CUSTODY_MAX]}


def all_files(desk: PenaltyDesk) -> list[File]:
    """Every file of the penalty once: those of the notice, of every appeal, of answers and proofs."""
    found = {one.file: one for one in desk.penalty.imposition.files}
    for entry in desk.timeline.entries:
        event = entry.event
        if isinstance(event, PenaltyAppealed):
            found |= {one.file: one for one in event.submission.files}
        elif isinstance(event, QuestionAnswered | ConditionMet):
            found |= {one.file: one for one in event.files}
    return list(found.values())


def _act(act: str) -> str:
    return {"put": _("Handed in"), "saw": _("Looked at"), "took": _("Downloaded the original")}.get(act, act)


TABS: Mapping[str, Callable[[PenaltyDesk], Row]] = {
    "appeal": appeal_tab,
    "notice": notice_tab,
    "talk": talk_tab,
    "history": history_tab,
    "seen": seen_tab,
}
