"""The talks of a case: what was said, and offers as cards."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.core.complaint.events.intervention import EvidenceSubmitted
from ombud.core.complaint.events.talk import ComplaintAnswered, MessageSent, OfferMade
from ombud.core.complaint.state import Offer
from ombud.desk.access import Case
from ombud.portals.common.case.events import INTERNAL, SENTENCES, quote, told_event
from ombud.portals.common.case.teller import Teller
from ombud.portals.common.case.told import Told
from ombud.reads.timeline import Timeline

Row = dict[str, Any]
SAID = (MessageSent, ComplaintAnswered, ComplaintFiled, EvidenceSubmitted)
"""Entries that are somebody's own words; the others are told by the system."""
OfferActions = Callable[[Offer], Sequence[Row]]


def offers(case: Case, timeline: Timeline, actions: OfferActions | None = None) -> list[Row]:
    """Every offer, oldest first, as parts/offer_card.html wants it; `actions` gives the standing one its buttons."""
    teller = Teller(case, timeline)
    made = {one.event.offer: one.event for one in timeline.entries if isinstance(one.event, OfferMade)}
    return [
        offer_card(offer, made[offer.id], teller, actions(offer) if actions and offer.state == "open" else ())
        for offer in case.complaint.offers
        if offer.id in made
    ]


def offer_card(offer: Offer, made: OfferMade, t: Teller, actions: Sequence[Row] = ()) -> Row:
    """One offer."""
    due = t.complaint.deadline("offer", offer.id)
    return {
        "id": offer.id,
        "party": offer.side,
        "who": t.who(made.by),
        "at": offer.at,
        "amount_minor": offer.terms.amount or None,
        "currency": t.complaint.currency,
        "terms": t.pack(f"remedy.{offer.terms.remedy}"),
        "quote": t.words(made.words),
        "state": offer.state,
        "due_at": due.due_at if due else None,
        "start_at": due.from_at if due else None,
        "by": _("Answer by {time}"),
        "mine": t.mine(offer.side),
        "actions": list(actions),
    }


def talk(case: Case, timeline: Timeline, actions: OfferActions | None = None) -> list[Row]:
    """The thread, oldest first: {line} for thread_line.html or {offer} for offer_card.html, and its `seq`."""
    teller = Teller(case, timeline)
    cards = {one["id"]: one for one in offers(case, timeline, actions)}
    rows: list[Row] = []
    for entry in timeline.entries:
        event = entry.event
        if isinstance(event, INTERNAL):
            continue
        if isinstance(event, OfferMade):
            rows.append({"seq": entry.seq, "offer": cards[event.offer]})
        elif isinstance(event, SAID):
            told = told_event(entry, teller)
            text = told["quote"] or told["what"]
            rows.append({"seq": entry.seq, "line": told | {"kind": "said", "text": text}})
        else:
            told_: Told = SENTENCES[type(event)](event, teller)
            line = {"kind": "system", "at": event.at, "text": told_.what, "quote": quote(told_, teller)}
            rows.append({"seq": entry.seq, "line": line})
    return rows
