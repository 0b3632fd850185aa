"""The evidence of a case side by side: which exhibits lie open, what each is worth, and the look on record."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.core.complaint.events.execution import ExecutionProved
from ombud.core.complaint.events.intervention import EvidenceAssessed
from ombud.portals.common.act import act, new_key
from ombud.portals.common.case.present import allowed, original_url, pages_of
from ombud.portals.common.display import size, when
from ombud.portals.reviewer.lab.accusations import accusations, circled
from ombud.portals.reviewer.lab.findings import lab
from ombud.portals.reviewer.lab.similar import similar
from ombud.portals.reviewer.on_desk import OnDesk

Row = dict[str, Any]
SIDES = ("consumer", "merchant", "platform")


def evidence(desk: OnDesk) -> Row:
    """Panes, strip and assessments. What is shown large is recorded as opened by this reviewer, once each."""
    shown = _open(desk)
    if not shown:
        return {"panes": [], "exhibits": [], "assessed": [], "talks_in": _talks(desk)}
    record_opened(desk, [one["id"] for one in shown])
    desk.opened |= {one["id"] for one in shown}
    for one in desk.exhibits:
        one["current"] = one in shown
        one["seen"] = one["id"] in desk.opened
    panes = [_pane(desk, one) for one in shown]
    reports = accusations(desk)
    for one, pane in zip(shown, panes, strict=True):
        pane["regions"] = circled(reports, one["id"], pane["width"], pane["height"])
        pane["legend"] = _("Circled by the shop")
    found = lab(desk, shown, panes)
    left = [one for one in desk.exhibits if not one["seen"] and one["party"] != "platform"]
    return {
        "panes": [one for one in panes if one["src"]],
        "unshown": [one["what"] for one in panes if not one["src"]],
        "paged": any(one["turn"] for one in panes),
        "exhibits": desk.exhibits,
        "strip_note": _("Blue edge: consumer, {consumer}. Brown edge: shop, {shop}. Opened: {opened} of {all}.").format(
            consumer=_count(desk, "consumer"),
            shop=_count(desk, "merchant"),
            opened=len(desk.exhibits) - len(left),
            all=len(desk.exhibits),
        ),
        "unopened_url": left[0]["url"] if left else "",
        "assessed": [_assessed(desk, one, one in shown) for one in desk.exhibits],
        "may_assess": bool(allowed(desk.case, "complaint.assess")),
        "assess_url": desk.url("assess"),
        "similar": similar(desk),
        "talks_in": _talks(desk),
        **found,
    }


def _talks(desk: OnDesk) -> list[Row]:
    """What was put into the case of the chat: evidence too, each on its own page, where the look is put on record."""
    return [
        {
            "party": "platform" if one.by_platform else one.side,
            "text": ngettext("{n} message of the chat", "{n} messages of the chat", one.excerpt.messages).format(
                n=one.excerpt.messages
            ),
            "at": one.at,
            "url": reverse("talk-exhibit", args=[desk.complaint.number, one.id]),
        }
        for one in desk.complaint.talks
    ]


def record_opened(desk: OnDesk, exhibits: list[str]) -> None:
    """Put on record that this reviewer looks at these, where it isn't on record yet."""
    if new := [one for one in exhibits if one not in desk.opened]:
        act(desk.request, "complaint.open-exhibits", desk.complaint.id, {"exhibits": new}, key=new_key())


def _open(desk: OnDesk) -> list[Row]:
    """What lies open: the exhibits asked for, else what a waiting proof rests on, else the first of each side."""
    asked = [one for side in SIDES if (one := _asked(desk, side))]
    if desk.kept.get("p"):
        return [one for one in asked if one["party"] == "platform"][:1] or asked[:2]
    if not asked and desk.complaint.stage == "verifying" and (proof := _proof(desk)):
        return proof[:2]
    wanted = {one["party"]: one for one in asked}
    for one in desk.exhibits:
        if one["party"] != "platform":
            wanted.setdefault(one["party"], one)
    return [wanted[side] for side in SIDES if side in wanted][:2] or desk.exhibits[:1]


def _proof(desk: OnDesk) -> list[Row]:
    """The files of the proof that waits."""
    proofs = [one.event for one in desk.timeline.entries if isinstance(one.event, ExecutionProved)]
    files = {file.file for file in proofs[-1].files} if proofs else set()
    return [one for one in desk.exhibits if one["id"] in files]


def _asked(desk: OnDesk, side: str) -> Row | None:
    number = desk.kept.get(side[0], "")
    return next((one for one in desk.exhibits if one["party"] == side and str(one["number"]) == number), None)


def _pane(desk: OnDesk, exhibit: Row) -> Row:
    letter = exhibit["party"][0]
    pages = pages_of(desk.case, exhibit["id"])
    asked = desk.kept.get(f"{letter}p", "")
    place = min(int(asked), len(pages)) - 1 if asked.isdecimal() and len(asked) < 4 and int(asked) else 0
    page = pages[place] if pages else {"src": "", "width": 0, "height": 0}
    made = exhibit.get("uploaded_at")
    moment = when(made, desk.case.platform.zone, desk.case.at) if made else ""
    mine = {letter: str(exhibit["number"])}
    return {
        "party": exhibit["party"],
        "who": {"consumer": _("Consumer"), "merchant": _("Shop"), "platform": _("Platform")}[exhibit["party"]],
        "what": exhibit["name"],
        "meta": " · ".join(filter(None, (moment, f"{page['width']}×{page['height']}" if page["src"] else ""))),
        "src": page["src"],
        "alt": exhibit["alt"],
        "width": page["width"],
        "height": page["height"],
        "caption": _caption(exhibit),
        "turn": [
            {"number": n, "url": desk.url(**mine, **{f"{letter}p": str(n)}), "current": n == place + 1}
            for n in range(1, len(pages) + 1)
        ]
        if len(pages) > 1
        else [],
    }  # fmt: skip


def _caption(exhibit: Row) -> str:
    """What its sender called the file, and how large it is."""
    return " · ".join(filter(None, (exhibit.get("filename", ""), size(exhibit["size"]) if exhibit.get("size") else "")))


def _assessed(desk: OnDesk, exhibit: Row, shown: bool) -> Row:
    said = [
        one.event
        for one in desk.timeline.entries
        if isinstance(one.event, EvidenceAssessed) and one.event.exhibit == exhibit["id"]
    ]
    counts = exhibit["counts"]
    return {
        "exhibit": exhibit,
        "shown": shown,
        "original_url": original_url(desk.case, exhibit["id"]) if shown else "",
        "text": _("Counts") if counts else _("Doesn’t count") if counts is False else _("Not assessed"),
        "tone": "good" if counts else "bad" if counts is False else "",
        "why": desk.timeline.said(said[-1].words) if said else "",
    }


def _count(desk: OnDesk, side: str) -> int:
    return sum(1 for one in desk.complaint.exhibits if one.side == side)
