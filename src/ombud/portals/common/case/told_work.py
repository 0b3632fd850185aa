"""Sentences for what time does, and for what the staff do around a case."""

from django.utils.translation import gettext as _

from ombud.core.complaint.events import work as on
from ombud.portals.common.case.teller import Teller, listed
from ombud.portals.common.case.told import Sentence, Told, for_reader, quoted
from ombud.portals.common.lab.names import detector_name


def lapsed(event: on.DeadlineLapsed, t: Teller) -> Told:
    what = _("The time for this ended at {time}: {what}.")
    return Told(what.format(time=t.at(event.due_at), what=t.pack(f"deadline.{event.kind}")), party="platform")


def reminded(event: on.PartyReminded, t: Teller) -> Told:
    words = {"what": t.pack(f"deadline.{event.kind}")}
    if event.on == "both":
        return Told(_("Both sides were reminded: {what}.").format(**words), party="platform")
    what = for_reader(
        t,
        event.on,
        _("You were reminded: {what}."),
        _("The consumer was reminded: {what}."),
        _("The shop was reminded: {what}."),
        _("The platform was reminded: {what}."),
    )
    return Told(what.format(**words), party="platform")


def escalated(event: on.TurnEscalated, t: Teller) -> Told:
    what = _("The platform is late. Senior reviewers take it over and act by {time}: {what}.")
    words = {"time": t.at(event.deadline.due_at), "what": t.pack(f"deadline.{event.deadline.kind}")}
    return Told(what.format(**words), party="platform")


def moved(event: on.DeadlineMoved, t: Teller) -> Told:
    what = _("A deadline was moved from {old} to {new}: {what}. Reason: {reason}.")
    words = {
        "old": t.at(event.old_due_at),
        "new": t.at(event.deadline.due_at),
        "what": t.pack(f"deadline.{event.kind}"),
        "reason": _("the working days of the year were published or changed"),
    }
    return Told(what.format(**words), party="platform")


def claimed(_event: on.CaseClaimed, _t: Teller) -> Told:
    return Told(_("Took the case."))


def handed_back(event: on.CaseHandedBack, _t: Teller) -> Told:
    return Told(_("Handed the case back."), quoted(event.words))


def skipped(event: on.CaseSkipped, _t: Teller) -> Told:
    return Told(_("Skipped the case."), quoted(event.words))


def noted(event: on.CaseNoted, _t: Teller) -> Told:
    return Told(_("Wrote an internal note."), quoted(event.words))


def opened(event: on.ExhibitsOpened, t: Teller) -> Told:
    names = [t.files[one]["name"] for one in event.exhibits if one in t.files]
    if {one.id for one in t.complaint.talks} & set(event.exhibits):
        names.append(_("the chat about the order"))
    return Told(_("Opened: {exhibits}.").format(exhibits=listed(names)))


def first_view(event: on.FirstViewNoted, t: Teller) -> Told:
    seen = {
        "genuine": _("First view of {exhibit}: looks genuine."),
        "doubtful": _("First view of {exhibit}: looks doubtful."),
        "cannot-tell": _("First view of {exhibit}: can’t tell."),
    }[event.view]
    return Told(seen.format(exhibit=_name(event.exhibit, t)), quoted(event.words))


def overlay(event: on.OverlayShown, t: Teller) -> Told:
    told = _("Looked at what {detector} found on {exhibit}.")
    return Told(told.format(detector=detector_name(event.detector), exhibit=_name(event.exhibit, t)))


def _name(exhibit: str, t: Teller) -> str:
    return str(t.files[exhibit]["name"]) if exhibit in t.files else exhibit


def contact_seen(event: on.ContactSeen, _t: Teller) -> Told:
    return Told(_("Looked at the consumer’s contact data."), quoted(event.why))


def carried(_event: on.CarriedIntoPenalty, t: Teller) -> Told:
    mine = _("This ruling is the ground of a penalty against you.")
    other = _("This ruling is the ground of a penalty against the shop.")
    return Told(mine if t.mine("merchant") else other, party="platform")


def elsewhere(event: on.TakenElsewhere, _t: Teller) -> Told:
    where = {
        "mediation": _("The case goes on outside the platform: in mediation."),
        "arbitration": _("The case goes on outside the platform: in arbitration."),
        "court": _("The case goes on outside the platform: in court."),
        "authority": _("The case goes on outside the platform: with an authority."),
    }[event.where]
    return Told(where, quoted(event.reference))


def decided_elsewhere(event: on.ElsewhereDecided, _t: Teller) -> Told:
    outcome = {
        "for-consumer": _("Outside the platform it was decided for the consumer."),
        "for-merchant": _("Outside the platform it was decided for the shop."),
        "partly": _("Outside the platform it was decided in part for each side."),
        "settled": _("Outside the platform the two sides settled."),
        "dropped": _("Outside the platform it was dropped."),
    }[event.outcome]
    return Told(outcome, quoted(event.words))


SENTENCES: dict[type, Sentence] = {
    on.DeadlineLapsed: lapsed,
    on.PartyReminded: reminded,
    on.TurnEscalated: escalated,
    on.DeadlineMoved: moved,
    on.CaseClaimed: claimed,
    on.CaseHandedBack: handed_back,
    on.CaseSkipped: skipped,
    on.CaseNoted: noted,
    on.ExhibitsOpened: opened,
    on.ContactSeen: contact_seen,
    on.FirstViewNoted: first_view,
    on.OverlayShown: overlay,
    on.CarriedIntoPenalty: carried,
    on.TakenElsewhere: elsewhere,
    on.ElsewhereDecided: decided_elsewhere,
}
