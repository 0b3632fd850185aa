"""The notice of a penalty as the reviewers' pages show it: beside an appeal, and as a preview before it is imposed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.core.penalty.events.imposing import PenalisedOrder
from ombud.core.penalty.state import MeasureNow
from ombud.portals.common.penalty.shown import forfeited_words, in_account
from ombud.portals.common.penalty.teller import PenaltyTeller

Row = dict[str, Any]
ORDERS_SHOWN = 50
"""A page names so many; all of them are in the notice that the API gives."""


def notice(t: PenaltyTeller) -> Row:
    """What the notice says, for reviewer/penalties/notice.html."""
    penalty = t.penalty
    imposition = penalty.imposition
    return {
        "violation": t.violation,
        "about": t.pack(f"violation.{imposition.violation}.help", ""),
        "rule": imposition.rule,
        "rule_name": t.pack(f"rule.{imposition.rule}", ""),
        "rule_text": t.pack(f"rule.{imposition.rule}.text", ""),
        "facts": t.words(imposition.facts),
        "reasons": t.words(imposition.reasons),
        "lang": imposition.language,
        "measures": measures(t),
        "orders": [_order(one, t) for one in imposition.orders[:ORDERS_SHOWN]],
        "orders_count": len(imposition.orders),
        "orders_more": max(0, len(imposition.orders) - ORDERS_SHOWN),
        "items": [
            {"name": t.slot(one.id), "text": t.words(one.words), "lang": imposition.language}
            for one in imposition.items
        ],
        "files": t.thumbs(imposition.files),
        "detected": imposition.automated_detection,
        "imposed_at": penalty.imposed_at,
        "in_account": in_account(t),
        **window(t),
    }


def measures(t: PenaltyTeller) -> list[Row]:
    """Each measure with whether it is on: {id, label, state, on, ended}."""
    return [
        {
            "id": one.terms.id,
            "label": t.measure(one.terms),
            "state": measure_state(one, t),
            "on": one.on,
            "ended": one.ended,
            "taken": forfeited_words(one, t),
        }
        for one in t.penalty.measures
    ]


def measure_state(measure: MeasureNow, t: PenaltyTeller) -> str:
    """Whether a measure is on, and until when, in words."""
    ended = {
        "time": pgettext("measure", "Over"),
        "revoked": pgettext("measure", "Lifted with the penalty"),
        "lifted": pgettext("measure", "Lifted"),
    }
    if measure.ended:
        return ended[measure.ended]
    begins, ends = measure.terms.begins_at, measure.terms.ends_at
    if not measure.on and begins is not None:
        return _("From {time}").format(time=t.at(begins))
    return _("Until {time}").format(time=t.at(ends)) if ends else _("Until it is lifted")


def window(t: PenaltyTeller) -> Row:
    """From when until when it can be appealed, how often, and what is drawn; or that it can't be."""
    penalty = t.penalty
    if penalty.terms is None:
        words = _("This kind of violation can’t be appealed. The shop can consult the platform from the notice.")
        return {"appealable": False, "appeal_words": [words]}
    terms = penalty.terms
    told = []
    if terms.slots == "orders":
        count = min(terms.drawn_max, len(penalty.imposition.orders))
        said = _("The appeal is decided order by order: {count} of the penalised orders are drawn by lot for it.")
        told.append(said.format(count=count))
    if terms.slots == "items":
        told.append(_("The appeal is decided item by item."))
    once = _("It can be appealed once.")
    often = _("It can be appealed {count} times.").format(count=terms.attempts_max)
    return {
        "appealable": True,
        "appeal_words": [*told, once if terms.attempts_max == 1 else often],
        "opens_at": terms.opens_at if penalty.imposed_at and terms.opens_at > penalty.imposed_at else None,
        "closes_at": None if penalty.unread else penalty.closes_at,
    }


def _order(order: PenalisedOrder, t: PenaltyTeller) -> Row:
    penalty = t.penalty
    return {
        "number": order.number or order.id,
        "minor": order.amount,
        "currency": order.currency,
        "at": order.purchased_at,
        "drawn": bool(penalty.draw and order.id in penalty.draw.orders),
        "restored": order.id in penalty.restored,
    }
