"""Where an order stands: its stages as a bar, whose turn it is and until when, and what is filled in about it."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.order.path import kind_of, stage_of
from ombud.desk.access import OrderCase
from ombud.portals.common.display import when
from ombud.portals.common.order.words import OrderWords
from ombud.reads.order_trail import Trail

Context = dict[str, Any]


def stage_bar(case: OrderCase) -> list[dict[str, str]]:
    """The usual way of its kind as {% stage_bar %} wants it; empty where the pack doesn't know kind or status."""
    kind, stage = kind_of(case.order, case.policy), stage_of(case.order, case.policy)
    if kind is None or stage is None:
        return []
    words = OrderWords(case.policy.pack.id)
    usual = [one.status for one in kind.usual()]
    if stage.status in usual:
        here = usual.index(stage.status)
        done, ahead = usual[:here], usual[here + 1 :]
    else:
        done, ahead = [], [one.status for one in kind.usual(stage.status)[1:]]
    now = "done" if stage.final else "now"
    return [
        *({"label": words.status(one), "state": "done"} for one in done),
        {"label": words.status(stage.status), "state": now},
        *({"label": words.status(one), "state": "next"} for one in ahead),
    ]


def turn_card(case: OrderCase, actions: list[Context] | None = None) -> Context | None:
    """Whose turn it is, as parts/turn_card.html wants it; None where nobody knows what is to come."""
    stage = stage_of(case.order, case.policy)
    if stage is None:
        return None
    words, now = OrderWords(case.policy.pack.id), case.order.entered
    status = words.status(case.order.status)
    if stage.final or now is None:
        why = _("Nothing more is to come.")
        return {"state": "closed", "kicker": words.kind(now.kind if now else ""), "headline": status, "why": why,
                "actions": actions or []}  # fmt: skip
    on = "merchant" if "merchant" in stage.by else "platform"
    state = "yours" if on == case.party else "theirs" if on == "merchant" else "platform"
    late = now.late_at is not None and now.late_at <= case.at
    return {
        "state": "overdue" if late else state,
        "party": "merchant",
        "kicker": _kicker(late=late, on=on, mine=on == case.party),
        "headline": _("{status}. Next: {next}").format(status=status, next=words.status(stage.next[0])),
        "why": _why(case, words),
        "due_at": now.late_at,
        "start_at": now.since,
        "by": _("Due by {time}"),
        "silence": _silence(case, late=late),
        "silence_icon": "hourglass",
        "actions": actions or [],
    }


def details(case: OrderCase, trail: Trail) -> list[Context]:
    """What was filled in about it, and what is missing, as parts/facts.html wants it."""
    words = OrderWords(case.policy.pack.id)
    filled = [{"label": words.field(one.code), "value": trail.said(one.words) or "–"} for one in case.order.details]
    missing = [{"label": words.field(one), "value": _("Not filled in"), "tone": "warn"} for one in case.order.missing]
    return [*filled, *missing]


def _kicker(*, late: bool, on: str, mine: bool) -> str:
    if late:
        return _("Late: it is your turn") if mine else _("Late: it is the shop’s turn")
    if mine:
        return _("Your turn")
    return _("The shop’s turn") if on == "merchant" else _("The platform’s turn")


def _why(case: OrderCase, words: OrderWords) -> str:
    """By which rule it is due."""
    stage, now = stage_of(case.order, case.policy), case.order.entered
    if stage is None or stage.span is None or now is None or now.since is None:
        return ""
    since = when(now.since, case.platform.zone, case.at)
    return _("On this platform an order moves on from “{status}” within {span}; it counts from {since}.").format(
        status=words.status(stage.status), span=words.span(stage.span), since=since
    )


def _silence(case: OrderCase, *, late: bool) -> str:
    if case.party == "consumer":
        return _("If nothing happens, you can urge the shop or complain.") if late else _(
            "If nothing happens by then, the shop is reminded and you can urge it."
        )  # fmt: skip
    return _("If nothing happens, the consumer can urge the shop and complain.")
