"""Numbers read off a picture beside those of the case: the same, nearly, another, or none."""

from django.utils.translation import gettext as _

from ombud.core.complaint.state import Complaint
from ombud.lab.finding import Finding
from ombud.portals.common.display import money

READER = "words-on-it"


def compared(finding: Finding, complaint: Complaint | None) -> list[str]:
    """A sentence for each number of the case that something of its kind was read of; empty where nothing was read."""
    if complaint is None or not finding.facts.get("numbers"):
        return []
    try:
        from ombud.lab.words_on_it import Facts, compare
    except ImportError:
        return []
    order = complaint.order
    paid = (order.facts.paid,) if order else ()
    facts = Facts(orders=(complaint.order_number,), amounts=tuple(dict.fromkeys((*paid, complaint.asked.amount))))
    told = {
        "same": _("{what}: the picture says the same, {known}."),
        "close": _("{what}: the picture says {read}, the case {known}. One sign differs, and may be misread."),
        "differs": _("{what}: the picture says {read}, the case {known}."),
    }
    kinds = {"order": _("Order number"), "amount": _("Amount")}
    return [
        told[one.verdict].format(
            what=kinds[one.kind],
            known=_shown(one.kind, one.known, complaint.currency),
            read=_shown(one.kind, one.read, complaint.currency),
        )
        for one in compare(finding, facts)
        if one.verdict != "not-found" and one.kind in kinds
    ]


def _shown(kind: str, number: str, currency: str) -> str:
    return money(int(number), currency) if kind == "amount" and number.isdecimal() else number
