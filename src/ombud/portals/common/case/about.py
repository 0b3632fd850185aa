"""What a case is about: its order, its facts, what was asked for, the ruling, and the rules it runs under."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.core.complaint.ask_review import review_ends
from ombud.core.complaint.events.filing import ClaimedLine, ComplaintFiled
from ombud.core.complaint.events.ruling import Ruled
from ombud.core.complaint.state import Request
from ombud.core.complaint.turns import MONEY
from ombud.core.order.events import Facts, Line
from ombud.core.order.state import Order
from ombud.desk.access import Case
from ombud.packs.load import versions
from ombud.portals.common.case.exhibits import exhibits
from ombud.portals.common.case.teller import Teller, listed
from ombud.portals.common.display import money
from ombud.portals.common.page import link
from ombud.reads.timeline import Timeline
from ombud.vault.access import NotFound, access_evidence, signed_picture_url

Row = dict[str, Any]


def order_strip(case: Case, url: str = "") -> Row:
    """The order, as parts/order_strip.html wants it."""
    complaint = case.complaint
    titles = [one.title for one in complaint.lines if one.title]
    facts = complaint.order.facts if complaint.order else None
    line = next((one for one in facts.lines if one.id == complaint.lines[0].line), None) if facts else None
    return {
        "title": titles[0] if titles else complaint.order_number,
        "more": len(complaint.lines) - 1,
        "image": picture(case, line),
        "shop": Teller(case).shop_name,
        "number": complaint.order_number,
        "amount_minor": facts.paid if facts else complaint.paid,
        "currency": complaint.currency,
        "unknown": unknown_words(facts) if facts else "",
        "url": url,
    }


def order_of(order: Order, platform: int, reader: str, shop: str = "", url: str = "") -> Row:
    """An order that isn't in a case yet, as parts/order_strip.html wants it."""
    facts = order.facts
    line = facts.lines[0] if facts.lines else None
    return {
        "title": line.title if line and line.title else facts.number,
        "image": picture_of(line.picture, platform, reader) if line else "",
        "shop": shop,
        "number": facts.number,
        "amount_minor": facts.paid or None,
        "currency": facts.currency or "CNY",
        "unknown": unknown_words(facts),
        "url": url,
    }


def picture(case: Case, line: Line | None) -> str:
    """The picture of the goods at purchase, if there is one that may be shown."""
    return picture_of(line.picture, case.platform.id, case.by.id) if line else ""


def picture_of(reference: str, platform: int, reader: str, variant: str = "thumb") -> str:
    """A path of ours, or a signed link into the vault; pictures that lie elsewhere aren't shown."""
    if reference.startswith("/") and not reference.startswith("//"):
        return reference
    try:
        file = access_evidence(platform, UUID(reference))
        return signed_picture_url(file, variant, reader)
    except (ValueError, NotFound):
        return ""


def unknown_words(facts: Facts) -> str:
    """What we were not told of an order, in words."""
    missing = [] if facts.shop else [_("the shop")]
    missing += [] if facts.lines else [_("the goods")]
    missing += [] if facts.purchased_at else [_("the time of purchase")]
    return _("Not known to us: {facts}.").format(facts=listed(missing)) if missing else ""


def facts(case: Case) -> list[Row]:
    """What was filed, as parts/facts.html wants it. Contact data is not among it: `contact` has that."""
    t, complaint = Teller(case), case.complaint
    told: list[Row] = [
        {"label": _("Complaint number"), "value": complaint.number},
        {"label": _("Filed"), "at": complaint.filed_at},
        {"label": _("Reason"), "value": t.pack(f"reason.{complaint.reason}")},
        {
            "label": _("Goods"),
            "value": _("; ").join(_goods(one, case) for one in complaint.lines),
        },
        {"label": _("Asked for"), "value": t.terms(complaint.asked)},
        {"label": _("Paid for these goods"), "minor": complaint.paid, "currency": complaint.currency},
    ]
    if complaint.order:
        bought = complaint.order.facts
        told += [{"label": _("Bought"), "at": bought.purchased_at}] if bought.purchased_at else []
        told += [{"label": _("Paid by"), "value": bought.payment_way}] if bought.payment_way else []
    if complaint.obligation:
        told.append({"label": _("Owed"), "value": t.terms(complaint.obligation.terms)})
    return told


def contact(timeline: Timeline) -> dict[str, str]:
    """Name, phone and e-mail given with the complaint. For its maker; staff must have it recorded that they looked."""
    filed = next((one.event for one in timeline.entries if isinstance(one.event, ComplaintFiled)), None)
    if filed is None:
        return {"name": "", "phone": "", "email": ""}
    kept = filed.contact
    return {"name": timeline.said(kept.name), "phone": timeline.said(kept.phone), "email": timeline.said(kept.email)}


def requests(case: Case) -> list[Row]:
    """Evidence that was asked for: id, of, mine, state, state_words, excuse, excuses,
    items [{code, label, help, given}], missing [label], due_at, start_at.
    """
    teller = Teller(case)
    files = exhibits(case) if case.complaint.requests else []
    return [_request(one, case, teller, files) for one in case.complaint.requests]


def _request(request: Request, case: Case, t: Teller, files: list[Row]) -> Row:
    given = {one["code"] for one in files if one["party"] == request.of}
    items = [
        {
            "code": code,
            "label": t.pack(f"evidence.{code}"),
            "help": t.pack(f"evidence.{code}.help", ""),
            "given": code in given,
        }
        for code in request.items
    ]
    due = case.complaint.deadline("evidence", request.id) or case.complaint.deadline("excuse", request.id)
    words = {
        "open": pgettext("state", "Open"),
        "answered": _("Answered"),
        "lost": _("Not given in time"),
        "excused": _("Excused"),
        "dropped": _("No longer needed"),
    }
    return {
        "id": request.id,
        "of": request.of,
        "mine": request.of == case.party,
        "state": request.state,
        "state_words": words[request.state],
        "excuse": request.excuse,
        "excuses": request.excuses,
        "items": items,
        "missing": [one["label"] for one in items if not one["given"]],
        "due_at": due.due_at if due else None,
        "start_at": due.from_at if due else None,
    }


def ruling(case: Case, timeline: Timeline) -> Row | None:
    """The ruling in force: {outcome, liability, reason, facts, reasons, terms, minor, currency, rules [{number, name,
    text}], relied_on [exhibit], silent, at, review_until, pack, share, review}; None before there is one."""
    given = case.complaint.ruling
    if given is None:
        return None
    t = Teller(case, timeline)
    at = [one.event.at for one in timeline.entries if getattr(one.event, "ruling", None) == given]
    first = next((one.event for one in timeline.entries if isinstance(one.event, Ruled)), None)
    lost = {
        "consumer": _("The consumer gave no evidence in time. The ruling rests on the evidence that was collected."),
        "merchant": _("The shop gave no evidence in time. The ruling rests on the evidence that was collected."),
    }
    return {
        "outcome": t.terms(given.terms),
        "liability": t.pack(f"liability.{given.liability}"),
        "share": given.merchant_share if given.liability == "both" else None,
        "reason": t.pack(f"ruling-reason.{given.reason}"),
        "facts": t.words(given.facts),
        "reasons": t.words(given.reasons),
        "minor": given.terms.amount if given.terms.remedy in MONEY else None,
        "currency": case.complaint.currency,
        "rules": [
            {"number": one, "name": t.pack(f"rule.{one}"), "text": t.pack(f"rule.{one}.text", "")}
            for one in given.rules
        ],
        "relied_on": [t.files[one] for one in given.relied_on if one in t.files],
        "silent": [lost[side] for side in given.silent],
        "at": at[-1] if at else (first.at if first else None),
        "review_until": review_ends(case.complaint, case.policy, case.party if case.party != "platform" else None),
        "pack": given.pack,
        "review": case.complaint.review,
    }


def rules_in_force(case: Case) -> Row:
    """Which rules the case runs under: {name, pack, version, url, newer}."""
    pack = case.complaint.pack
    name, _at, version = pack.partition("@")
    return {
        "name": Teller(case).pack("pack", name),
        "pack": pack,
        "version": version,
        "url": link("rules-version", pack),
        "newer": versions(name)[0] != pack,
    }


def _goods(claimed: ClaimedLine, case: Case) -> str:
    """What was complained about, as it was bought: how many, specification and price of a piece."""
    order = case.complaint.order
    line = next((one for one in order.facts.lines if one.id == claimed.line), None) if order else None
    told = [claimed.title or claimed.line]
    if line is not None:
        told += [line.specification] if line.specification else []
        told += [money(line.unit_price, case.complaint.currency)] if line.unit_price else []
    return _("{quantity} × {title}").format(quantity=claimed.quantity, title=" · ".join(told))
