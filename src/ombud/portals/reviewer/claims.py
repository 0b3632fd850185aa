"""What each side says, and how far they agree: derived from the complaint, the answer and the assessments alone."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.core.complaint.events.talk import ComplaintAnswered
from ombud.core.complaint.turns import MONEY
from ombud.portals.common.case.teller import listed
from ombud.portals.reviewer.on_desk import OnDesk

Row = dict[str, Any]
WORDS_SHOWN = 160
"""Enough to tell what somebody says; all of it stands under Talks."""


def claims(desk: OnDesk) -> list[Row]:
    """For parts/claims.html: the problem, the remedy asked for, what the shop answers, and what it offers."""
    return [_problem(desk), _remedy(desk), *_answer(desk), *_settlement(desk)]


def _problem(desk: OnDesk) -> Row:
    filed = next((one.event for one in desk.timeline.entries if isinstance(one.event, ComplaintFiled)), None)
    words = _short(desk.timeline.said(filed.problem)) if filed else ""
    note = _note(words, _rests_on(desk, "consumer"))
    reason = desk.teller.pack(f"reason.{desk.complaint.reason}")
    return {"text": _("Consumer: {claim}").format(claim=reason), "state": _state(desk), "note": note}


def _remedy(desk: OnDesk) -> Row:
    asked = desk.complaint.asked
    text = _("Owed to the consumer: {terms}").format(terms=desk.teller.terms(asked))
    offers = [one for one in desk.complaint.offers if one.side == "merchant"]
    if desk.complaint.answered == "agrees":
        return {"text": text, "state": "agreed", "note": _("The shop agreed to it.")}
    if offers and offers[-1].terms.remedy == asked.remedy and asked.remedy in MONEY:
        less = asked.amount - offers[-1].terms.amount
        if less > 0:
            note = _("The shop offered {offered}; {less} are between them.").format(
                offered=desk.teller.money(offers[-1].terms.amount), less=desk.teller.money(less)
            )
            return {"text": text, "state": "contested", "note": note}
    return {"text": text, "state": _state(desk), "note": ""}


def _answer(desk: OnDesk) -> list[Row]:
    answers = [one.event for one in desk.timeline.entries if isinstance(one.event, ComplaintAnswered)]
    if not answers and any(one.side == "merchant" for one in desk.complaint.offers):
        # An offer is an answer too: silence would be said against a shop that talked.
        return [{"text": _("Shop: answered with an offer"), "state": "contested", "note": ""}]
    if not answers:
        return [{"text": _("Shop: no answer"), "state": "open", "note": _("Silence is not agreement.")}]
    last = answers[-1]
    text = {
        "agrees": _("Shop: agrees"),
        "refuses": _("Shop: refuses what is asked for"),
        "explains": _("Shop: explains, without agreeing"),
    }[last.stance]
    words = _short(desk.timeline.said(last.words))
    note = _note(words, _rests_on(desk, "merchant"))
    return [{"text": text, "state": "agreed" if last.stance == "agrees" else "contested", "note": note}]


def _settlement(desk: OnDesk) -> list[Row]:
    accepted = [one for one in desk.complaint.offers if one.state == "accepted"]
    if not accepted:
        return []
    text = _("Settled: {terms}").format(terms=desk.teller.terms(accepted[-1].terms))
    return [{"text": text, "state": "agreed", "note": ""}]


def _state(desk: OnDesk) -> str:
    return {"agrees": "agreed", "refuses": "contested"}.get(desk.complaint.answered or "", "open")


def _rests_on(desk: OnDesk, side: str) -> str:
    """The side's exhibits by number, without those found not to count."""
    own = [one for one in desk.exhibits if one["party"] == side]
    counting = [str(one["number"]) for one in own if one["counts"] is not False]
    if counting:
        return numbered(counting)
    return _("None of its evidence counts") if own else _("No evidence")


def numbered(numbers: list[str]) -> str:
    """Exhibit 3; Exhibits 1 and 2."""
    return ngettext("Exhibit {numbers}", "Exhibits {numbers}", len(numbers)).format(numbers=listed(numbers))


def _note(words: str, rests_on: str) -> SafeString:
    """What somebody wrote, marked as such, and the evidence it rests on."""
    if not words:
        return format_html("{}", rests_on)
    return format_html("“<bdi>{}</bdi>” · {}", words, rests_on)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= WORDS_SHOWN else f"{plain[:WORDS_SHOWN].rstrip()}…"
