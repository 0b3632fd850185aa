"""Sentences for the ruling, its review, and how it is carried out."""

from django.utils.translation import gettext as _

from ombud.core.complaint.events import execution as done
from ombud.core.complaint.events import ruling as on
from ombud.core.complaint.events.doubt import LiabilityAdjusted
from ombud.portals.common.case.teller import Teller
from ombud.portals.common.case.told import Sentence, Told, for_reader, quoted

CARD = "transfer-account"
"""A proof whose number is a bank card's: only the shop that gave it reads it whole."""


def proposed(event: on.RulingProposed, t: Teller) -> Told:
    what = _("A ruling is drawn up. A second reviewer looks at it by {time}.")
    return Told(what.format(time=t.at(event.deadline.due_at)))


def sent_back(event: on.RulingSentBack, t: Teller) -> Told:
    what = _("The second reviewer did not agree. The platform decides by {time}.").format(
        time=t.at(event.deadline.due_at)
    )
    # Why colleagues disagreed is theirs until one of them has decided.
    return Told(what, quoted(event.words) if t.reader == "platform" and not t.outside else ())


def ruled(event: on.Ruled, t: Teller) -> Told:
    ruling = event.ruling
    words = {
        "liability": t.pack(f"liability.{ruling.liability}"),
        "terms": t.terms(ruling.terms),
        "time": t.at(event.review_until),
    }
    what = _("The platform has ruled. {liability}. Outcome: {terms}. A review can be asked for until {time}.")
    return Told(what.format(**words), quoted(ruling.reasons), party="platform")


def review_asked(event: on.ReviewAsked, t: Teller) -> Told:
    if not _ruled_before(event, t):
        shops = _("The shop asked for a review of the refund. A reviewer decides by {time}.")
        mine = _("You asked for a review of the refund. A reviewer decides by {time}.")
        refund = for_reader(t, "merchant", mine, shops, shops)
        return Told(refund.format(time=t.at(event.deadline.due_at)), quoted(event.words))
    what = for_reader(
        t,
        event.side,
        _("You asked for a review of the ruling. Another reviewer decides by {time}."),
        _("The consumer asked for a review of the ruling. Another reviewer decides by {time}."),
        _("The shop asked for a review of the ruling. Another reviewer decides by {time}."),
    )
    return Told(what.format(time=t.at(event.deadline.due_at)), quoted(event.words))


def review_decided(event: on.ReviewDecided, t: Teller) -> Told:
    if event.upheld and not _ruled_before(event, t):
        return Told(_("The review left the case as it had ended."), quoted(event.words), party="platform")
    if event.upheld or event.ruling is None:
        return Told(_("The review upheld the ruling."), quoted(event.words), party="platform")
    what = _("The review replaced the ruling. {liability}. Outcome: {terms}.").format(
        liability=t.pack(f"liability.{event.ruling.liability}"), terms=t.terms(event.ruling.terms)
    )
    return Told(what, quoted(event.words), party="platform")


def _ruled_before(event: on.ReviewAsked | on.ReviewDecided, t: Teller) -> bool:
    """Whether there was a ruling to review; a refund may be reviewed on which nobody had ruled."""
    entries = t.timeline.entries if t.timeline else ()
    decisions = (on.Ruled, LiabilityAdjusted)
    return not entries or any(isinstance(one.event, decisions) and one.event.at <= event.at for one in entries)


def goods_sent(event: done.GoodsSentBack, t: Teller) -> Told:
    mine = _("You sent the goods back with {carrier}, waybill {waybill}.")
    other = _("The consumer sent the goods back with {carrier}, waybill {waybill}.")
    words = {"carrier": t.words(event.carrier) or "–", "waybill": t.words(event.waybill) or "–"}
    return Told((mine if t.mine("consumer") else other).format(**words), files=event.files)


def proved(event: done.ExecutionProved, t: Teller) -> Told:
    what = for_reader(
        t,
        t.by(event.by),
        _("You showed that it was carried out: {proof} {number}."),
        _("The consumer showed that it was carried out: {proof} {number}."),
        _("The shop showed that it was carried out: {proof} {number}."),
        _("The platform showed that it was carried out: {proof} {number}."),
    )
    number = t.words(event.number)
    if event.proof == CARD and not t.mine("merchant"):
        number = f"…{number[-4:]}"
    words = {"proof": t.pack(f"proof.{event.proof}"), "number": number}
    return Told(what.format(**words).replace(" .", "."), quoted(event.words), event.files)


def verified(event: done.ExecutionVerified, t: Teller) -> Told:
    if event.amount is not None:
        return Told(_("The platform’s payments confirm that {amount} was paid.").format(amount=t.money(event.amount)))
    return Told(_("The platform checked the proof: it was carried out."), quoted(event.words))


def proof_sent_back(event: done.ProofSentBack, t: Teller) -> Told:
    what = _("The platform checked the proof and sent it back. It is still owed, until {time}.")
    return Told(what.format(time=t.at(event.deadline.due_at)), quoted(event.words))


def received(_event: done.ReceiptConfirmed, t: Teller) -> Told:
    mine, other = _("You confirmed that it has arrived."), _("The consumer confirmed that it has arrived.")
    return Told(mine if t.mine("consumer") else other)


def climbed(event: done.LadderClimbed, t: Teller) -> Told:
    words = {"time": t.at(event.deadline.due_at), "amount": t.money(event.loss)}
    if event.step == "remind":
        mine = _("It was not carried out in time. This is a reminder: it is due by {time}.")
        other = _("It was not carried out in time. The shop was reminded: it is due by {time}.")
        what = mine if t.mine("merchant") else other
    elif event.step == "advance":
        what = _("It was not carried out in time. The platform pays {amount} for the shop by {time}.")
    else:
        what = _("It was not carried out in time. The shop is penalised.")
    return Told(what.format(**words), party="platform")


SENTENCES: dict[type, Sentence] = {
    on.RulingProposed: proposed,
    on.RulingSentBack: sent_back,
    on.Ruled: ruled,
    on.ReviewAsked: review_asked,
    on.ReviewDecided: review_decided,
    done.GoodsSentBack: goods_sent,
    done.ExecutionProved: proved,
    done.ExecutionVerified: verified,
    done.ProofSentBack: proof_sent_back,
    done.ReceiptConfirmed: received,
    done.LadderClimbed: climbed,
}
