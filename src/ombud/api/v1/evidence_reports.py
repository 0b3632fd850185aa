"""Reports of fake evidence: lists page by page, one report with what came of it, and how many an order still takes."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.act import OFFERED
from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import cursor_of, limit_of, page, word_of
from ombud.api.v1.shown import Shown
from ombud.core.people import Consumer, Member, Reviewer
from ombud.core.refusal import Refusal
from ombud.desk.access_evidence_report import EvidenceReportCase, access_evidence_report, access_reporting
from ombud.desk.handle import NotFound
from ombud.desk.said import said
from ombud.ledger.connection import rows
from ombud.reads.evidence_report_row import QUEUES
from ombud.reads.evidence_report_story import evidence_report_record

NAMES = (
    "id", "number", "order_id", "order_number", "complaint", "shop", "consumer", "file", "claims", "told", "stage",
    "outcome", "turn", "queue", "due_at", "overdue", "claimed_by", "withdrawn_at", "filed_at", "moved_at",
)  # fmt: skip
SELECT = f"SELECT {', '.join(NAMES)} FROM evidence_report_row WHERE platform = %(platform)s"  # noqa: S608 - constants
NEWEST = "AND (%(first)s OR (filed_at, id) < (%(at)s, %(id)s)) ORDER BY filed_at DESC, id DESC LIMIT %(limit)s"
OF_SHOP = f"{SELECT} AND shop = %(who)s {NEWEST}"
OF_CONSUMER = f"{SELECT} AND consumer = %(who)s AND stage <> 'beyond-cap' {NEWEST}"
WAITING = f"""{SELECT} AND queue = %(who)s AND queue <> ''
    AND (%(first)s OR (due_at, id) > (%(at)s, %(id)s)) ORDER BY due_at, id LIMIT %(limit)s"""
STAFF_ONLY = ("queue", "claimed_by")
UNTOLD = ("outcome", "turn", "due_at", "overdue", "moved_at")
"""What its maker doesn't read where they are told no more than that it was received."""


def list_evidence_reports(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A shop's own and what a consumer is accused of, the newest first; for reviewers what waits, by `?queue=`."""
    queue = word_of(request, "queue", QUEUES) or QUEUES[0]
    match caller.by:
        case Member(shop=shop) if shop:
            statement, who, by = OF_SHOP, shop, "filed_at"
        case Consumer(id=id):
            statement, who, by = OF_CONSUMER, id, "filed_at"
        case Reviewer():
            statement, who, by = WAITING, queue, "due_at"
        case _:
            raise NotFound
    after, place = cursor_of(request), NAMES.index(by)
    _group, at, last = after or ("", None, "")
    asked = {
        "platform": caller.platform,
        "who": who,
        "first": after is None or at is None,
        "at": at,
        "id": last,
        "limit": limit_of(request) + 1,
    }
    found = rows(statement, asked)
    return page(found, limit_of(request), lambda row: _listed(row, caller), lambda row: ("", row[place], row[0]))


def read_evidence_report(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """One report: the picture, what is said of it with its proof, and as much of what came of it as the reader is
    told."""
    case = access_evidence_report(caller.platform, id, caller.by)
    record = evidence_report_record(caller.platform, case.report.id, case.party)
    shown = Shown(case.party, record.said)
    report = case.report
    body: dict[str, Any] = {
        **{name: shown.value(getattr(report, name)) for name in ("id", "number", "order", "order_number")},
        **{name: getattr(report, name) for name in ("complaint", "shop", "consumer", "told", "filed_at")},
        "accused": shown.value(report.accused),
        "claims": shown.value(report.claims),
        "words": record.said(report.words),
        "withdrawn_at": report.withdrawn_at,
        **(_further(case, shown, record.said) if case.told else {"stage": _stage_untold(report.stage)}),
        "allowed_actions": _allowed(case),
        "timeline": [shown.value(event) for event in record.events],
        "as_of": case.at,
    }
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def read_reporting(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """What the order's shop can still report: how many are left, and why not where nothing can be."""
    if not isinstance(caller.by, Member):
        raise NotFound
    case = access_reporting(caller.platform, id, caller.by, request.GET.get("complaint", ""))
    refusal = case.may()
    body = {
        "order": case.before.order.id,
        "complaint": case.before.complaint.id if case.before.complaint else "",
        "left": case.left,
        "per_order_max": case.per_order_max,
        "told": case.policy.pack.evidence_reports.told if case.policy.pack.evidence_reports else None,
        "why_not": _why_not(refusal, case.platform.zone) if refusal else None,
    }
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def _further(case: EvidenceReportCase, shown: Shown, said: Any) -> dict[str, Any]:
    report = case.report
    answered = report.answered_at is not None
    further = {
        "stage": report.stage,
        "turn": report.turn,
        "due_at": report.deadlines[0].due_at if report.deadlines else None,
        "overdue": report.overdue,
        "answer": {
            "stance": report.stance,
            "at": report.answered_at,
            "words": said(report.answer),
            "files": shown.value(report.answer_files),
        }
        if answered
        else None,
        "outcome": report.outcome,
        "results": shown.value(report.results),
        "relied_on": report.relied_on,
        "reasons": said(report.reasons),
        "groundless": report.groundless,
        "adjusted": report.adjusted,
        "concluded_at": report.concluded_at,
    }
    return further | ({"claimed_by": report.claimed_by} if case.party == "platform" else {})


def _allowed(case: EvidenceReportCase) -> dict[str, Any]:
    """Each verb of a report: null where the reader may do it now, else why not."""
    found: dict[str, Any] = {}
    for verb in OFFERED.values():
        if verb.thing == "evidence_report" and verb.name != "file":
            refusal = verb.may(case.by, case.report, case.policy, case.at)
            found[verb.name] = _why_not(refusal, case.platform.zone) if refusal else None
    return found


def _why_not(refusal: Refusal, zone: Any) -> dict[str, Any]:
    words = said(refusal, zone)
    return {"code": refusal.code, "detail": words.text, "way_out": words.way_out, "facts": refusal.facts}


def _listed(row: Any, caller: Caller) -> dict[str, Any]:
    found = dict(zip(NAMES, row, strict=True))
    found["order"] = found.pop("order_id")
    found["claims"] = found["claims"].split()
    hidden: tuple[str, ...] = () if isinstance(caller.by, Reviewer) else STAFF_ONLY
    if isinstance(caller.by, Member) and found["told"] == "received":
        hidden += UNTOLD
        found["stage"] = _stage_untold(found["stage"])
    return {name: one for name, one in found.items() if name not in hidden}


def _stage_untold(stage: str) -> str:
    """All that is told of where it stands: that it was received, or is kept as a note to the case."""
    return stage if stage == "beyond-cap" else "received"
