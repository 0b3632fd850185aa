"""The trail of an order as parts/timeline.html shows it: who, when, from where to where, and why."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.accounts.models import Person
from ombud.core.order import events as order
from ombud.core.people import Actor, Clock, Consumer, Member, Party, Reviewer, System
from ombud.desk.access import OrderCase
from ombud.portals.common.display import joined, when
from ombud.portals.common.order.words import OrderWords
from ombud.reads.order_trail import Trail, order_trail

Row = dict[str, Any]
Sentence = Callable[[Any, "Told"], str]


class Told:
    """What the sentences of one trail are made with."""

    def __init__(self, case: OrderCase, trail: Trail) -> None:
        self.case, self.trail = case, trail
        self.words = OrderWords(case.policy.pack.id)
        self.names = _names(case)

    def move(self, was: str, to: str) -> str:
        """From one status to another."""
        return _("From “{was}” to “{to}”.").format(was=self.words.status(was), to=self.words.status(to))

    def at(self, moment: Any) -> str:
        """An instant in the platform's zone."""
        return when(moment, self.case.platform.zone, self.case.at)

    def filled(self, details: tuple[order.KeptDetail, ...]) -> str:
        """What was filled in, with the words of its fields."""
        said = (
            _("{field}: {words}").format(field=self.words.field(one.code), words=self.trail.said(one.words) or "–")
            for one in details
        )
        return _("; ").join(said)


def trail_events(case: OrderCase, trail: Trail | None = None) -> list[Row]:
    """Everything that happened to it, newest first."""
    trail = trail or order_trail(case.platform.id, case.order.id, case.party)
    told = Told(case, trail)
    return [_row(event, told) for event in reversed(trail.events)]


def _row(event: Any, told: Told) -> Row:
    quote = "\n\n".join(
        words for name in ("note", "words") if (words := told.trail.said(getattr(event, name, ""))) and words
    )
    return {
        "party": _party(event),
        "who": _who(event, told),
        "at": event.at,
        "what": SENTENCES[type(event)](event, told),
        "quote": quote,
        "type": type(event).__name__,
    }


def _party(event: Any) -> Party:
    match event.by:
        case Consumer():
            return "consumer"
        case Member():
            return "merchant"
        case _:
            return "platform"


def _who(event: Any, told: Told) -> str:
    """Who it was; for one that the staff spoke for, both."""
    by: Actor = event.by
    name = told.names.get(by.id, "")
    if getattr(event, "on_behalf_of", "") or (isinstance(by, Reviewer) and hasattr(event, "came_by")):
        return _for_whom(event.came_by, name)
    if isinstance(by, Clock):
        return _("By itself")
    if isinstance(by, System):
        source = getattr(event, "source", "")
        return (
            _("As the platform was told ({source})").format(source=source) if source else _("As the platform was told")
        )
    return name


def _for_whom(came_by: str, name: str) -> str:
    staff = name or _("the platform’s staff")
    if came_by == "call":
        return _("For the consumer, who called: {staff}").format(staff=staff)
    if came_by == "visit":
        return _("For the consumer, who came by: {staff}").format(staff=staff)
    return _("For the consumer: {staff}").format(staff=staff)


def _names(case: OrderCase) -> Mapping[str, str]:
    """Names by id: a shop reads those of its own people, the staff everybody's who isn't a consumer."""
    kinds = {"merchant": ("member",), "platform": ("member", "reviewer", "admin")}.get(case.party, ())
    people = Person.objects.filter(platform=case.platform.id, kind__in=kinds) if kinds else []
    return {one.ref: str(one) for one in people}


def _told_first(event: order.OrderTold, t: Told) -> str:
    status = event.entered.status if event.entered else event.facts.status
    return _("The order became known here: “{status}”.").format(status=t.words.status(status))


def _told_again(event: order.OrderRetold, t: Told) -> str:
    if event.entered is not None and event.was != event.entered.status:
        return t.move(event.was, event.entered.status)
    return _("Told again, with other facts.")


def _moved_on(event: order.OrderMovedOn, t: Told) -> str:
    return joined(t.move(event.was, event.entered.status), t.filled(event.details))


def _reminded(event: order.LateOrderReminded, t: Told) -> str:
    return _("The shop was reminded: late in “{status}” since {time}.").format(
        status=t.words.status(event.status), time=t.at(event.late_at)
    )


def _wrote(event: order.ShopContacted, _t: Told) -> str:
    if not event.words:
        return _("Wrote to the shop in the chat.")
    return _("Answered the consumer.") if isinstance(event.by, Member) else _("Wrote to the shop.")


SENTENCES: Mapping[type[Any], Sentence] = {
    order.OrderTold: _told_first,
    order.OrderRetold: _told_again,
    order.ComplaintOpened: lambda e, _t: _("Complaint {number} was opened.").format(number=e.number),
    order.ComplaintEnded: lambda _e, _t: _("A complaint about it was closed."),
    order.RefundPromised: lambda _e, _t: _("A refund was settled or ruled."),
    order.PlatformAsked: lambda e, _t: _("The platform was asked to step in, in complaint {number}.").format(
        number=e.number
    ),
    order.OrderMovedOn: _moved_on,
    order.DetailsFilledIn: lambda e, t: _("Filled in: {details}").format(details=t.filled(e.details)),
    order.MoveUndone: lambda e, t: _("Taken back. {move}").format(move=t.move(e.was, e.entered.status)),
    order.MoveTold: lambda e, t: _("The consumer was told: “{status}”.").format(status=t.words.status(e.status)),
    order.LateOrderReminded: _reminded,
    order.OrderUrged: lambda _e, _t: _("Urged the shop to go on with it."),
    order.ShopContacted: _wrote,
    order.ReceiptAsked: lambda _e, _t: _("The consumer was asked whether it came."),
    order.OrderReceived: lambda e, t: _("It came. {move}").format(move=t.move(e.was, e.entered.status)),
    order.OrderNotReceived: lambda _e, _t: _("It didn’t come."),
    order.OrderRated: lambda e, _t: (
        ngettext("Rated it with %(n)d star.", "Rated it with %(n)d stars.", e.stars) % {"n": e.stars}
    ),
    order.RatingAnswered: lambda _e, _t: _("Answered the rating."),
    order.EvidenceReported: lambda e, _t: _("Reported a picture as no true evidence ({number}).").format(
        number=e.number
    ),
}
"""A sentence for every event of an order; a test fails for one without."""
