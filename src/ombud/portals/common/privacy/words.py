"""The words for what is kept of people: how long each kind stays, what holds it, and what was decided."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.core.erasure.holds import Hold
from ombud.core.policy.retention import KINDS, Retention
from ombud.portals.common.display import when
from ombud.portals.common.privacy.kinds import after_words, kind_words, why_words
from ombud.portals.common.who import SignedIn

Row = dict[str, Any]
YEAR, MONTH = 365.25, 30


def span_in_words(days: int) -> str:
    """Days, months or years, whichever says it shortest."""
    years = round(days / YEAR)
    if years and abs(days - years * YEAR) <= 1:
        return ngettext("{count} year", "{count} years", years).format(count=years)
    if days >= 6 * MONTH:
        return ngettext("{count} month", "{count} months", days // MONTH).format(count=days // MONTH)
    return ngettext("{count} day", "{count} days", days).format(count=days)


AS = {"own_words": "shops"}
"""Kinds that go as another does."""


def _long(spans: Retention, kind: str) -> str:
    kind = AS.get(kind, kind)
    if kind not in KINDS:
        return _("As long as the account") if kind == "contact" else _("As long as what it belongs to")
    return _("{span} {after}").format(span=span_in_words(spans.days(kind)), after=after_words(kind))


def kept_rows(spans: Retention, counts: Mapping[str, int] | None = None, *, guest: bool = False) -> list[Row]:
    """What is kept: [{kind, count, long, why}]. Without counts all kinds that run out. How a guest is reached does."""
    return [
        {
            "kind": kind_words(kind),
            "count": counts[kind] if counts is not None else None,
            "long": _long(spans, "guests" if guest and kind == "contact" else kind),
            "why": why_words("guests" if guest and kind == "contact" else kind),
        }
        for kind in (counts if counts is not None else KINDS)
    ]


def kept_table(rows: list[Row]) -> list[Row]:
    """The same for parts/table.html; how much there is of it stands where it was counted."""
    return [
        {
            "cells": [
                {"text": one["kind"]},
                *([{"text": str(one["count"]), "num": True}] if one["count"] is not None else []),
                {"text": one["long"]},
                {"sub": one["why"]},
            ]
        }
        for one in rows
    ]


def hold_words(why: str) -> str:
    """What keeps something from being erased."""
    return {
        "live-case": _("The case isn’t closed"),
        "time-runs": _("A review or a reopening can still be asked for"),
        "elsewhere": _("It was taken to a court or an authority, which hasn’t decided"),
        "penalty": _("A penalty that was carried from it isn’t final"),
        "with-case": _("It belongs to an order whose case isn’t over"),
        "open": _("Something of it is still due"),
        "in-force": _("What was decided still has effect"),
        "member": _("The person still acts for this shop"),
    }[why]


def hold_rows(holds: tuple[Hold, ...], names: Mapping[str, str], request: SignedIn) -> list[Row]:
    """What is held, by what holds it and until when: [{why, until, what}]."""
    found: dict[tuple[str, Any], list[str]] = {}
    for one in holds:
        found.setdefault((one.why, one.until), []).append(names.get(one.stream, ""))
    zone, now = request.platform.zone, request.at
    return [
        {"why": hold_words(why), "until": when(until, zone, now) if until else "", "what": sorted(filter(None, what))}
        for (why, until), what in found.items()
    ]


def thing_words(thing: str, number: str) -> str:
    """What lies in a stream, as people call it."""
    word = {
        "complaint": _("Complaint {number}"),
        "report": _("Report {number}"),
        "evidence_report": _("Report {number}"),
        "conversation": _("Conversation about order {number}"),
        "order": _("Order {number}"),
        "order_vault": _("Evidence kept for order {number}"),
        "penalty": _("Penalty {number}"),
        "shop": _("Shop {number}"),
        "surge": _("Intervention {number}"),
    }.get(thing)
    return word.format(number=number) if word else _("Something else")


def ground_words(ground: str) -> str:
    """A ground of the law on which something stays."""
    return {
        "legal-claims": _("Legal claims are brought or defended with it: GDPR Art. 17(3)(e), PIPL Art. 47"),
        "legal-duty": _("A law has the platform keep it: GDPR Art. 17(3)(b), PIPL Art. 47"),
        "public-interest": _("It serves the public interest: GDPR Art. 17(3)(d)"),
        "excessive": _("It was asked for again and again without a reason: GDPR Art. 12(5)"),
    }.get(ground, "")


def part_words(part: str, side: str = "consumer") -> str:
    """A part that can stay; what somebody said for a shop, or in an appeal, stays anyhow."""
    return {
        "words": _("What they said in cases and conversations")
        if side == "consumer"
        else _("What they told of themselves"),
        "files": _("Their pictures and documents"),
        "contact": _("Their name, telephone and e-mail address"),
    }[part]


def gone_words(why: str) -> str:
    """For which reason something was erased."""
    return _("The person asked for it") if why == "asked" else _("Its time was over: {kind}").format(
        kind=kind_words(why))  # fmt: skip
