"""The fields of a ruling: who is responsible, what is owed, why, on which evidence and rules."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.complaint.findings import NO_RULE, unusable
from ombud.core.complaint.turns import MONEY
from ombud.portals.common.act import Misread, refusal_words
from ombud.portals.common.display import joined
from ombud.portals.common.typed import amount, written
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Filled, Part, checks, field, options, said, words

NAMES = {"terms": "remedy", "merchant_share": "share", "amount": "amount"}
LIABILITIES = ("merchant", "both", "consumer", "none")
SHARES = {"merchant": 100, "consumer": 0, "none": 0}


def finding_parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """All that a ruling holds, in the order in which it is thought."""
    t, pack = desk.teller, desk.case.policy.pack
    liabilities = [{"value": one, "label": t.pack(f"liability.{one}")} for one in LIABILITIES]
    remedies = _remedies(desk)
    reasons = [{"value": "", "label": _("Choose a reason")}]
    reasons += [{"value": one, "label": t.pack(f"ruling-reason.{one}")} for one in pack.ruling_reasons]
    rules = [
        {"value": one, "label": f"{one} {t.pack(f'rule.{one}')}", "text": t.pack(f"rule.{one}.text", "")}
        for one in pack.rules
    ]
    return [
        options(filled, "liability", _("Who is responsible?"), liabilities),
        {"as": "row", "parts": [
            field(filled, "remedy", _("Remedy"), desk.complaint.asked.remedy, kind="select", options=remedies),
            field(filled, "amount", _("Amount"), _asked(desk), inputmode="decimal", prefix=_sign(desk)),
            field(filled, "share", _("Shop’s share %"), kind="number"),
        ]},
        field(filled, "reason", _("Reason"), kind="select", options=reasons),
        checks(filled, "rules", _("Rules cited"), rules, folded=True),
        checks(filled, "relied_on", _("Evidence relied on"), [_exhibit(one) for one in desk.exhibits], columns=True),
        words(filled, _("Facts found"), "facts"),
        words(filled, _("Reasons and consequence"), "reasons"),
    ]  # fmt: skip


def read_findings(desk: OnDesk) -> dict[str, Any] | list[Misread]:
    """The fields, or what in them can't be read."""
    sent, faults = desk.request.POST, []
    liability, remedy = sent.get("liability", ""), sent.get("remedy", "none")
    if liability not in LIABILITIES:
        faults.append(Misread("liability", _("Choose who is responsible.")))
    share = SHARES.get(liability, 0)
    if liability == "both":
        typed = sent.get("share", "").strip()
        if typed.isascii() and typed.isdigit() and len(typed) < 4:
            share = int(typed)
        else:
            faults.append(Misread("share", _("Enter the shop’s share in percent, from 1 to 99.")))
    minor = amount(sent.get("amount", ""), desk.complaint.currency) if remedy in MONEY else 0
    if isinstance(minor, Misread):
        faults.append(minor)
    if not sent.get("reason"):
        faults.append(Misread("reason", _("Choose a reason.")))
    # What is missing is said all at once; what else the ruling must be, its verb says.
    if not sent.getlist("rules"):
        faults.append(Misread("rules", _(NO_RULE.because)))
    if not sent.get("facts", "").strip():
        faults.append(Misread("facts", _("Write down the facts as you find them.")))
    if not sent.get("reasons", "").strip():
        faults.append(Misread("reasons", _("Write down why you rule so.")))
    if (unfit := unusable(tuple(sent.getlist("relied_on")), desk.complaint)) is not None:
        text, way_out = refusal_words(unfit, desk.request)
        faults.append(Misread("relied_on", joined(text, way_out)))
    if faults:
        return faults
    return {
        "liability": liability,
        "merchant_share": share,
        "terms": {"remedy": remedy, "amount": minor},
        "reason": sent.get("reason", ""),
        "facts": said(desk, "facts"),
        "reasons": said(desk, "reasons"),
        "relied_on": sent.getlist("relied_on"),
        "rules": sent.getlist("rules"),
    }


def _remedies(desk: OnDesk) -> list[Part]:
    pack = desk.case.policy.pack
    reason = pack.reason(desk.complaint.reason)
    fitting = [one for one in (reason.remedies if reason else ()) if one != "none"] if pack.orders_refund else []
    if pack.orders_refund:
        fitting += [
            one for one in ("refund", "return_refund", "exchange", "resend", "compensation") if one not in fitting
        ]
    return [{"value": one, "label": desk.teller.pack(f"remedy.{one}")} for one in (*fitting, "none")]


def _exhibit(exhibit: Part) -> Part:
    hint = _("Doesn’t count") if exhibit["counts"] is False else _("Late") if exhibit["late"] else ""
    return {"value": exhibit["id"], "label": exhibit["name"], "hint": hint, "off": exhibit["counts"] is False,
            "party": exhibit["party"]}  # fmt: skip


def _asked(desk: OnDesk) -> str:
    return written(desk.complaint.asked.amount, desk.complaint.currency) if desk.complaint.asked.amount else ""


def _sign(desk: OnDesk) -> str:
    return "¥" if desk.complaint.currency == "CNY" else desk.complaint.currency
