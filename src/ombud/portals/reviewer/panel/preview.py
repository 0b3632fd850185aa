"""What both sides will read of a decision, each in its own language, before it is sent; nothing is written."""

from hashlib import sha256
from typing import Any

import msgspec
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ombud.accounts.models import Membership, Person
from ombud.core.complaint import turns
from ombud.core.complaint.events.doubt import LiabilityAdjusted
from ombud.core.complaint.events.ruling import ReviewDecided, Ruled, RulingProposed
from ombud.core.complaint.state import evolve
from ombud.core.people import Party
from ombud.core.refusal import Refusal
from ombud.desk.decode import NotUnderstood, all_words, command_of
from ombud.desk.things import VERBS
from ombud.portals.common.act import Misread
from ombud.portals.common.case.events import told_event
from ombud.portals.common.case.present import Teller, ruling
from ombud.portals.common.display import LANGUAGE_NAMES, html_lang, language
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Intent
from ombud.reads.timeline import Entry, Timeline

Row = dict[str, Any]


def digest(intent: Intent) -> str:
    """A fingerprint of a decision: the one that was previewed is the one that may be sent."""
    return sha256(msgspec.json.encode([intent.verb, intent.fields], order="sorted")).hexdigest()


def dry_run(desk: OnDesk, intent: Intent) -> tuple[tuple[Any, ...], dict[str, str]] | Refusal | Misread:
    """The events the decision would make and its words by their hash, or why it can't be made."""
    verb = VERBS[intent.verb]
    try:
        command = command_of(verb, intent.fields, by=desk.case.by, at=desk.case.at, complaint=desk.complaint.id)
    except NotUnderstood as error:
        return Misread(error.field, _("This wasn’t filled in as it should be. Check it and send it again."))
    events = verb.decide(command, desk.complaint, desk.case.policy)
    if isinstance(events, Refusal):
        return events
    return tuple(events), {str(one.kept): one.text for one in all_words(command)}


def preview(desk: OnDesk, events: tuple[Any, ...], words: dict[str, str]) -> list[Row]:
    """For each side: who reads, in which language, and the page as that side will see it."""
    first = events[0]
    if isinstance(first, RulingProposed):
        events = _as_signed(desk, first)
    sides: tuple[tuple[Party, str, str], ...] = (
        ("consumer", _("What the consumer reads"), _language_of_consumer(desk)),
        ("merchant", _("What the shop reads"), _language_of_shop(desk)),
    )
    return [
        {
            "party": side,
            "heading": heading,
            "language": LANGUAGE_NAMES[lang],
            "lang": html_lang(lang),
            "html": _page(desk, side, lang, events, words),
        }
        for side, heading, lang in sides
    ]


def _as_signed(desk: OnDesk, proposed: RulingProposed) -> tuple[Any, ...]:
    """What follows once the second person has signed as well."""
    by, at, policy = proposed.by, proposed.at, desk.case.policy
    if desk.complaint.review and desk.complaint.review.state == "asked":
        return turns.replaced(by, at, proposed.ruling, desk.complaint, policy, words=proposed.ruling.reasons)
    if report := desk.complaint.adjusting:
        return turns.adjusted(by, at, proposed.ruling, desk.complaint, policy, decided_by=by.id, report=report)
    return turns.ruled(by, at, proposed.ruling, desk.complaint, policy, decided_by=by.id)


def _page(desk: OnDesk, side: Party, lang: str, events: tuple[Any, ...], words: dict[str, str]) -> SafeString:
    complaint = desk.complaint
    for event in events:
        complaint = evolve(complaint, event)
    entries = [Entry(desk.version + n, event, "session") for n, event in enumerate(events, 1)]
    said = Timeline((*desk.timeline.entries, *entries), {**desk.timeline.words, **words})
    case = desk.case._replace(complaint=complaint, party=side)
    with translation.override(lang):
        teller = Teller(case, said)
        decided = next(one for one in entries if isinstance(one.event, Ruled | ReviewDecided | LiabilityAdjusted))
        context = {
            "told": told_event(decided, teller),
            "ruling": ruling(case, said),
            "now": desk.case.at,
            "zone": desk.case.platform.zone,
            "viewer": side,
            "number": complaint.number,
        }
        return render_to_string("reviewer/panel/preview_page.html", context)


def _language_of_consumer(desk: OnDesk) -> str:
    person = Person.objects.filter(platform=desk.case.platform.id, ref=desk.complaint.consumer).first()
    return language(person.language or None) if person else language()


def _language_of_shop(desk: OnDesk) -> str:
    """Of its owner, else of whoever of its people has chosen one."""
    members = Membership.objects.filter(platform=desk.case.platform.id, shop=desk.complaint.shop).select_related(
        "person"
    )
    chosen = [(one.role != "owner", one.person.language) for one in members if one.person.language]
    return language(min(chosen)[1]) if chosen else language()
