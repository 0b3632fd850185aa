"""What each screen takes over from what was sent, and what it says is missing."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from ombud.core.complaint import file
from ombud.portals.common.act import RIGHT, Misread, Wrong, wrong
from ombud.portals.common.who import SignedIn
from ombud.portals.consumer.by_kind import failures, sent
from ombud.portals.consumer.filing.paper import Paper

Missing = list[Misread]


def _posted(request: SignedIn, *names: str) -> dict[str, list[str]]:
    return {
        name: [one.replace("\0", "\ufffd").replace("\r\n", "\n")[:20_000] for one in request.POST.getlist(name)]
        for name in names
    }


def take_goods(paper: Paper) -> Wrong:
    """Which goods, and why."""
    request = paper.request
    quantities = [f"quantity_{line.id}" for line in paper.order.facts.lines if f"quantity_{line.id}" in request.POST]
    paper.keep(_posted(request, "reason", "lines", *quantities))
    missing: Missing = []
    if not paper.lines:
        missing.append(Misread("lines", _("Choose at least one of the goods in the order.")))
    for line, quantity in paper.lines:
        if not 1 <= quantity <= line.quantity:
            words = _("Of “{goods}” you bought {bought}. Enter a number from 1 to {bought}.")
            name = line.title or line.id
            missing.append(Misread(f"quantity_{line.id}", words.format(goods=name, bought=line.quantity)))
    if paper.reason is None:
        missing.append(Misread("reason", _("Choose what is wrong.")))
    elif pending := paper.order.live_about(paper.reason.code, tuple(line.id for line, _n in paper.lines)):
        return wrong(file.ALREADY_PENDING.given(number=pending.number), request)
    return wrong(missing, request)


def take_problem(paper: Paper) -> Wrong:
    """What happened, and what shows it."""
    request, limits = paper.request, paper.policy.pack.limits
    files = paper.sent = sent(request, paper.kinds)
    paper.keep({**_posted(request, "problem"), **{f"file_{code}": given.ids for code, given in files.items()}})
    if "remove_file" in request.POST:
        return Wrong([], {})
    failed = failures(files)
    missing: Missing = []
    words = paper.draft.one("problem")
    if not words.strip():
        missing.append(Misread("problem", _("Tell what happened, in a sentence or two.")))
    if len(words) > limits.words_max:
        told = _("This takes at most {most} characters; there are {now}.")
        missing.append(Misread("problem", told.format(most=limits.words_max, now=len(words))))
    if len(paper.files()) > limits.files_max:
        told = _("At most {most} files can be sent along.").format(most=limits.files_max)
        missing.append(Misread(f"photos_{paper.kinds[0]}", told))
    for code in paper.reason.required if paper.reason else ():
        if not paper.draft.all(f"file_{code}"):
            told = _("With this reason it can’t be taken without: {kind}.").format(kind=paper.say(f"evidence.{code}"))
            missing.append(Misread(f"photos_{code}", told))
    found = wrong(missing, request)
    return Wrong([*failed, *found.errors], {**{one["field"]: one["text"] for one in failed}, **found.at})


def take_wish(paper: Paper) -> Wrong:
    """What is asked for, and how to reach who asks."""
    paper.keep(_posted(paper.request, "remedy", "amount", "name", "phone", "email"))
    return _wish(paper)


def _wish(paper: Paper) -> Wrong:
    missing: Missing = []
    refused = RIGHT
    asked: dict[str, Any] | Misread = paper.asked()
    if isinstance(asked, Misread):
        missing.append(asked)
    elif asked["remedy"] in ("refund", "return_refund") and asked["amount"] > paper.refundable:
        refusal = file.TOO_MUCH.given(refundable=paper.refundable).at_field("amount")
        refused = wrong(refusal, paper.request, currency=paper.currency)
    elif "amount" in asked and not asked["amount"]:
        missing.append(Misread("amount", _("Say how much you ask for.")))
    phone, email = paper.contact("phone"), paper.contact("email")
    if not phone.strip() and not email.strip():
        told = _("Give a phone number or an e-mail address at which we can reach you.")
        missing.append(Misread("phone", told))
    if phone.strip() and sum(one.isdigit() for one in phone) < 5:
        missing.append(Misread("phone", _("This doesn’t look like a phone number. Check it.")))
    if email.strip() and ("@" not in email.strip()[1:-1] or " " in email.strip()):
        missing.append(Misread("email", _("This doesn’t look like an e-mail address. Check it.")))
    rest = wrong(missing, paper.request)
    return Wrong([*refused.errors, *rest.errors], {**refused.at, **rest.at}, refused.code)


TAKE: dict[str, Callable[[Paper], Wrong]] = {"goods": take_goods, "problem": take_problem, "wish": take_wish}
"""What each screen does with what was sent."""


def first_unfinished(paper: Paper) -> str:
    """The first screen that still lacks something; `check` where none does."""
    if not paper.lines or paper.reason is None:
        return "goods"
    if not paper.draft.one("problem").strip() or any(
        not paper.draft.all(f"file_{code}") for code in paper.reason.required
    ):
        return "problem"
    if "phone" not in paper.fields or _wish(paper).errors:
        return "wish"
    return "check"
