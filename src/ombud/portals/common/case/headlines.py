"""The headline and the reason on a turn card, for each kind of deadline and each reader."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from ombud.core.deadlines import Deadline, DueKind
from ombud.core.money import Terms
from ombud.portals.common.case.teller import Teller
from ombud.portals.common.case.told import for_reader

Headline = tuple[str, str]
"""What is to be done, and why; the second may be empty."""


def _admission(_due: Deadline, t: Teller) -> Headline:
    if t.reader == "platform":
        return _("Accept this complaint, or turn it away"), ""
    return _("The platform looks at the complaint first"), ""


def _answer(_due: Deadline, t: Teller) -> Headline:
    if t.mine("merchant"):
        asked = _("The consumer asks for: {terms}.").format(terms=t.terms(t.complaint.asked))
        return _("Answer this complaint"), asked
    return _("The shop is asked to answer"), ""


def _choice(_due: Deadline, t: Teller) -> Headline:
    if not t.mine("consumer"):
        return _("The consumer chooses how to go on"), ""
    if t.complaint.offers and t.complaint.offers[-1].state == "declined":
        return _("The talks found no settlement yet. How do you want to go on?"), ""
    headline = {
        "refuses": _("The shop refuses what you ask for. How do you want to go on?"),
        "explains": _("The shop has answered. How do you want to go on?"),
    }.get(t.complaint.answered or "", _("How do you want to go on?"))
    return headline, _("You can make an offer, write to the shop, or ask the platform to decide.")


def _offer(due: Deadline, t: Teller) -> Headline:
    offer = t.complaint.standing_offer
    if offer is None:
        return _("An offer waits for an answer"), ""
    asked = t.terms(t.complaint.asked)
    if t.mine(due.on):
        mine = _("You asked for: {asked}.") if t.mine("consumer") else _("The consumer asked for: {asked}.")
        return _do_you_accept(offer.terms, t), mine.format(asked=asked)
    if t.reader == "platform":
        consumer, shop = (
            _("The shop’s offer waits for the consumer: {terms}"),
            _("The consumer’s offer waits for the shop: {terms}"),
        )
        why = _("The consumer asked for: {asked}.").format(asked=asked)
        return (consumer if due.on == "consumer" else shop).format(terms=t.terms(offer.terms)), why
    return _("Your offer waits for an answer: {terms}").format(terms=t.terms(offer.terms)), ""


def _do_you_accept(terms: Terms, t: Teller) -> str:
    if t.mine("consumer"):
        words = {
            "refund": _("The shop offers to refund {amount}. Do you accept?"),
            "return_refund": _("The shop offers {amount} back against the goods. Do you accept?"),
            "compensation": _("The shop offers {amount} as compensation. Do you accept?"),
            "exchange": _("The shop offers to exchange it. Do you accept?"),
            "resend": _("The shop offers to send it again. Do you accept?"),
            "none": _("The shop offers neither money nor goods. Do you accept?"),
        }
    else:
        words = {
            "refund": _("The consumer would settle for a refund of {amount}. Do you accept?"),
            "return_refund": _("The consumer would send the goods back for {amount}. Do you accept?"),
            "compensation": _("The consumer would settle for {amount} as compensation. Do you accept?"),
            "exchange": _("The consumer would settle for an exchange. Do you accept?"),
            "resend": _("The consumer would settle for its being sent again. Do you accept?"),
            "none": _("The consumer would settle for nothing more. Do you accept?"),
        }
    return words[terms.remedy].format(amount=t.money(terms.amount))


def _negotiation(_due: Deadline, _t: Teller) -> Headline:
    return _("The two sides talk and look for a settlement"), ""


def _evidence(due: Deadline, t: Teller) -> Headline:
    request = t.complaint.request(due.about)
    items = t.codes("evidence", request.items) if request else ""
    headline = for_reader(
        t,
        due.on,
        _("The platform asks you for evidence"),
        _("The platform waits for evidence from the consumer"),
        _("The platform waits for evidence from the shop"),
    )
    return headline, _("Asked for: {items}.").format(items=items) if items else ""


def _reply(due: Deadline, t: Teller) -> Headline:
    headline = for_reader(
        t,
        due.on,
        _("Reply to what the other side handed in last, if you want to"),
        _("The consumer can still reply to what the shop handed in last"),
        _("The shop can still reply to what the consumer handed in last"),
    )
    return headline, _("It came at the last moment, so the platform doesn’t decide before.")


def _excuse(_due: Deadline, t: Teller) -> Headline:
    if t.reader == "platform":
        return _("Answer the request for more time"), ""
    return _("The platform answers the request for more time"), ""


def _ruling(_due: Deadline, t: Teller) -> Headline:
    if t.reader == "platform":
        return _("Decide this case"), ""
    if t.complaint.overdue:
        return _("The platform is late with its decision. Senior reviewers have the case now"), ""
    return _("The platform is deciding"), _("Until then you can add evidence, and the two of you can still settle.")


def _approval(_due: Deadline, t: Teller) -> Headline:
    if t.reader == "platform":
        return _("Look at the ruling a colleague proposes"), ""
    return _("The platform is deciding"), _("A second reviewer looks at the ruling.")


def _goods(_due: Deadline, t: Teller) -> Headline:
    if t.mine("consumer"):
        return _("Send the goods back to the shop"), _("The refund follows once they are on their way.")
    return _("The consumer sends the goods back"), ""


def _execution(_due: Deadline, t: Teller) -> Headline:
    terms = t.terms(t.complaint.obligation.terms) if t.complaint.obligation else ""
    if t.mine("merchant"):
        return _("Carry it out and show that you did: {terms}").format(terms=terms), ""
    return _("The shop carries it out: {terms}").format(terms=terms), ""


def _advance(_due: Deadline, t: Teller) -> Headline:
    terms = t.terms(t.complaint.obligation.terms) if t.complaint.obligation else ""
    return _("The platform pays for the shop: {terms}").format(terms=terms), ""


def _verification(_due: Deadline, t: Teller) -> Headline:
    if t.reader == "platform":
        return _("Check the proof of execution"), ""
    why = _("If it has reached you, you can confirm that yourself.") if t.mine("consumer") else ""
    return _("The platform checks the proof"), why


def _review(_due: Deadline, t: Teller) -> Headline:
    if t.reader == "platform":
        return _("Review this ruling"), ""
    return _("Another reviewer looks at the ruling again"), ""


def _report(_due: Deadline, _t: Teller) -> Headline:
    return _("The platform looks at the report"), ""


HEADLINES: Mapping[DueKind, Callable[[Deadline, Teller], Headline]] = {
    "admission": _admission,
    "answer": _answer,
    "choice": _choice,
    "offer": _offer,
    "negotiation": _negotiation,
    "evidence": _evidence,
    "reply": _reply,
    "excuse": _excuse,
    "ruling": _ruling,
    "approval": _approval,
    "goods": _goods,
    "execution": _execution,
    "advance": _advance,
    "verification": _verification,
    "review": _review,
    "report": _report,
}


def by_words(due: Deadline, teller: Teller) -> str:
    """The sentence that holds the deadline as {time}."""
    if teller.mine(due.on):
        return {
            "answer": _("Answer by {time}"),
            "offer": _("Answer by {time}"),
            "choice": _("Choose by {time}"),
            "evidence": _("Send it by {time}"),
            "reply": _("Reply by {time}"),
            "goods": _("Send them by {time}"),
            "execution": _("Show it by {time}"),
        }.get(due.kind, _("By {time}"))
    return {
        "consumer": _("The consumer has until {time}"),
        "merchant": _("The shop has until {time}"),
        "platform": _("The platform has until {time}"),
        "both": _("Until {time}"),
    }[due.on]
