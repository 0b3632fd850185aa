"""The form of a new penalty: what it shows, and how it is read; all slips are named at once."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import MeasureTerms, Violation
from ombud.packs.load import texts
from ombud.portals.common.act import Misread
from ombud.portals.common.case.teller import listed
from ombud.portals.common.display import joined, language, money
from ombud.portals.common.typed import amount
from ombud.portals.common.uploads import Files, files_of
from ombud.portals.common.who import SignedIn
from ombud.portals.reviewer.panel.form import Filled
from ombud.portals.reviewer.penalties.carried import Carried
from ombud.portals.reviewer.penalties.choose import measure_words
from ombud.portals.reviewer.penalties.named_orders import named, order_choices

Row = dict[str, Any]


class New(NamedTuple):
    """A penalty that is being written."""

    request: SignedIn
    policy: Policy
    shop: str
    violation: Violation
    ground: Carried | None

    @property
    def currency(self) -> str:
        """Of amounts that are held."""
        return self.policy.pack.currencies[0]


class Read(NamedTuple):
    """What was sent: the fields of the command, the files as the page shows them, and the slips."""

    fields: dict[str, Any]
    files: Files
    slips: list[Misread]


def shown(new: New, filled: Filled, files: Sequence[Row]) -> Row:
    """What reviewer/penalties/new.html is given of the form."""
    rows, more = order_choices(new.request, new.shop, filled) if new.violation.orders != "none" else ([], False)
    limits = new.policy.pack.penalties.limits if new.policy.pack.penalties else None
    return {
        "facts": filled.one("facts"),
        "reasons": filled.one("reasons"),
        "measures": [_measure(new, one, filled) for one in new.violation.measures],
        "orders": rows,
        "orders_more": more,
        "orders_shown": len(rows),
        "names_orders": new.violation.orders,
        "pasted": filled.one("pasted"),
        "lists_items": new.violation.items,
        "items": filled.one("items"),
        "items_max": limits.items_max if limits else 0,
        "exhibits": [
            {**one, "ticked": one["id"] in filled.all("exhibit")} for one in (new.ground.exhibits if new.ground else ())
        ],
        "files": files,
        "detected": bool(filled.one("detected")),
        "wrong": filled.wrong,
        "two_people": two_people(new),
    }


def two_people(new: New) -> str:
    """For which of the measures a second person is needed, said before anything is typed; empty where for none."""
    assert new.policy.pack.penalties is not None, "asked only where there are penalties"
    limits = new.policy.pack.penalties.limits
    always = [
        measure_words(new.request, one.kind, one.about)
        for one in new.violation.measures
        if one.kind in limits.two_people_for or one.whole
    ]
    told = []
    if always:
        told.append(_("A second person has to agree: {measures}.").format(measures=listed(always)))
    if any(one.amount for one in new.violation.measures):
        most = money(limits.funds_two_people_above, new.currency)
        told.append(_("A second person has to agree where more than {amount} is held.").format(amount=most))
    return joined(*told)


def read(new: New) -> Read:
    """All that was typed."""
    sent = new.request.POST
    slips: list[Misread] = []
    for name, what in (("facts", _("Say what was found.")), ("reasons", _("Give the reasons."))):
        if not sent.get(name, "").strip():
            slips.append(Misread(name, what))
    measures = _measures(new, slips)
    orders = named(new.request, new.shop, new.violation.code) if new.violation.orders != "none" else None
    if orders is not None:
        slips += orders.slips
        if new.violation.orders == "must" and not orders.ids and not orders.slips:
            slips.append(Misread("pasted", _("Tick the orders it is about, or paste their numbers.")))
    items = [one.strip() for one in sent.get("items", "").splitlines() if one.strip()] if new.violation.items else []
    if new.violation.items and not items:
        slips.append(Misread("items", _("Say what was found, one thing on each line.")))
    files = files_of(new.request)
    slips += [Misread("photos", one) for one in files.failed]
    fields = {
        "shop": new.shop,
        "violation": new.violation.code,
        "facts": said(new, "facts"),
        "reasons": said(new, "reasons"),
        "measures": measures,
        "orders": orders.ids if orders else [],
        "items": items,
        "files": [*files.named(), *_exhibits(new)],
        "automated_detection": bool(sent.get("detected")),
        "language": language(),
    }
    if new.ground is not None:
        fields["ground"] = {"kind": new.ground.kind, "id": new.ground.id}
    return Read(fields, files, slips)


def said(new: New, name: str) -> str:
    """One text as it was typed."""
    return new.request.POST.get(name, "").replace("\r\n", "\n")


def _exhibits(new: New) -> list[Row]:
    known = {one["id"]: one["code"] for one in new.ground.exhibits} if new.ground else {}
    chosen = dict.fromkeys(one for one in new.request.POST.getlist("exhibit") if one in known)
    return [{"file": one, "kind": known[one] or "other"} for one in chosen]


def _measures(new: New, slips: list[Misread]) -> list[Row]:
    """What was ticked, amounts in minor units."""
    chosen = new.request.POST.getlist("measure")
    made: list[Row] = []
    for one in new.violation.measures:
        if one.code not in chosen:
            continue
        held = 0
        if one.amount:
            read_ = amount(new.request.POST.get(f"amount-{one.code}", ""), new.currency, f"amount-{one.code}")
            if isinstance(read_, Misread):
                slips.append(read_)
                continue
            held = read_
            if not held:
                slips.append(Misread(f"amount-{one.code}", _("Say how much is held.")))
        made.append({"code": one.code, "amount": held})
    if not chosen:
        slips.append(Misread("measure", _("Tick at least one measure.")))
    return made


def _measure(new: New, one: MeasureTerms, filled: Filled) -> Row:
    fresh = not filled.typed.fields.get("facts") and "measure" not in filled.typed.fields
    words = texts(new.policy.pack.id)
    told = [_("everything, and what comes in")] if one.whole else []
    if one.after:
        told.append(_("begins after {span}").format(span=words.span(one.after, language())))
    told.append(
        _("lasts {span}").format(span=words.span(one.lasts, language())) if one.lasts else _("until it is lifted")
    )
    return {
        "code": one.code,
        "label": measure_words(new.request, one.kind, one.about),
        "hint": listed(told),
        "ticked": one.code in filled.all("measure")
        or fresh
        or bool(new.ground and "measure" not in filled.typed.fields),
        "amount": one.amount,
        "name": f"amount-{one.code}",
        "value": filled.one(f"amount-{one.code}"),
        "error": filled.error(f"amount-{one.code}"),
    }
