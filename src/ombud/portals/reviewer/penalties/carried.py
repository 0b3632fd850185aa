"""What a penalty is carried from: a ruling or an upheld report, with the facts, order and evidence it brings along."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ombud.core.complaint.events.ruling import ReviewDecided, Ruled
from ombud.core.files import File
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.report.events import ReportConcluded
from ombud.desk.access import Case, access_complaint
from ombud.desk.access_report import access_report
from ombud.desk.things import VERBS
from ombud.packs.load import load_version
from ombud.portals.common.case.exhibits import exhibits
from ombud.portals.common.who import SignedIn
from ombud.reads.record import report_record
from ombud.reads.timeline import timeline

Row = dict[str, Any]


class Carried(NamedTuple):
    """The ground, and what the form is filled with before anything is typed."""

    kind: str
    id: str
    number: str
    shop: str
    label: str
    violation: str
    """What the case itself was about, where the catalogue has a violation of that code."""
    typed: dict[str, list[str]]
    exhibits: list[Row]
    refusal: Refusal | None
    """Why the case can't be carried, if that is so."""


def carried(request: SignedIn, complaint: str, report: str) -> Carried | None:
    """The case named in the address; None where none is. Raises NotFound where there is no such case."""
    if complaint:
        return _ruling(access_complaint(request.platform.id, complaint, request.actor, request.at))
    return _report(request, report) if report else None


def _ruling(case: Case) -> Carried:
    complaint = case.complaint
    told = timeline(case.platform.id, complaint.id, "platform")
    ruling = complaint.ruling
    rulings = [one.event for one in told.entries if isinstance(one.event, Ruled | ReviewDecided)]
    typed: dict[str, list[str]] = {"order": [complaint.order_id]}
    relied_on: tuple[str, ...] = ()
    if ruling is not None and rulings:
        relied_on = ruling.relied_on
        typed |= {"facts": [told.said(ruling.facts)], "reasons": [told.said(ruling.reasons)]}
        typed["exhibit"] = list(relied_on)
    return Carried(
        kind="complaint",
        id=complaint.id,
        number=complaint.number,
        shop=complaint.shop,
        label=_("Ruling in complaint {number}").format(number=complaint.number),
        violation=complaint.reason,
        typed=typed,
        exhibits=[one for one in exhibits(case) if one["party"] != "platform"],
        refusal=_refusal("complaint.carry", case.by, complaint, case.policy, case),
    )


def _report(request: SignedIn, number: str) -> Carried:
    state = access_report(request.platform.id, number, request.actor)
    record = report_record(request.platform.id, state.id, "platform")
    concluded = [one for one in record.events if isinstance(one, ReportConcluded)]
    policy = load_version(state.pack)
    verb = VERBS["report.carry"]
    return Carried(
        kind="report",
        id=state.id,
        number=state.number,
        shop=state.shop,
        label=_("Report {number}").format(number=state.number),
        violation=state.about,
        typed={"facts": [record.said(concluded[-1].words)] if concluded else [""]},
        exhibits=[_reported(one, place) for place, one in enumerate(state.files, 1)],
        refusal=verb.may(request.actor, state, policy, request.at),
    )


def _reported(file: File, place: int) -> Row:
    """A file of the report to tick; none is ticked beforehand, for the shop would see what the reporter sent."""
    return {
        "id": file.file,
        "code": file.kind,
        "party": "consumer",
        "name": _("File {number}").format(number=place),
    }


def _refusal(verb: str, by: Actor, state: Any, policy: Policy, case: Case) -> Refusal | None:
    refusal: Refusal | None = VERBS[verb].may(by, state, policy, case.at)
    return refusal
