"""The turn card: whose turn it is, by when, and what follows if nobody acts."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from ombud.core.complaint.standing import nearest, stages, your_state
from ombud.core.deadlines import Deadline
from ombud.desk.access import Case
from ombud.portals.common.case.headlines import HEADLINES, by_words
from ombud.portals.common.case.silence import silence_sentence
from ombud.portals.common.case.teller import Teller

STATES = {"your-turn": "yours", "their-turn": "theirs", "platform-turn": "platform", "closed": "closed"}
STEPS = {"done": "done", "current": "now", "ahead": "next", "skipped": "skipped"}


def turn_card(case: Case, actions: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """The card for this reader, as parts/turn_card.html wants it; `actions` are the portal's own buttons.

    `provisional` is a sentence to show beside it where the deadline isn't certain yet; common/case/turn.html does.
    """
    teller = Teller(case)
    state = STATES[your_state(case.complaint, case.party)]
    due = nearest(case.complaint, case.party)
    if state == "closed" or due is None:
        return _closed(teller, list(actions))
    party = case.party if state == "yours" else due.on
    if state == "theirs" and due.on == "platform":
        state = "platform"  # the card tells of one turn: the other side has one too, but later
    if state == "platform" and case.complaint.overdue:
        state = "overdue"
    headline, why = HEADLINES[due.kind](due, teller)
    return {
        "state": state,
        "party": party if party in ("consumer", "merchant") else "merchant",
        "kind": due.kind,
        "headline": headline,
        "why": why or (_("You don’t have to do anything now.") if state in ("theirs", "platform") else ""),
        "due_at": due.due_at,
        "start_at": due.from_at,
        "by": by_words(due, teller),
        "silence": silence_sentence(due, case),
        "silence_icon": "hourglass" if state in ("theirs", "platform", "overdue") else "shield-check",
        "provisional": provisional(due),
        "actions": list(actions),
    }


def provisional(deadline: Deadline) -> str:
    """That the date isn't certain yet, where it isn't."""
    if not deadline.provisional:
        return ""
    return _("This time is provisional: the working days of that year are not published yet. It won’t get shorter.")


def stage_bar(case: Case) -> list[dict[str, str]]:
    """The stages as {% stage_bar %} wants them."""
    teller = Teller(case)
    # Where a complaint is accepted at once, its receipt is no stage that anybody waits in.
    waited = case.policy.pack.admission == "by-reviewer" or not case.complaint.admitted or bool(case.complaint.held)
    return [
        {"label": teller.pack(f"stage.{one.stage}"), "state": STEPS[one.state]}
        for one in stages(case.complaint)
        if waited or one.stage != "received"
    ]


def deadlines(case: Case) -> list[dict[str, Any]]:
    """Every open deadline, nearest first: {kind, label, on, due_at, start_at, silence, provisional, about}."""
    teller = Teller(case)
    return [
        {
            "kind": one.kind,
            "label": teller.pack(f"deadline.{one.kind}"),
            "on": one.on,
            "due_at": one.due_at,
            "start_at": one.from_at,
            "silence": silence_sentence(one, case),
            "provisional": provisional(one),
            "about": one.about,
        }
        for one in sorted(case.complaint.deadlines, key=lambda one: one.due_at)
    ]


def _closed(teller: Teller, actions: list[dict[str, Any]]) -> dict[str, Any]:
    complaint = teller.complaint
    why = _("Closed on {time}.").format(time=teller.at(complaint.closed_at)) if complaint.closed_at else ""
    obligation = complaint.obligation
    if complaint.how in ("settled", "executed", "advanced") and obligation:
        why = _("Done: {terms}. Closed on {time}.").format(
            terms=teller.terms(obligation.terms), time=teller.at(complaint.closed_at or teller.case.at)
        )
    return {
        "state": "closed",
        "headline": teller.pack(f"how.{complaint.how}") if complaint.how else _("This complaint is closed."),
        "why": why,
        "actions": actions,
        "provisional": "",
    }
