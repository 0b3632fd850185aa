"""What a notice says: facts, rule, measures, orders, evidence, reasons and ground, as dicts for the parts."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.penalty.state import MeasureNow
from ombud.notices.links import path_to
from ombud.portals.common.display import joined, money
from ombud.portals.common.penalty.teller import PenaltyTeller

Row = dict[str, Any]


def facts(t: PenaltyTeller) -> list[Row]:
    """Number, violation, rule and version, for parts/facts.html."""
    penalty = t.penalty
    name, _at, version = penalty.pack.partition("@")
    rule = t.pack(f"rule.{penalty.imposition.rule}", "")
    told: list[Row] = [
        {"label": _("Penalty number"), "value": penalty.number},
        {"label": _("Imposed"), "at": penalty.imposed_at},
        {"label": _("Violation"), "value": t.violation},
        {"label": _("Rule"), "value": f"{penalty.imposition.rule} {rule}".strip()},
        {"label": _("Rules of procedure"), "value": f"{t.pack('pack', name)} {version}"},
    ]
    if penalty.imposition.automated_detection:
        told.append({"label": _("Detected"), "value": _("With the help of a machine; a person decided.")})
    return told


def reasons(t: PenaltyTeller) -> Row:
    """The statement of reasons in the language it was written in, and the rule's own text."""
    imposition = t.penalty.imposition
    return {
        "facts": t.words(imposition.facts),
        "reasons": t.words(imposition.reasons),
        "lang": imposition.language,
        "help": t.pack(f"violation.{imposition.violation}.help", ""),
        "rule": imposition.rule,
        "rule_name": t.pack(f"rule.{imposition.rule}", ""),
        "rule_text": t.pack(f"rule.{imposition.rule}.text", ""),
    }


def findings(t: PenaltyTeller) -> list[Row]:
    """What was found, item by item: {label, words}."""
    return [{"label": t.item(one.id), "words": t.words(one.words)} for one in t.penalty.imposition.items]


def measures(t: PenaltyTeller) -> list[Row]:
    """Each measure: {words, state, tone, since, until}."""
    return [_measure(one, t) for one in t.penalty.measures]


def _measure(one: MeasureNow, t: PenaltyTeller) -> Row:
    states = {
        "time": (_("Over"), ""),
        "revoked": (_("Revoked"), "good"),
        "lifted": (_("Lifted"), "good"),
    }
    on = (_("On"), "bad") if one.on else (_("Not begun"), "")
    words, tone = states.get(one.ended, on)
    return {
        "words": t.measure(one.terms),
        "state": words,
        "tone": tone,
        "since": one.terms.begins_at,
        "until": one.terms.ends_at,
        "on": one.on,
        "taken": forfeited_words(one, t),
    }


def forfeited_words(one: MeasureNow, t: PenaltyTeller) -> str:
    """How much of what it holds was taken for good; empty where nothing was."""
    taken = t.penalty.forfeited.get(one.terms.id, 0)
    return _("Taken for good: {amount}").format(amount=money(taken, t.currency)) if taken else ""


def in_account(t: PenaltyTeller) -> str:
    """That nothing was sent, and when the time to appeal starts; empty where a notice was sent."""
    if t.penalty.imposition.told != "in-account":
        return ""
    told = _("Nothing was sent: the decision lies in the shop’s account.")
    if t.penalty.unread:
        started = _("The time to appeal starts once somebody who may appeal opens it there.")
    else:
        started = _("The time to appeal started as it was first opened there.")
    return joined(told, started)


def orders(t: PenaltyTeller) -> list[Row]:
    """The orders it is about: {number, id, at, minor, currency, drawn, restored, uncounted}."""
    penalty = t.penalty
    drawn = penalty.draw.orders if penalty.draw else ()
    uncounted = set(penalty.uncounted)
    return [
        {
            "id": one.id,
            "number": one.number,
            "at": one.purchased_at,
            "minor": one.amount,
            "currency": one.currency,
            "drawn": one.id in drawn,
            "restored": one.id in penalty.restored,
            "uncounted": one.id in uncounted,
        }
        for one in sorted(penalty.imposition.orders, key=lambda one: one.id not in drawn)
    ]


def exhibits(t: PenaltyTeller) -> list[Row]:
    """The files it rests on, for parts/thumbs.html."""
    return t.thumbs(t.penalty.imposition.files)


def ground(t: PenaltyTeller) -> Row | None:
    """What it was carried from: {label, url}; a report is its reporter's, so the shop gets no link to one."""
    held = t.penalty.imposition.ground
    if held is None:
        return None
    party = t.case.party
    if held.kind == "complaint":
        label = _("Carried over from complaint {number}").format(number=held.number)
        return {"label": label, "url": path_to("complaint", held.number or held.id, party)}
    label = _("Carried over from a report that was upheld")
    return {"label": label, "url": path_to("report", held.number or held.id, "platform") if party == "platform" else ""}
