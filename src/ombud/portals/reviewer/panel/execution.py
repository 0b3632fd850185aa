"""Check the proof beside what is owed; or show that the platform itself carried it out."""

from django.utils.translation import gettext as _

from ombud.core.complaint.events.execution import ExecutionProved
from ombud.portals.common.act import Misread
from ombud.portals.common.uploads import files_of
from ombud.portals.reviewer.claims import numbered
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Filled, Form, Intent, Part, facts, field, options, quote, said, words


def owed(desk: OnDesk) -> Part:
    """What is owed, from what, since when."""
    obligation = desk.complaint.obligation
    if obligation is None:
        return facts([], _("What is owed"))
    t = desk.teller
    ground = {"settlement": _("A settlement"), "ruling": _("The ruling"), "review": _("The review of the ruling")}
    rows: list[Part] = [
        {"label": _("Owed"), "value": t.terms(obligation.terms)},
        {"label": _("By"), "value": _("The platform") if obligation.on == "platform" else t.shop_name},
        {"label": _("From"), "value": ground[obligation.ground]},
        {"label": _("Since"), "at": obligation.since},
    ]
    if desk.complaint.goods_sent:
        rows.append({"label": _("Goods"), "value": _("Sent back by the consumer")})
    return facts(rows, _("What is owed"))


def shown(desk: OnDesk) -> list[Part]:
    """The proof that was handed in last, and what came with it."""
    proofs = [one.event for one in desk.timeline.entries if isinstance(one.event, ExecutionProved)]
    if not proofs:
        return []
    last, t = proofs[-1], desk.teller
    numbers = [str(one["number"]) for one in desk.exhibits if one["id"] in {file.file for file in last.files}]
    rows: list[Part] = [
        {"label": _("Kind"), "value": t.pack(f"proof.{last.proof}")},
        {"label": _("Number"), "value": desk.timeline.said(last.number) or "–"},
        {"label": _("Handed in"), "at": last.at},
        {"label": _("Files"), "value": numbered(numbers) if numbers else "–"},
        {"label": _("Attempt"), "value": str(desk.complaint.proofs)},
    ]
    found = [facts(rows, _("What was shown"))]
    if text := desk.timeline.said(last.words):
        found.append(quote(text, _("In the words of whoever owes it")))
    return found


def check_parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """Obligation and proof, one beside the other, and the answer."""
    ways = [
        {"value": "verify", "label": _("It was carried out"), "hint": _("The case is closed")},
        {"value": "send-back", "label": _("Send back"), "hint": _("It is owed still; the time to do it starts again")},
    ]
    return [
        {"as": "pair", "parts": [owed(desk), *shown(desk)]},
        options(filled, "way", _("Does the proof hold?"), ways),
        words(filled, _("Reasons"), help=_("Required where you send it back: what is missing.")),
    ]


def read_check(desk: OnDesk) -> Intent | list[Misread]:
    """The answer."""
    way = desk.request.POST.get("way")
    if way not in ("verify", "send-back"):
        return [Misread("way", _("Choose one of the two."))]
    return Intent(f"complaint.{way}", {"words": said(desk)})


def prove_parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """What the platform did in the shop's place."""
    remedy = desk.complaint.obligation.terms.remedy if desk.complaint.obligation else "none"
    kinds = [one for one in desk.case.policy.pack.proofs if remedy in one.remedies]
    choices = [
        {"value": one.code, "label": desk.teller.pack(f"proof.{one.code}"),
         "hint": _("Looks like {example}").format(example=one.example) if one.example else ""}
        for one in kinds
    ]  # fmt: skip
    return [
        owed(desk),
        options(filled, "proof", _("What shows that it was carried out?"), choices),
        field(filled, "reference", _("Number"), optional=True),
        words(filled, _("What a file shows"), optional=True),
        {"as": "file", "name": "photos", "label": _("Picture or PDF"), "error": filled.error("files")},
    ]


def read_prove(desk: OnDesk) -> Intent | list[Misread]:
    """The proof, with files that were uploaded with it."""
    files = files_of(desk.request)
    if files.failed:
        return [Misread("files", one) for one in files.failed]
    sent = desk.request.POST
    fields = {"proof": sent.get("proof", ""), "reference": sent.get("reference", "").strip(), "words": said(desk)}
    return Intent("complaint.prove", {**fields, "files": files.named("refund-voucher")})


CHECK = Form(
    "check",
    ("complaint.verify", "complaint.send-back"),
    lambda: _("Check the proof"),
    "list-checks",
    check_parts,
    read_check,
    lambda: _("Send the answer"),
)
PROVE = Form(
    "prove",
    ("complaint.prove",),
    lambda: _("Show that the platform carried it out"),
    "banknote",
    prove_parts,
    read_prove,
    lambda: _("Hand in the proof"),
    uploads=True,
)
