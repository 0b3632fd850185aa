"""What the shop will read of a decision, in its own language, before it is sent; nothing is written."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ombud.accounts.models import Membership
from ombud.core.penalty.state import Penalty, evolve
from ombud.core.refusal import Refusal
from ombud.desk.access import PenaltyCase
from ombud.desk.decode import NotUnderstood, all_words, command_of
from ombud.desk.things import VERBS
from ombud.portals.common.act import Misread
from ombud.portals.common.display import LANGUAGE_NAMES, html_lang, language
from ombud.portals.common.penalty.status import status_tag
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.penalty.told import penalty_events
from ombud.portals.reviewer.panel.form import Intent
from ombud.portals.reviewer.panel.preview import digest
from ombud.portals.reviewer.penalties.notice import measures, notice
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk
from ombud.portals.reviewer.penalties.submission import verdict
from ombud.reads.timeline import Entry, Timeline

__all__ = ["digest", "dry_run", "notice_as_read", "preview"]
Row = dict[str, Any]


def dry_run(desk: PenaltyDesk, intent: Intent) -> tuple[tuple[Any, ...], dict[str, str]] | Refusal | Misread:
    """The events the decision would make and its words by their hash, or why it can't be made."""
    verb = VERBS[intent.verb]
    try:
        command = command_of(verb, intent.fields, by=desk.case.by, at=desk.case.at, penalty=desk.penalty.id)
    except NotUnderstood as error:
        return Misread(error.field, _("This wasn’t filled in as it should be. Check it and send it again."))
    events = verb.decide(command, desk.penalty, desk.case.policy)
    if isinstance(events, Refusal):
        return events
    return tuple(events), {str(one.kept): one.text for one in all_words(command)}


def preview(desk: PenaltyDesk, events: tuple[Any, ...], words: dict[str, str]) -> Row:
    """Who reads, in which language, and the page as the shop will see it."""
    penalty = desk.penalty
    for event in events:
        penalty = evolve(penalty, event)
    entries = [Entry(desk.version + n, event, "session") for n, event in enumerate(events, 1)]
    told = Timeline(tuple(entries), {**desk.timeline.words, **words})
    lang = shops_language(desk.case.platform.id, penalty.shop)
    return _as_read(lang, _decision(desk.case._replace(penalty=penalty, party="merchant"), told, lang))


def notice_as_read(case: PenaltyCase, penalty: Penalty, words: dict[str, str]) -> Row:
    """The notice of a penalty that isn't imposed yet, as the shop will see it."""
    lang = shops_language(case.platform.id, penalty.shop)
    with translation.override(lang):
        teller = PenaltyTeller(case._replace(penalty=penalty, party="merchant"), Timeline((), words))
        context = {"notice": notice(teller), "now": case.at, "zone": case.platform.zone, "viewer": "merchant"}
        return _as_read(lang, render_to_string("reviewer/penalties/notice.html", context))


def shops_language(platform: int, shop: str) -> str:
    """Of its owner, else of whoever of its people has chosen one, else the reviewer's own."""
    members = Membership.objects.filter(platform=platform, shop=shop).select_related("person")
    chosen = [(one.role != "owner", one.person.language) for one in members if one.person.language]
    return language(min(chosen)[1]) if chosen else language()


def _decision(case: PenaltyCase, told: Timeline, lang: str) -> SafeString:
    with translation.override(lang):
        teller = PenaltyTeller(case, told)
        context = {
            "events": penalty_events(teller, told),
            "status": status_tag(teller),
            "verdicts": [verdict(teller, one) for one in case.penalty.verdicts if one.slot != "whole"],
            "measures": measures(teller),
            "now": case.at,
            "zone": case.platform.zone,
            "viewer": "merchant",
        }
        return render_to_string("reviewer/penalties/decision.html", context)


def _as_read(lang: str, html: SafeString) -> Row:
    return {"language": LANGUAGE_NAMES[lang], "lang": html_lang(lang), "html": html}
