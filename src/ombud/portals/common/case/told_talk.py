"""Sentences for answers, messages, calls, offers and settlements."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.core.complaint.events import talk as on
from ombud.core.people import Consumer, Member
from ombud.portals.common.case.teller import Teller
from ombud.portals.common.case.told import Sentence, Told, for_reader, quoted
from ombud.portals.common.display import mask


def said(event: on.MessageSent, t: Teller) -> Told:
    what = for_reader(
        t,
        t.by(event.by),
        _("You wrote a message."),
        _("The consumer wrote a message."),
        _("The shop wrote a message."),
        _("The platform wrote a message."),
    )
    return Told(what, quoted(event.words), event.files)


def called(event: on.CallRecorded, t: Teller) -> Told:
    who = t.words(event.who)
    # Who answered at the other side is their personal data.
    shown = who if t.mine(event.to) or (t.reader == "platform" and not t.outside) else mask(who)
    words = {"time": t.at(event.called_at), "who": shown}
    if event.answered:
        sentences = {
            "you": _("The platform called you at {time}. It spoke with {who}."),
            "consumer": _("The platform called the consumer at {time}. It spoke with {who}."),
            "merchant": _("The platform called the shop at {time}. It spoke with {who}."),
        }
    else:
        sentences = {
            "you": _("The platform called you at {time}. Nobody answered, so it doesn’t count as notice."),
            "consumer": _(
                "The platform called the consumer at {time}. Nobody answered, so it doesn’t count as notice."
            ),
            "merchant": _("The platform called the shop at {time}. Nobody answered, so it doesn’t count as notice."),
        }
    return Told(sentences["you" if t.mine(event.to) else event.to].format(**words), quoted(event.said))


def answered(event: on.ComplaintAnswered, t: Teller) -> Told:
    you = {
        "agrees": _("You agreed to what was asked for."),
        "refuses": _("You refused what was asked for."),
        "explains": _("You answered with an explanation."),
    }
    consumer = {
        "agrees": _("The shop agrees to what you ask for."),
        "refuses": _("The shop refuses what you ask for."),
        "explains": _("The shop answered with an explanation."),
    }
    platform = {
        "agrees": _("The shop agreed to what was asked for."),
        "refuses": _("The shop refused what was asked for."),
        "explains": _("The shop answered with an explanation."),
    }
    by_reader = {"merchant": you, "consumer": consumer, "platform": platform}
    return Told(by_reader[t.reader][event.stance], quoted(event.words), event.files)


def offered(event: on.OfferMade, t: Teller) -> Told:
    terms = t.terms(event.terms)
    if event.counters:
        what = for_reader(
            t,
            event.side,
            _("You made another offer instead: {terms}."),
            _("The consumer made another offer instead: {terms}."),
            _("The shop made another offer instead: {terms}."),
        )
    else:
        what = for_reader(
            t,
            event.side,
            _("You made an offer: {terms}."),
            _("The consumer made an offer: {terms}."),
            _("The shop made an offer: {terms}."),
        )
    return Told(what.format(terms=terms), quoted(event.words))


def accepted(event: on.OfferAccepted, t: Teller) -> Told:
    what = for_reader(
        t,
        t.by(event.by),
        _("You accepted the offer: {terms}."),
        _("The consumer accepted the offer: {terms}."),
        _("The shop accepted the offer: {terms}."),
    )
    return Told(what.format(terms=_terms_of(event.offer, t)))


def declined(event: on.OfferDeclined, t: Teller) -> Told:
    what = for_reader(
        t,
        t.by(event.by),
        _("You declined the offer: {terms}."),
        _("The consumer declined the offer: {terms}."),
        _("The shop declined the offer: {terms}."),
    )
    return Told(what.format(terms=_terms_of(event.offer, t)), quoted(event.words))


def lapsed(event: on.OfferLapsed, t: Teller) -> Told:
    what = _("Nobody answered the offer in time, so it lapsed: {terms}. Silence is never agreement.")
    return Told(what.format(terms=_terms_of(event.offer, t)), party="platform")


def settled(event: on.Settled, t: Teller) -> Told:
    words = {"terms": t.terms(event.obligation.terms), "time": t.at(event.deadline.due_at)}
    if event.deadline.on == "consumer":
        mine, other = (
            _("Agreed: {terms}. Send the goods back by {time}."),
            _("Agreed: {terms}. The consumer sends the goods back by {time}."),
        )
        return Told((mine if t.mine("consumer") else other).format(**words), party="platform")
    mine, other = (
        _("Agreed: {terms}. Carry it out and show it by {time}."),
        _("Agreed: {terms}. The shop carries it out and shows it by {time}."),
    )
    return Told((mine if t.mine("merchant") else other).format(**words), party="platform")


def attached(event: on.TalkAttached, t: Teller) -> Told:
    n = event.excerpt.messages
    if not isinstance(event.by, Consumer | Member):
        what = ngettext(
            "{n} message of the chat was put before whoever decides.",
            "{n} messages of the chat were put before whoever decides.",
            n,
        )
        why = _("The platform did it by itself, so that the whole conversation is read and not a part of it.")
        return Told(f"{what.format(n=n)} {why}", party="platform")
    what = for_reader(
        t,
        event.side,
        ngettext(
            "You put {n} message of the chat into the case.", "You put {n} messages of the chat into the case.", n
        ),
        ngettext(
            "The consumer put {n} message of the chat into the case.",
            "The consumer put {n} messages of the chat into the case.",
            n,
        ),
        ngettext(
            "The shop put {n} message of the chat into the case.",
            "The shop put {n} messages of the chat into the case.",
            n,
        ),
    )
    return Told(what.format(n=n), quoted(event.words))


def _terms_of(offer: str, t: Teller) -> str:
    return next((t.terms(one.terms) for one in t.complaint.offers if one.id == offer), offer)


SENTENCES: dict[type, Sentence] = {
    on.MessageSent: said,
    on.CallRecorded: called,
    on.ComplaintAnswered: answered,
    on.OfferMade: offered,
    on.OfferAccepted: accepted,
    on.OfferDeclined: declined,
    on.OfferLapsed: lapsed,
    on.Settled: settled,
    on.TalkAttached: attached,
}
