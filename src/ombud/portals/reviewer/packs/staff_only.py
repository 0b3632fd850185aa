"""What only the staff see of a pack: the door, its caps, and what the public learns in other words."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.policy.pack import DoorRule, Pack
from ombud.core.policy.span import Span
from ombud.packs.guide import guide
from ombud.packs.guide_parts import Words
from ombud.packs.load import texts
from ombud.portals.common.display import language, money
from ombud.portals.common.who import SignedIn

Row = dict[str, Any]


def part(_request: SignedIn, pack: Pack) -> Row:
    """For the tab."""
    words = Words(texts(pack.id), language())
    told = guide(pack.id, language())
    where = next(one for one in told.sections if one.code == "where")
    return {
        "door": [_rule(one, words) for one in pack.door],
        "channels": [row for group in where.groups for row in group.rows],
        "facts": _facts(pack),
        "limits": [{"label": label, "value": _limit(pack, name)} for name, label in limit_names().items()],
        "windows": [
            {"label": label, "value": words.span(getattr(pack.windows, name))}
            for name, label in inner_windows().items()
        ],
    }


def inner_windows() -> dict[str, str]:
    """Windows that no party waits for, in words."""
    return {
        "senior": _("Senior reviewers, once the platform is late"),
        "approval": _("A second signature"),
        "remind_before": _("Reminder before a party’s time is over"),
    }


def limit_names() -> dict[str, str]:
    """The caps of a pack, in words."""
    return {
        "files_max": _("Files from each side of a case"),
        "words_max": _("Characters in one text"),
        "counters_max": _("Offers in one negotiation"),
        "interventions_max": _("Interventions in one case"),
        "evidence_requests_max": _("Requests for evidence in one case"),
        "proofs_max": _("Proofs of execution in one case"),
        "two_people_above": _("A ruling above this amount needs two people"),
        "compensation_percent_max": _("Compensation at most, in percent of what was paid"),
        "complaints_per_day": _("Complaints from one account in a day"),
    }


def _limit(pack: Pack, name: str) -> str:
    value: int | Span = getattr(pack.limits, name)
    if name == "two_people_above":
        return money(int(str(value)), pack.currencies[0])
    return str(value)


def _facts(pack: Pack) -> list[Row]:
    return [
        {"label": _("Announced before rules apply, days"), "value": str(pack.notice_days)},
        {"label": _("Refunds"), "value": _("The platform can order them") if pack.orders_refund else _("Only agreed")},
        {"label": _("Currencies"), "value": ", ".join(pack.currencies)},
    ]


def _rule(one: DoorRule, words: Words) -> Row:
    does = {
        "warn": _("Warns the writer, who can send it all the same"),
        "hold": _("A person reads the complaint first"),
        "limit": _("A person reads it first, and the account may be limited"),
    }
    more = []
    if one.repeats:
        more.append(_("the same sign {n} times in a row").format(n=one.repeats))
    if one.links_max >= 0:
        more.append(_("more than {n} links").format(n=one.links_max))
    return {
        "name": words(f"door.{one.code}"),
        "told": words(f"door.{one.code}.told"),
        "does": does[one.does],
        "patterns": one.patterns,
        "more": more,
    }
