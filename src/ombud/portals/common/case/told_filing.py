"""Sentences for filing, accepting, withdrawing and closing."""

from django.utils.translation import gettext as _

from ombud.core.complaint.events import filing as on
from ombud.portals.common.case.teller import Teller
from ombud.portals.common.case.told import Sentence, Told, quoted
from ombud.portals.common.display import joined


def filed(event: on.ComplaintFiled, t: Teller) -> Told:
    words = {"reason": t.pack(f"reason.{event.reason}"), "asked": t.terms(event.asked)}
    if event.on_behalf_of:
        what = _for_whom(event, t)
    elif t.mine("consumer"):
        what = _("You filed the complaint. Reason: {reason}. You ask for: {asked}.")
    else:
        what = _("The consumer filed the complaint. Reason: {reason}. Asked for: {asked}.")
    return Told(what.format(**words), quoted(event.problem), event.files)


def _for_whom(event: on.ComplaintFiled, t: Teller) -> str:
    """Who spoke for whom, for every reader."""
    if t.mine("consumer"):
        how = {
            "call": _("You called, and the platform filed the complaint for you."),
            "visit": _("You came by, and the platform filed the complaint for you."),
        }.get(event.came_by, _("The platform filed the complaint for you."))
        return joined(how, _("Reason: {reason}. You ask for: {asked}."))
    how = {
        "call": _("The consumer called, and the platform filed the complaint for them."),
        "visit": _("The consumer came by, and the platform filed the complaint for them."),
    }.get(event.came_by, _("The platform filed the complaint for the consumer."))
    return joined(how, _("Reason: {reason}. Asked for: {asked}."))


def admitted(event: on.ComplaintAdmitted, t: Teller) -> Told:
    if t.mine("merchant"):
        what = _("The complaint was accepted and passed to you. Your answer is due by {time}.")
    else:
        what = _("The complaint was accepted and passed to the shop. The shop’s answer is due by {time}.")
    return Told(what.format(time=t.at(event.answer.due_at)), party="platform")


def turned_away(event: on.ComplaintTurnedAway, t: Teller) -> Told:
    why = t.pack(f"turn-away.{event.reason}")
    instead = t.pack(f"turn-away.{event.reason}.instead", "")
    what = _("The complaint was not accepted: {reason}. {instead}").format(reason=why, instead=instead)
    return Told(what.strip(), quoted(event.words))


def withdrawn(event: on.ComplaintWithdrawn, t: Teller) -> Told:
    if event.reopen_until is None:
        mine, other = _("You withdrew the complaint for good."), _("The consumer withdrew the complaint for good.")
        return Told(mine if t.mine("consumer") else other, quoted(event.words))
    if t.mine("consumer"):
        what = _("You withdrew the complaint. Until {time} you can reopen it once.")
    else:
        what = _("The consumer withdrew the complaint. It can be reopened once until {time}.")
    return Told(what.format(time=t.at(event.reopen_until)), quoted(event.words))


def reopened(event: on.ComplaintReopened, t: Teller) -> Told:
    mine = _("You reopened the complaint. It goes on where it was, and every deadline starts anew.")
    other = _("The consumer reopened the complaint. It goes on where it was, and every deadline starts anew.")
    return Told(mine if t.mine("consumer") else other, quoted(event.words))


def nudged(event: on.ComplaintNudged, t: Teller) -> Told:
    if t.mine("consumer"):
        what = _("You asked the shop how it is going.") if event.on == "merchant" else _(
            "You asked the platform how it is going.")  # fmt: skip
    elif event.on == "merchant":
        what = _("The consumer asked you how it is going.") if t.mine("merchant") else _(
            "The consumer asked the shop how it is going.")  # fmt: skip
    else:
        what = _("The consumer asked the platform how it is going.")
    return Told(what, quoted(event.words))


def closed(event: on.ComplaintClosed, t: Teller) -> Told:
    return Told(_("The complaint is closed: {how}.").format(how=t.pack(f"how.{event.how}")), party="platform")


SENTENCES: dict[type, Sentence] = {
    on.ComplaintFiled: filed,
    on.ComplaintAdmitted: admitted,
    on.ComplaintTurnedAway: turned_away,
    on.ComplaintWithdrawn: withdrawn,
    on.ComplaintReopened: reopened,
    on.ComplaintNudged: nudged,
    on.ComplaintClosed: closed,
}
