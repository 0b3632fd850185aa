"""What both sides will read of a conclusion, each in its own language, before it is sent; nothing is written."""

from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from msgspec.structs import replace

from ombud.accounts.models import Person
from ombud.core.complaint.doubts import follow
from ombud.core.complaint.events.doubt import AdjustmentProposed
from ombud.core.complaint.state import Complaint
from ombud.core.complaint.state import evolve as evolve_case
from ombud.core.evidence_report.state import EvidenceReport, evolve
from ombud.core.people import Party
from ombud.core.refusal import Refusal
from ombud.desk.decode import NotUnderstood, all_words, command_of
from ombud.desk.things import VERBS
from ombud.portals.common.act import Misread
from ombud.portals.common.case.present import ruling
from ombud.portals.common.display import LANGUAGE_NAMES, html_lang, language
from ombud.portals.common.fake.shown import claims, rests_on, turn
from ombud.portals.reviewer.fakes.on_desk import FakeDesk
from ombud.portals.reviewer.panel.form import Intent
from ombud.portals.reviewer.penalties.preview import shops_language
from ombud.reads.timeline import Timeline

Row = dict[str, Any]


class Tried(NamedTuple):
    """The report as it would be concluded, what would happen to the case, and the words by their hash."""

    report: EvidenceReport
    of_case: tuple[Any, ...]
    words: dict[str, str]


def dry_run(desk: FakeDesk, intent: Intent) -> Tried | Refusal | Misread:
    """What the conclusion would do, or why it can't be made."""
    verb = VERBS[intent.verb]
    stamped = {"by": desk.case.by, "at": desk.case.at, "evidence_report": desk.report.id}
    try:
        command = command_of(verb, intent.fields, **stamped)
    except NotUnderstood as error:
        return Misread(error.field, _("This wasn’t filled in as it should be. Check it and send it again."))
    events = verb.decide(command, desk.report, desk.case.policy)
    if isinstance(events, Refusal):
        return events
    report = desk.report
    for event in events:
        report = evolve(report, event)
    of_case: tuple[Any, ...] = ()
    if desk.linked is not None:
        follows = follow(events[0], report, command.adjusted, desk.linked.complaint, desk.linked.case.policy)
        if isinstance(follows, Refusal):
            return follows
        of_case = follows
        report = replace(report, linked=_after(desk.linked.complaint, of_case))
    return Tried(report, of_case, {str(one.kept): one.text for one in all_words(command)})


def preview(desk: FakeDesk, tried: Tried) -> list[Row]:
    """For each side: who reads, in which language, and the page as that side will see it."""
    sides: tuple[tuple[Party, str, str], ...] = (
        ("consumer", _("What the consumer reads"), _language_of(desk, desk.report.consumer)),
        ("merchant", _("What the shop reads"), shops_language(desk.request.platform.id, desk.report.shop)),
    )
    return [
        {
            "party": side,
            "heading": heading,
            "language": LANGUAGE_NAMES[lang],
            "lang": html_lang(lang),
            "html": _page(desk, tried, side, lang),
        }
        for side, heading, lang in sides
    ]


def _page(desk: FakeDesk, tried: Tried, side: Party, lang: str) -> SafeString:
    words = {**desk.record.words, **tried.words}
    told = side != "merchant" or tried.report.told == "result"

    def said(kept: str) -> str:
        return words.get(kept, "")

    with translation.override(lang):
        context = {
            "number": tried.report.number,
            "told": told,
            "turn": turn(tried.report, side),
            "claims": claims(desk.request.platform.id, tried.report, side, said, desk.request.actor.id, None),
            "reasons": said(tried.report.reasons),
            "rests_on": rests_on(tried.report),
            "ruling": _ruling(desk, tried, side, words),
            "waits": any(isinstance(one, AdjustmentProposed) for one in tried.of_case),
            "now": desk.case.at,
            "zone": desk.case.platform.zone,
            "viewer": side,
        }
        return render_to_string("reviewer/fakes/preview_page.html", context)


def _ruling(desk: FakeDesk, tried: Tried, side: Party, words: dict[str, str]) -> Row | None:
    """The case's new ruling as one side reads it; None where nothing is adjusted."""
    if desk.linked is None or not tried.report.adjusted:
        return None
    complaint = _after(desk.linked.complaint, tried.of_case)
    if complaint.proposed is not None:  # as it will stand once the second person has signed
        complaint = replace(complaint, ruling=complaint.proposed)
    said = Timeline(desk.linked.timeline.entries, {**desk.linked.timeline.words, **words})
    return ruling(desk.linked.case._replace(complaint=complaint, party=side), said)


def _after(complaint: Complaint, events: tuple[Any, ...]) -> Complaint:
    for event in events:
        complaint = evolve_case(complaint, event)
    return complaint


def _language_of(desk: FakeDesk, consumer: str) -> str:
    person = Person.objects.filter(platform=desk.request.platform.id, ref=consumer).first()
    return language(person.language or None) if person else language()
