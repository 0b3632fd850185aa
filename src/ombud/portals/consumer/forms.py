"""The short forms of a case, told as data: what each does, says and asks."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from ombud.portals.common.case.present import Teller
from ombud.portals.common.part_in_trade import part_in_trade

Choices = tuple[tuple[str, str], ...]


class Field(NamedTuple):
    """One input. Its name is the command's field."""

    name: str
    label: str
    kind: str = "textarea"
    """textarea, text, or choice (radio rows)."""
    help: str = ""
    optional: bool = False
    choices: Choices = ()
    rows: int = 4
    autocomplete: str = ""


class CaseForm(NamedTuple):
    """One short form of a case."""

    verb: str
    title: str
    lead: tuple[str, ...]
    button: str
    done: str
    """Said once it is done."""
    fields: tuple[Field, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    """Fields that are not asked but sent along, such as which offer."""
    files: bool = False
    silence: str = ""
    """What follows if the reader doesn't do this."""
    other: tuple[str, str] | None = None
    """Another way, of the same weight: label and page."""


Maker = Callable[[Teller], CaseForm]


def ask_platform(t: Teller) -> CaseForm:
    return CaseForm(
        "complaint.escalate",
        _("Ask the platform to step in"),
        (
            _("A reviewer reads what both sides said and showed, asks for what is missing, and decides."),
            *filter(None, (part_in_trade(t.case.policy.pack),)),
            _("Until then the two of you can still settle."),
        ),
        _("Ask the platform to step in"),
        _("The platform has your case now."),
        (
            Field(
                "words",
                _("What should the reviewer know?"),
                help=_("One statement, if you like. What you wrote and sent so far is in the case already."),
                optional=True,
            ),
        ),
    )


def accept(t: Teller) -> CaseForm:
    offer = t.complaint.standing_offer
    terms = t.terms(offer.terms) if offer else ""
    return CaseForm(
        "complaint.accept",
        _("Accept the offer"),
        (
            _("You accept: {terms}.").format(terms=terms),
            _("The shop then has to carry it out in the time set. Once it has, your complaint is closed."),
        ),
        _("Accept: {terms}").format(terms=terms),
        _("You accepted the offer. The shop has to carry it out now."),
        fixed=(("offer", offer.id if offer else ""),),
        other=(_("Back to the case"), ""),
    )


def decline(t: Teller) -> CaseForm:
    offer = t.complaint.standing_offer
    return CaseForm(
        "complaint.decline",
        _("Decline the offer"),
        (
            _("You decline: {terms}.").format(terms=t.terms(offer.terms) if offer else ""),
            _("After that you can make an offer of your own or ask the platform to decide."),
        ),
        _("Decline"),
        _("You declined the offer."),
        (Field("words", _("Why?"), optional=True, help=_("The shop reads this.")),),
        fixed=(("offer", offer.id if offer else ""),),
        other=(_("Back to the case"), ""),
    )


def withdraw(t: Teller) -> CaseForm:
    span = t.texts.span(t.case.policy.pack.windows.reopen, t.lang)
    once = _("You can reopen it once, within {span}.").format(span=span)
    return CaseForm(
        "complaint.withdraw",
        _("Withdraw the complaint"),
        (
            _("The complaint is closed, and nobody has to do anything any more."),
            _("It was reopened once, so this time it stays closed.") if t.complaint.reopened else once,
        ),
        _("Withdraw the complaint"),
        _("The complaint is withdrawn."),
        (Field("words", _("Why?"), optional=True),),
        other=(_("Keep it open"), ""),
    )


def reopen(t: Teller) -> CaseForm:
    until = t.complaint.reopen_until
    return CaseForm(
        "complaint.reopen",
        _("Reopen the complaint"),
        (
            _("It goes on where it was, and every deadline starts anew."),
            _("This can be done once, until {time}.").format(time=t.at(until)) if until else "",
        ),
        _("Reopen the complaint"),
        _("The complaint is open again."),
        (Field("words", _("What has changed?"), optional=True),),
    )


def ask_after(t: Teller) -> CaseForm:
    span = t.texts.span(t.case.policy.pack.windows.nudge, t.lang)
    return CaseForm(
        "complaint.nudge",
        _("Ask how it is going"),
        (_("Whoever has the next turn is told that you ask. You can do this once in {span}.").format(span=span),),
        _("Ask how it is going"),
        _("They were told that you asked."),
        (Field("words", _("Your question"), optional=True),),
    )


def review(t: Teller) -> CaseForm:
    until = t.complaint.review_until
    return CaseForm(
        "complaint.ask-review",
        _("Ask for a review of the ruling"),
        (
            _("Another reviewer looks at everything again. The ruling may stay, or be replaced."),
            _("A ruling is reviewed once. You can ask until {time}.").format(time=t.at(until)) if until else "",
        ),
        _("Ask for a review"),
        _("Your request for a review was received."),
        (Field("words", _("What is wrong with the ruling?"), rows=6),),
    )


def more_time(t: Teller) -> CaseForm:
    own = [one for one in t.complaint.open_requests if one.of == "consumer" and not one.excuses]
    return CaseForm(
        "complaint.excuse",
        _("More time, or why you can’t"),
        (
            _("The platform answers. Until it has, your own time stands still."),
            _("This can be done once for each request."),
        ),
        _("Send"),
        _("The platform was told."),
        (
            Field(
                "kind",
                _("What do you need?"),
                "choice",
                choices=(("more-time", _("More time")), ("cannot", _("I can’t give this evidence"))),
            ),
            Field("words", _("Why?")),
        ),
        fixed=(("request", own[0].id if own else ""),),
    )


def goods(_t: Teller) -> CaseForm:
    return CaseForm(
        "complaint.send-goods",
        _("I sent the goods back"),
        (_("With the waybill number the shop and the platform can follow the parcel. Keep the receipt."),),
        _("Tell the shop"),
        _("Thank you. The shop’s turn begins now."),
        (
            Field("carrier", _("Carrier"), "text"),
            Field("waybill", _("Waybill number"), "text", help=_("As on the label.")),
        ),
        files=True,
    )


def received(t: Teller) -> CaseForm:
    owed = t.terms(t.complaint.obligation.terms) if t.complaint.obligation else ""
    return CaseForm(
        "complaint.confirm",
        _("It has arrived"),
        (
            _("You confirm that this has reached you: {terms}.").format(terms=owed),
            _("The complaint is closed with that."),
        ),
        _("Yes, it has arrived"),
        _("Thank you. The complaint is closed."),
        other=(_("No, not yet"), ""),
    )


def elsewhere(_t: Teller) -> CaseForm:
    return CaseForm(
        "complaint.take-elsewhere",
        _("I took the case further"),
        (_("Mark where the case goes on, so that both sides and the platform know. Nothing here is lost by it."),),
        _("Mark it"),
        _("It is marked."),
        (
            Field(
                "where",
                _("Where does it go on?"),
                "choice",
                choices=(
                    ("mediation", _("Mediation, such as a consumer association")),
                    ("arbitration", _("Arbitration")),
                    ("court", _("Court")),
                    ("authority", _("An authority")),
                ),
            ),
            Field("reference", _("Reference there"), "text", optional=True),
        ),
    )


def outcome(_t: Teller) -> CaseForm:
    return CaseForm(
        "complaint.record-outcome",
        _("How it ended there"),
        (),
        _("Record it"),
        _("The outcome is recorded."),
        (
            Field(
                "outcome",
                _("How did it end?"),
                "choice",
                choices=(
                    ("for-consumer", _("For me")),
                    ("for-merchant", _("For the shop")),
                    ("partly", _("In part for each")),
                    ("settled", _("We settled")),
                    ("dropped", _("It was dropped")),
                ),
            ),
            Field("words", _("In a few words")),
        ),
    )


FORMS: dict[str, Maker] = {
    "ask-platform": ask_platform,
    "accept": accept,
    "decline": decline,
    "withdraw": withdraw,
    "reopen": reopen,
    "ask-after": ask_after,
    "review": review,
    "more-time": more_time,
    "goods": goods,
    "received": received,
    "elsewhere": elsewhere,
    "outcome": outcome,
}
"""Each short form by its place in the address."""
