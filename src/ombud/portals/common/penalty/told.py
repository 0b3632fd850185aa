"""A sentence for everything that can have happened to a penalty, for the shop and for the platform's own people."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from ombud.core.files import File
from ombud.core.penalty.events import appeal, imposing, work
from ombud.core.people import Member, Party
from ombud.portals.common.case.teller import listed
from ombud.portals.common.display import money
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.reads.timeline import Entry, Timeline


class Told(NamedTuple):
    """One entry in words."""

    what: str
    quote: str = ""
    files: tuple[File, ...] = ()


Sentence = Callable[[Any, PenaltyTeller], Told]
INTERNAL = (imposing.PenaltyProposed, imposing.PenaltyDropped, work.PenaltyClaimed, work.PenaltyHandedBack,
            work.PenaltyNoted, work.OutsideInvited)  # fmt: skip


def penalty_events(t: PenaltyTeller, timeline: Timeline) -> list[dict[str, Any]]:
    """Every entry this reader may read, newest first, as parts/timeline.html wants them."""
    return [_event(entry, t) for entry in reversed(timeline.entries)]


def _event(entry: Entry, t: PenaltyTeller) -> dict[str, Any]:
    event: Any = entry.event
    told = SENTENCES[type(event)](event, t)
    party: Party = "merchant" if isinstance(event.by, Member) else "platform"
    return {
        "seq": entry.seq,
        "type": type(event).__name__,
        "party": party,
        "who": t.who(event.by),
        "at": event.at,
        "what": told.what,
        "quote": told.quote,
        "files": t.thumbs(told.files),
        "internal": isinstance(event, INTERNAL),
        "via": entry.via,
    }


def _said(what: str) -> Sentence:
    """An entry that is one sentence."""
    return lambda _event, _t: Told(_(what))


def _quoted(what: str) -> Sentence:
    """One sentence, and what was written."""
    return lambda event, t: Told(_(what), t.words(event.words), getattr(event, "files", ()))


def _imposed(event: imposing.PenaltyImposed, t: PenaltyTeller) -> Told:
    named = t.measures(one.id for one in event.imposition.measures)
    return Told(_("The penalty was imposed. Measures: {measures}.").format(measures=named))


def _opened(event: imposing.NoticeOpened, t: PenaltyTeller) -> Told:
    if event.terms is None:
        return Told(_("The notice was opened."))
    what = _("The notice was opened; the time to appeal began, until {time}.")
    return Told(what.format(time=t.at(event.terms.closes_at)))


def _began(event: imposing.MeasureBegan, t: PenaltyTeller) -> Told:
    return Told(_("A measure began: {measure}.").format(measure=t.measures((event.measure,))))


def _ended(event: imposing.MeasureEnded, t: PenaltyTeller) -> Told:
    return Told(_("A measure ended: {measure}.").format(measure=t.measures((event.measure,))))


def _lifted(event: imposing.MeasuresLifted, t: PenaltyTeller) -> Told:
    what = _("Lifted without an appeal: {measures}.").format(measures=t.measures(event.measures))
    return Told(what, t.words(event.words))


def _looked_again(event: imposing.FreezeLookedAt, t: PenaltyTeller) -> Told:
    what = _("The platform looked at the freeze again: it stays. The next look comes by {time}.")
    return Told(what.format(time=t.at(event.deadline.due_at)), t.words(event.words))


def _forfeited(event: imposing.MeasureForfeited, t: PenaltyTeller) -> Told:
    what = _("Taken for good from what was held: {amount}.").format(amount=money(event.amount, t.currency))
    return Told(what, t.words(event.words))


def _begun(event: appeal.AppealBegun, t: PenaltyTeller) -> Told:
    if not event.drawn:
        return Told(_("The appeal was begun."))
    orders = listed([t.slot(one) for one in event.drawn])
    return Told(_("The appeal was begun. Drawn: {orders}.").format(orders=orders))


def _prepared(event: appeal.AppealPrepared, t: PenaltyTeller) -> Told:
    what = _("The appeal is complete and will be sent by itself at {time}.")
    return Told(what.format(time=t.at(event.deadline.due_at)))


def _appealed(event: appeal.PenaltyAppealed, t: PenaltyTeller) -> Told:
    due = t.at(event.deadline.due_at)
    what = _("The prepared appeal was sent by itself.") if event.prepared_by else _("The appeal was sent.")
    return Told(_("{sent} The platform decides by {time}.").format(sent=what, time=due), files=event.submission.files)


def _incomplete(event: appeal.AppealFoundIncomplete, t: PenaltyTeller) -> Told:
    items = listed([t.missing(one) for one in event.missing])
    what = _("The appeal came back as incomplete. Missing: {items}. It can be sent again until {time}.")
    return Told(what.format(items=items, time=t.at(event.complete_until)), t.words(event.words))


def _asked(event: appeal.QuestionAsked, t: PenaltyTeller) -> Told:
    what = _("The platform asks something, to be answered by {time}.").format(time=t.at(event.deadline.due_at))
    return Told(what, t.words(event.words))


def _on_condition(event: appeal.AppealGrantedOnCondition, t: PenaltyTeller) -> Told:
    what = _("The appeal is granted on a condition, to be met by {time}.").format(time=t.at(event.deadline.due_at))
    return Told(what, t.words(event.words))


def _decided(event: appeal.AppealDecided, t: PenaltyTeller) -> Told:
    return Told(outcome_words(event.outcome, event.verdicts), t.words(event.words))


def outcome_words(outcome: appeal.Outcome, verdicts: tuple[appeal.Verdict, ...]) -> str:
    """What was decided, and what follows from it."""
    n, of = sum(one.upheld for one in verdicts), len(verdicts)
    if outcome == "full":
        return _("The appeal succeeded. The penalty is revoked and every measure is lifted.")
    if outcome == "part":
        return ngettext(
            "%(n)d of %(of)d upheld: its sales count again. The penalty stands.",
            "%(n)d of %(of)d upheld: their sales count again. The penalty stands.",
            n,
        ) % {"n": n, "of": of}
    return _("The appeal was rejected. The penalty stands.")


def _reminded(event: work.MerchantReminded, t: PenaltyTeller) -> Told:
    return Told(_("The shop was reminded: {what}.").format(what=t.pack(f"deadline.{event.kind}")))


def _escalated(event: work.PenaltyTurnEscalated, t: PenaltyTeller) -> Told:
    what = _("The platform is late. Senior reviewers take it over and act by {time}: {what}.")
    return Told(what.format(time=t.at(event.deadline.due_at), what=t.pack(f"deadline.{event.kind}")))


def _moved(event: work.PenaltyDeadlineMoved, t: PenaltyTeller) -> Told:
    what = _("A deadline was moved from {old} to {new}: {what}. Reason: {reason}.")
    words = {"old": t.at(event.old_due_at), "new": t.at(event.deadline.due_at), "reason": event.reason}
    return Told(what.format(what=t.pack(f"deadline.{event.kind}"), **words))


SENTENCES: dict[type, Sentence] = {
    imposing.PenaltyProposed: _said(gettext_noop("Somebody proposed this penalty; a second person decides.")),
    imposing.PenaltyDropped: _quoted(gettext_noop("The second person did not agree, and the penalty was dropped.")),
    imposing.PenaltyImposed: _imposed,
    imposing.NoticeOpened: _opened,
    imposing.MeasureBegan: _began,
    imposing.MeasureEnded: _ended,
    imposing.MeasuresLifted: _lifted,
    imposing.FreezeLookedAt: _looked_again,
    imposing.MeasureForfeited: _forfeited,
    imposing.PenaltyRevoked: _quoted(gettext_noop("The penalty was revoked. Every measure is lifted.")),
    appeal.AppealBegun: _begun,
    appeal.AppealDeclined: _said(
        gettext_noop("The shop doesn’t mean to appeal. It still may until the window closes.")
    ),
    appeal.AppealPrepared: _prepared,
    appeal.PreparedKeptBack: _said(gettext_noop("The appeal is no longer sent by itself.")),
    appeal.PenaltyAppealed: _appealed,
    appeal.AppealWithdrawn: _said(gettext_noop("The appeal was taken back.")),
    appeal.AppealFoundIncomplete: _incomplete,
    appeal.QuestionAsked: _asked,
    appeal.QuestionAnswered: _quoted(gettext_noop("The question was answered.")),
    appeal.QuestionLapsed: _said(gettext_noop("No answer came in time. The review goes on with what it has.")),
    appeal.AppealGrantedOnCondition: _on_condition,
    appeal.ConditionMet: _quoted(gettext_noop("The shop shows that it has done what was asked.")),
    appeal.AppealDecided: _decided,
    appeal.AppealWindowClosed: _said(gettext_noop("The time to appeal is over. The penalty is final.")),
    work.ConsultationAsked: _quoted(gettext_noop("The shop asked the platform.")),
    work.ConsultationAnswered: _quoted(gettext_noop("The platform answered.")),
    work.AppealOpened: _said(gettext_noop("From now on the penalty can be appealed.")),
    work.MerchantReminded: _reminded,
    work.PenaltyTurnEscalated: _escalated,
    work.PenaltyDeadlineMoved: _moved,
    work.PenaltyClaimed: _said(gettext_noop("A reviewer took it.")),
    work.PenaltyHandedBack: _quoted(gettext_noop("A reviewer gave it back to the queue.")),
    work.PenaltyNoted: _quoted(gettext_noop("A note of the staff.")),
    work.OutsideInvited: _quoted(gettext_noop("A reviewer from outside was asked to decide the appeal.")),
}
"""A sentence for every event; a test fails for one without."""
