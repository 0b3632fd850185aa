"""Sentences for the platform's stepping in, requests for evidence, and what came of them."""

from django.utils.translation import gettext as _

from ombud.core.complaint.events import intervention as on
from ombud.portals.common.case.teller import Teller
from ombud.portals.common.case.told import Sentence, Told, for_reader, quoted


def asked(event: on.InterventionAsked, t: Teller) -> Told:
    mine, other = _("You asked the platform to step in."), _("The consumer asked the platform to step in.")
    return Told(mine if t.mine("consumer") else other, quoted(event.words))


def stepped_in(event: on.PlatformSteppedIn, t: Teller) -> Told:
    why = {
        "asked": _("The platform has the case. It decides by {time}."),
        "merchant-silent": _("The shop didn’t answer in time, so the platform takes the case. It decides by {time}."),
        "consumer-silent": _(
            "There was no answer in time, so the platform takes the case. "
            "Silence costs the consumer nothing. It decides by {time}."
        ),
        "offer-unanswered": _(
            "An offer was not answered in time, so the platform takes the case. It decides by {time}."
        ),
        "negotiation-ended": _("The time for talks is over, so the platform takes the case. It decides by {time}."),
        "settlement-broken": _(
            "What was agreed was not carried out in time, so the platform takes the case. It decides by {time}."
        ),
        "goods-not-sent": _(
            "The goods were not sent back in time, so the platform takes the case again. It decides by {time}."
        ),
        "by-itself": _("The platform steps in by itself. It decides by {time}."),
    }[event.ground]
    return Told(why.format(time=t.at(event.ruling.due_at)), quoted(event.words), party="platform")


def requested(event: on.EvidenceRequested, t: Teller) -> Told:
    what = for_reader(
        t,
        event.of,
        _("The platform asks you for evidence until {time}: {items}."),
        _("The platform asks the consumer for evidence until {time}: {items}."),
        _("The platform asks the shop for evidence until {time}: {items}."),
    )
    words = {"time": t.at(event.deadline.due_at), "items": t.codes("evidence", event.items)}
    return Told(what.format(**words), quoted(event.words))


def submitted(event: on.EvidenceSubmitted, t: Teller) -> Told:
    if event.late:
        what = for_reader(
            t,
            event.side,
            _("You added evidence. It came late and is marked so."),
            _("The consumer added evidence. It came late and is marked so."),
            _("The shop added evidence. It came late and is marked so."),
        )
    elif event.request:
        what = for_reader(
            t,
            event.side,
            _("You gave the evidence that was asked for."),
            _("The consumer gave the evidence that was asked for."),
            _("The shop gave the evidence that was asked for."),
        )
    else:
        what = for_reader(
            t, event.side, _("You added evidence."), _("The consumer added evidence."), _("The shop added evidence.")
        )
    parts = (
        ("", event.words),
        (_("What was communicated"), event.communicated),
        (_("Logistics"), event.logistics),
        (_("Refund voucher"), event.refund_voucher),
    )
    return Told(what, tuple((heading, kept) for heading, kept in parts if kept), event.files)


def reply_time(event: on.ReplyTimeGiven, t: Teller) -> Told:
    what = for_reader(
        t,
        event.of,
        _("That came at the last moment. You have until {time} to reply; nobody decides before."),
        _("That came at the last moment. The consumer has until {time} to reply; nobody decides before."),
        _("That came at the last moment. The shop has until {time} to reply; nobody decides before."),
    )
    return Told(what.format(time=t.at(event.deadline.due_at)), party="platform")


def assessed(event: on.EvidenceAssessed, t: Teller) -> Told:
    exhibit = t.files.get(event.exhibit)
    name = exhibit["name"] if exhibit else event.exhibit
    what = _("{exhibit} counts as evidence.") if event.counts else _("{exhibit} doesn’t count as evidence.")
    return Told(what.format(exhibit=name), quoted(event.words))


def lost(event: on.TurnLost, t: Teller) -> Told:
    what = for_reader(
        t,
        event.of,
        _("You gave no evidence in time. The platform decides on what it has."),
        _("The consumer gave no evidence in time. The platform decides on what it has."),
        _("The shop gave no evidence in time. The platform decides on what it has."),
    )
    return Told(what, party="platform")


def excused(event: on.ExcuseGiven, t: Teller) -> Told:
    if event.kind == "more-time":
        what = for_reader(
            t,
            t.by(event.by),
            _("You asked for more time to give the evidence."),
            _("The consumer asked for more time to give the evidence."),
            _("The shop asked for more time to give the evidence."),
        )
    else:
        what = for_reader(
            t,
            t.by(event.by),
            _("You said why you can’t give the evidence."),
            _("The consumer said why they can’t give the evidence."),
            _("The shop said why it can’t give the evidence."),
        )
    return Told(what, quoted(event.words))


def granted(event: on.ExcuseGranted, t: Teller) -> Told:
    if event.deadline is None:
        return Told(_("The reason was accepted. This evidence is no longer asked for."), quoted(event.words))
    what = _("More time was granted: the evidence is due by {time}.").format(time=t.at(event.deadline.due_at))
    return Told(what, quoted(event.words), party="platform")


def refused(event: on.ExcuseRefused, t: Teller) -> Told:
    what = _("The reason was not accepted. The evidence is due by {time}.").format(time=t.at(event.deadline.due_at))
    return Told(what, quoted(event.words), party="platform")


SENTENCES: dict[type, Sentence] = {
    on.InterventionAsked: asked,
    on.PlatformSteppedIn: stepped_in,
    on.EvidenceRequested: requested,
    on.EvidenceSubmitted: submitted,
    on.ReplyTimeGiven: reply_time,
    on.EvidenceAssessed: assessed,
    on.TurnLost: lost,
    on.ExcuseGiven: excused,
    on.ExcuseGranted: granted,
    on.ExcuseRefused: refused,
}
