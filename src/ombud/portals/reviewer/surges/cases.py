"""Many gathered cases at once: one act, a reason for each, and for each what came of it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ombud.core.complaint.state import Complaint
from ombud.core.refusal import Refusal
from ombud.desk.access_surge import SurgeCase, access_surge
from ombud.desk.commit import Clash
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import Act, Done, KeyReused
from ombud.desk.handle_many import handle_many
from ombud.desk.load import load_many
from ombud.ledger.connection import connection
from ombud.portals.common.act import refusal_words
from ombud.portals.common.display import joined
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import Row, case_rows, say
from ombud.portals.reviewer.surges.alarm import shop_name
from ombud.reads.surges.gathered import gathered

ACTS = ("step-in", "request-evidence", "rule")
SHOWN = 100
"""Cases on one page: a reason for each has to be typed."""
RULE_SHOWN = 110
"""Signs of a rule in a list to choose from."""


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def cases(request: SignedIn, number: str) -> HttpResponse:
    """The gathered cases with a place for each reason, and what came of each."""
    case = access_surge(request.platform.id, number, request.actor, request.at)
    results: dict[str, Row] = {}
    fault = ""
    if request.method == "POST":
        chosen = [one for one in request.POST.getlist("case") if one in case.surge.cases][:SHOWN]
        doing = request.POST.get("act", "")
        if not chosen:
            fault = _("Choose at least one case.")
        elif doing not in ACTS:
            fault = _("Choose what is to be done.")
        else:
            results = _do(request, case, doing, chosen)
    context = _page(request, case, results, fault)
    return bar.page(request, "reviewer/surges/cases.html", context, 422 if fault else 200)


def _do(request: SignedIn, case: SurgeCase, doing: str, chosen: list[str]) -> dict[str, Row]:
    """One act for each chosen case, in one batch; a row that can't be done stops no other."""
    streams = load_many(connection(), request.platform.id, chosen)
    key = request.POST.get("act_key", "")[:60]
    acts, results = [], {}
    for one in chosen:
        words = request.POST.get(f"words-{one}", "").replace("\r\n", "\n")
        if not words.strip():
            results[one] = {"tone": "bad", "text": _("Give a reason for this case.")}
            continue
        state = streams[one].state if one in streams else None
        if not isinstance(state, Complaint):
            continue
        fields = _fields(request.POST, doing, state, words)
        acts.append(
            Act(request.platform.id, f"complaint.{doing}", one, request.actor, fields, f"{key}-{one}", "session")
        )
    for its, outcome in zip(acts, handle_many(acts) if acts else (), strict=True):
        results[its.target] = _result(request, outcome, case)
    return results


def _fields(given: Mapping[str, str], doing: str, complaint: Complaint, words: str) -> dict[str, Any]:
    """The command's fields: what all share, and this case's own words."""
    if doing == "step-in":
        return {"words": words}
    if doing == "request-evidence":
        return {"words": words, "of": "merchant"}
    counts = [one.id for one in complaint.exhibits if one.side != "platform" and one.counts is not False]
    asked = complaint.asked
    return {
        "liability": "merchant", "merchant_share": 100, "terms": {"remedy": asked.remedy, "amount": asked.amount},
        "reason": given.get("reason", ""), "facts": given.get("facts", "").replace("\r\n", "\n"), "reasons": words,
        "relied_on": counts, "rules": [given["rule"]] if given.get("rule") else [],
    }  # fmt: skip


def _result(request: SignedIn, outcome: Any, case: SurgeCase) -> Row:
    match outcome:
        case Done():
            return {"tone": "good", "text": _("Done.")}
        case Refusal():
            text, way_out = refusal_words(outcome, request, pack=case.surge.pack)
            return {"tone": "bad", "text": joined(text, way_out)}
        case NotUnderstood() | KeyReused():
            return {"tone": "bad", "text": _("This wasn’t filled in as it should be. Check it and send it again.")}
        case Clash():
            return {
                "tone": "bad",
                "text": _("Somebody else acted at the same moment. Look at what is new and send it again."),
            }
        case _:
            raise outcome


def _page(request: SignedIn, case: SurgeCase, results: dict[str, Row], fault: str) -> dict[str, Any]:
    surge, pack = case.surge, case.policy.pack
    found = gathered(request.platform.id, surge, SHOWN)
    return {
        "here": "surges",
        "surge": surge,
        "shop_name": shop_name(request, surge.shop),
        "back_url": reverse("review-surge", args=[surge.number]),
        "cases": [
            _case(request, one.id, row, results.get(one.id))
            for one, row in zip(found, case_rows(request, found), strict=True)
        ],
        "more": max(0, len(surge.cases) - SHOWN),
        "acts": _acts(pack.orders_refund),
        "act": request.POST.get("act", ""),
        "reasons": _choices([(one, say(request, f"ruling-reason.{one}")) for one in pack.ruling_reasons]),
        "rules": _choices([(one, f"{one} {say(request, f'rule.{one}')}"[:RULE_SHOWN]) for one in pack.rules]),
        "typed": request.POST,
        "fault": fault,
        "summary": _summary(results),
    }


def _case(request: SignedIn, id: str, row: Row, result: Row | None) -> Row:
    """One case with what was typed for it, which is no longer wanted once it was done."""
    done = result is not None and result["tone"] == "good"
    return {
        "id": id,
        "row": row,
        "result": result,
        "chosen": id in request.POST.getlist("case") and not done,
        "words": "" if done else request.POST.get(f"words-{id}", ""),
    }


def _acts(orders_refund: bool) -> list[Row]:
    acts = [
        ("step-in", _("Step in"), _("The platform takes the case; the reason is told to both sides.")),
        ("request-evidence", _("Ask the shop for evidence"), _("For cases that the platform has.")),
        (
            "rule",
            _("Rule for the consumer, as asked"),
            _("For cases that the platform has and whose evidence was opened."),
        ),
    ]
    shown = acts if orders_refund else acts[:2]
    return [{"value": value, "label": label, "hint": hint} for value, label, hint in shown]


def _choices(given: list[tuple[str, str]]) -> list[Row]:
    return [{"value": "", "label": "–"}, *({"value": value, "label": label} for value, label in given)]


def _summary(results: dict[str, Row]) -> str:
    if not results:
        return ""
    done = sum(1 for one in results.values() if one["tone"] == "good")
    return ngettext("{n} of {all} case done.", "{n} of {all} cases done.", len(results)).format(
        n=done, all=len(results)
    )
