"""Talk that a side put into a case, as every page of the case shows it: an exhibit of its own kind."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from ombud.core.complaint.state.complaint import AttachedTalk
from ombud.desk.access import Case
from ombud.portals.common.case.teller import Teller
from ombud.portals.common.chat.page import shop_name
from ombud.portals.common.chat.shown import Reading, bubbles
from ombud.reads.said_record import shown
from ombud.reads.timeline import Timeline

Row = dict[str, Any]
SHOWN = 8
"""Bubbles on the page of a case; the whole excerpt has a page of its own."""


def talk_cards(case: Case, timeline: Timeline) -> list[Row]:
    """What parts/talk_card.html shows, in the order in which the talks were put into the case."""
    return [talk_card(case, one, timeline, SHOWN) for one in case.complaint.talks]


def whole_talks(case: Case, timeline: Timeline) -> list[Row]:
    """The same with every message, for a file that is taken along."""
    return [talk_card(case, one, timeline) for one in case.complaint.talks]


def talk_card(case: Case, talk: AttachedTalk, timeline: Timeline, most: int = 0) -> Row:
    """One of them; with `most` its first messages only."""
    its = shown(case.platform.id, talk.excerpt)
    lines = its.lines
    if most and len(lines) > most:
        begins = next((place for place, one in enumerate(lines) if not one.around), 0)
        lines = lines[max(0, begins - 1) : max(0, begins - 1) + most]
    return {
        "id": talk.id,
        "party": "platform" if talk.by_platform else talk.side,
        "at": talk.at,
        "said": Teller(case, timeline).words(talk.words),
        "messages": talk.excerpt.messages,
        "first_at": talk.excerpt.first_at,
        "last_at": talk.excerpt.last_at,
        "at_once": talk.excerpt.last_at - talk.excerpt.first_at < timedelta(minutes=1),
        "rows": bubbles(lines, _reading(case, talk)),
        "url": reverse("talk-exhibit", args=[case.complaint.number, talk.id]),
        "more": len(its.lines) - len(lines),
        "intact": its.intact,
        "hash": talk.excerpt.hash,
        "conversation": talk.excerpt.conversation,
        "last_seq": talk.excerpt.shown_last,
    }


def _reading(case: Case, talk: AttachedTalk) -> Reading:
    number = case.complaint.number

    def url(file: str) -> str:
        return reverse("talk-picture", args=[number, talk.id, file])

    name = shop_name(case.platform.id, case.complaint.shop)
    order = case.complaint.order_id
    return Reading(case.platform.id, case.platform.zone, order, case.by, case.party, case.policy, url, name)
