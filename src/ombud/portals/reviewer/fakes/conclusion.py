"""The conclusion: a result with reasons for each claim, what it rests on, and perhaps who is responsible now."""

from typing import Any, get_args

from django.utils.translation import gettext as _

from ombud.core.evidence_report.events import Ground, Result
from ombud.portals.common.act import Misread, refusal_words
from ombud.portals.common.display import joined
from ombud.portals.common.fake.words import claim_name, ground_name, result_name
from ombud.portals.reviewer.fakes.on_desk import FakeDesk
from ombud.portals.reviewer.panel.findings import NAMES as FINDING_NAMES
from ombud.portals.reviewer.panel.findings import finding_parts, read_findings
from ombud.portals.reviewer.panel.form import Filled, Intent, Part, checks, field, note, options

VERB = "evidence_report.conclude"
NAMES = {"relied_on": "grounds", "adjusted": "adjust", "results": "words"}
"""The input's name for a field of the command."""
RESULTS: tuple[Result, ...] = ("found", "not-shown", "unclear")
GROUNDS: tuple[Ground, ...] = get_args(Ground)


def parts(desk: FakeDesk, filled: Filled) -> list[Part]:
    """All that a conclusion holds, in the order in which it is thought."""
    found: list[Part] = []
    for one in desk.report.claims:
        name = claim_name(one.claim)
        results = [{"value": result, "label": result_name(result)} for result in RESULTS]
        why = _("Why, on “{claim}”").format(claim=name)
        found += [
            options(filled, f"result-{one.claim}", name, results),
            field(filled, f"why-{one.claim}", why, kind="textarea", rows=2),
        ]
    grounds = [_ground(desk, one) for one in GROUNDS]
    found += [
        checks(filled, "grounds", _("What it rests on"), grounds),
        note(_("No conclusion can rest on a machine’s finding alone. Name what you have seen yourself.")),
        field(filled, "words", _("Reasons in all, which both sides read"), kind="textarea", rows=3),
        checks(filled, "groundless", _("If nothing is shown"), [_groundless()]),
    ]
    return [found[0], *_unkeyed([*found[1:], *_adjusting(desk, filled)])]


def read(desk: FakeDesk) -> Intent | list[Misread]:
    """The conclusion, or what in it can't be read: all at once."""
    sent, faults = desk.request.POST, []
    results = []
    for one in desk.report.claims:
        result = sent.get(f"result-{one.claim}", "")
        words = sent.get(f"why-{one.claim}", "").replace("\r\n", "\n")
        if result not in RESULTS:
            faults.append(Misread(f"result-{one.claim}", _("Say of each claim what was found.")))
        if not words.strip():
            faults.append(Misread(f"why-{one.claim}", _("Write down why.")))
        results.append({"claim": one.claim, "result": result, "words": words})
    grounds = [one for one in sent.getlist("grounds") if one in GROUNDS]
    if not set(grounds) - {"finding"}:
        faults.append(Misread("grounds", _("Name at least one thing besides what the machine found.")))
    if not sent.get("words", "").strip():
        faults.append(Misread("words", _("Write down the reasons.")))
    fields: dict[str, Any] = {
        "results": results,
        "relied_on": grounds,
        "words": sent.get("words", "").replace("\r\n", "\n"),
        "groundless": "yes" in sent.getlist("groundless"),
    }
    if "yes" in sent.getlist("adjust") and desk.linked is not None:
        adjusted = read_findings(desk.linked)
        if isinstance(adjusted, list):
            faults += adjusted
        else:
            fields["adjusted"] = adjusted
    return faults or Intent(VERB, fields, desk.report.id)


def names(field: str) -> dict[str, str]:
    """The names of inputs, where a refusal is about a field of the adjustment or of the conclusion."""
    return {**FINDING_NAMES, **NAMES} if field in NAMES else FINDING_NAMES


def _ground(desk: FakeDesk, ground: Ground) -> Part:
    admitted = ground == "admitted" and desk.report.stance != "admits"
    return {
        "value": ground,
        "label": ground_name(ground),
        "hint": _("Never alone") if ground == "finding" else _("They haven’t") if admitted else "",
        "off": admitted,
    }


def _groundless() -> Part:
    return {
        "value": "yes",
        "label": _("The shop could have known"),
        "text": _("The report then counts against the shop. Only where no claim was shown."),
    }


def _adjusting(desk: FakeDesk, filled: Filled) -> list[Part]:
    """The part about the linked case, folded while nobody wants it."""
    if desk.linked is None:
        return [note(_("No case is linked to this report, so there is nothing to adjust."))]
    refusal = desk.not_adjustable
    heading = _("Adjust who is responsible in the case")
    if refusal is not None:
        text, way_out = refusal_words(refusal, desk.request, pack=desk.linked.complaint.pack)
        return [note(joined(text, way_out), heading=heading)]
    wanted = "yes" in filled.all("adjust")
    choice = {"value": "yes", "label": _("Adjust it with this conclusion"),
              "text": _("Only where something was found. Without it the case stays as it is.")}  # fmt: skip
    left = desk.linked.unopened()
    inner: list[Part] = [checks(filled, "adjust", heading, [choice])]
    if left:
        words = _("{left} exhibits of the case are still to be opened before anything in it can be decided.")
        inner.append(note(words.format(left=left), "warn"))
        inner.append({"as": "link", "url": desk.linked.url(), "label": _("Open the case")})
    rest = _unkeyed(finding_parts(desk.linked, filled))
    return [{"as": "fold", "heading": heading, "open": wanted, "parts": [*inner, *rest]}]


def _unkeyed(parts: list[Part]) -> list[Part]:
    """The same without keys: 1 to 3 press one thing of a page, the first claim's result."""
    for one in parts:
        if one["as"] == "options":
            one["options"] = [{"value": it["value"], "label": it["label"]} for it in one["options"]]
    return parts
