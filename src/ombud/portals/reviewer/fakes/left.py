"""The left half of a report's page: each claim with the picture and its proof, what each side says, what was before."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.portals.common.case.present import order_of
from ombud.portals.common.display import when
from ombud.portals.common.fake.shown import claims, files, rests_on
from ombud.portals.common.fake.story import story
from ombud.portals.common.fake.words import claims_said, stands_listed
from ombud.portals.reviewer.fakes.lab import lab
from ombud.portals.reviewer.fakes.on_desk import FakeDesk
from ombud.portals.reviewer.rows import case_url, staff_names
from ombud.reads.evidence_reports import Listed, of_order, of_shop

Row = dict[str, Any]
SHOWN = 8
"""Earlier reports of the same maker: as many as show a habit."""


def left(desk: FakeDesk) -> Row:
    """What reviewer/fakes/page.html is given for its left half and its head."""
    report, request = desk.report, desk.request
    platform, me, linked = request.platform.id, request.actor.id, report.linked
    made = [one | _open(desk, one) for one in claims(platform, report, "platform", desk.record.said, me, desk.accused)]
    accused_panes = [pane for one in made for pane in one["panes"] if pane["party"] == "consumer"]
    return {
        **lab(desk, accused_panes),
        "here": "evidence-senior" if report.overdue and report.open else "evidence",
        "viewer": "platform",
        "report": report,
        "number": report.number,
        "title": _("Fake evidence? {claims}").format(claims=claims_said([one.claim for one in report.claims])),
        "shop_name": desk.shop_name,
        "facts": _facts(desk),
        "accused": desk.accused,
        "claims": made,
        "words": desk.record.said(report.words),
        "answered": report.answered_at is not None,
        "answer": desk.record.said(report.answer),
        "answer_files": files(platform, [one.file for one in report.answer_files], me, _("From the consumer")),
        "reasons": desk.record.said(report.reasons),
        "rests_on": rests_on(report),
        "events": story(desk.record, "platform", staff_names(request)),
        "order": _order(desk),
        "linked": {"number": linked.number, "url": case_url(linked.number)} if linked else None,
        "same_order": [_earlier(one) for one in of_order(platform, report.order) if one.id != report.id],
        **_maker(desk),
    }


def _facts(desk: FakeDesk) -> list[Row]:
    report = desk.report
    silent = _("None yet") if report.stage == "heard" else _("None")
    answered = {"admits": _("Admits it"), "denies": _("Denies it"), None: silent}[report.stance]
    told: list[Row] = [
        {"label": _("Order"), "value": report.order_number},
        {"label": _("The consumer’s answer"), "value": answered},
    ]
    if report.deadlines:
        due = report.deadlines[0]
        label = _("To be heard until") if report.stage == "heard" else _("Conclude by")
        told.append({"label": label, "at": due.due_at, "tone": "bad" if report.overdue else ""})
    return told


def _open(desk: FakeDesk, made: Row) -> Row:
    """The panes of one claim: the accused picture with its circles, and the proof that lies open beside it.

    A claim with nothing to see but an address doesn't show the picture once more.
    """
    asked = desk.kept.get(made["claim"], "")
    place = min(int(asked), len(made["files"])) - 1 if asked.isdecimal() and len(asked) < 3 and int(asked) else 0
    panes = []
    alone = len(desk.report.claims) == 1
    if desk.accused is not None and (made["files"] or made["places"] or alone):
        panes.append(_pane(desk, desk.accused, "consumer", _("The picture in question")) | {"regions": made["places"]})
    if made["files"]:
        panes.append(_pane(desk, made["files"][place], "merchant", made["files"][place]["name"]))
    turns = [
        {"n": n, "url": desk.url(**{made["claim"]: str(n)}), "current": n == place + 1}
        for n in range(1, len(made["files"]) + 1)
    ]
    return {"panes": panes, "turns": turns if len(turns) > 1 else []}


def _pane(desk: FakeDesk, picture: Row, party: str, what: str) -> Row:
    made = picture.get("uploaded_at")
    moment = when(made, desk.request.platform.zone, desk.request.at) if made else ""
    return {
        "party": party,
        "who": _("Consumer") if party == "consumer" else _("Shop"),
        "what": what,
        "meta": " · ".join(filter(None, (moment, f"{picture['width']}×{picture['height']}"))),
        "src": picture["src"],
        "alt": picture["alt"],
        "width": picture["width"],
        "height": picture["height"],
        "legend": _("Circled by the shop"),
        "caption": "",
    }


def _order(desk: FakeDesk) -> Row | None:
    linked = desk.report.linked
    if linked is None or linked.order is None:
        return None
    return order_of(linked.order, desk.request.platform.id, desk.request.actor.id, shop=desk.shop_name) | {
        "url": case_url(linked.number)
    }


def _maker(desk: FakeDesk) -> Row:
    """What the same shop reported before, and what came of it."""
    found, _more = of_shop(desk.request.platform.id, desk.report.shop)
    others = [one for one in found if one.id != desk.report.id]
    came = Counter(one.outcome for one in others if one.outcome)
    return {
        "same_maker": [_earlier(one) for one in others[:SHOWN]],
        "came": [
            {"label": _("Found fake"), "value": came["found"]},
            {"label": _("Not shown"), "value": came["not-shown"]},
            {"label": _("Unclear"), "value": came["unclear"]},
        ]
        if came
        else [],
    }


def _earlier(one: Listed) -> Row:
    taken_back = one.withdrawn_at is not None
    text, tone = stands_listed(one.told, one.stage, one.outcome, taken_back=taken_back, party="platform")
    return {
        "number": one.number,
        "url": reverse("review-evidence-report", args=[one.number]),
        "claims": claims_said(one.claims.split()),
        "title": one.title,
        "at": one.filed_at,
        "text": text,
        "tone": tone,
    }
