"""What everybody's page of their own data does alike: asking for an erasure, taking it back, and where one stands."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from ombud.core.erasure import ask, withdraw
from ombud.core.erasure.holds import Hold
from ombud.core.erasure.state import Erasure
from ombud.desk.access_erasure import access_erasure
from ombud.desk.erasing.holds import OWN
from ombud.desk.handle import Done
from ombud.desk.stream_names import names_of
from ombud.ledger.words import words_of
from ombud.packs.load import load_pack
from ombud.portals.common.act import RIGHT, Wrong, act, typed, wrong
from ombud.portals.common.display import when
from ombud.portals.common.privacy import words
from ombud.portals.common.who import SignedIn

Context = dict[str, Any]


def sent(request: SignedIn, here: str) -> HttpResponseRedirect | Wrong:
    """What came of its two buttons, one of which takes the request back; nothing where the page is only read."""
    if request.method != "POST":
        return RIGHT
    back = request.POST.get("do") == "withdraw"
    verb, fields = ("erasure.withdraw", {}) if back else ("erasure.ask", typed(request, "words"))
    done = act(request, verb, request.actor.id, fields)
    if not isinstance(done, Done):
        return wrong(done, request)
    said = _("You took it back. Nothing is erased.") if back else _("You asked for it. You are told what follows.")
    messages.success(request, said)
    return HttpResponseRedirect(here)


def standing(request: SignedIn, held: Iterable[Hold], stops: Wrong) -> Context:
    """Where the reader's erasure stands, what would stay if it were asked for now, and what they can do."""
    policy = load_pack(request.platform.pack)
    found = access_erasure(request.platform.id, request.actor.id, request.actor, request.at)
    return {
        "stays": held_rows(request, held),
        "erasure": asked_now(request, found) if found else None,
        "may_ask": ask.may(request.actor, found, policy, request.at) is None,
        "may_withdraw": found is not None and withdraw.may(request.actor, found, policy, request.at) is None,
        "wrong": stops,
        "typed": request.POST.get("words", ""),
    }


def held_rows(request: SignedIn, held: Iterable[Hold]) -> list[words.Row]:
    """What is held, with what lies there as people call it."""
    held = tuple(held)
    found = names_of(request.platform.id, [one.stream for one in held])
    names = {id: words.thing_words(thing, number) for id, (thing, number) in found.items()}
    return words.hold_rows(held, names, request)


def asked_now(request: SignedIn, found: Erasure) -> Context:
    """What was asked and what came of it, for privacy/asked.html."""
    said = words_of(request.platform.id, OWN + found.id)
    return {
        "state": found,
        "heading": {
            "asked": _("You asked to have your data erased"),
            "granted": _("Your data is being erased"),
            "held": _("Part of your data was erased"),
            "done": _("Your data was erased"),
            "refused": _("Your data is not erased"),
            "withdrawn": _("You took your request back"),
        }[found.stage],
        "due_at": found.deadlines[0].due_at if found.deadlines else None,
        "due_by": _("The platform decides by {time}"),
        "again": _again(request, found),
        "reasons": said.get(found.reasons, ""),
        "ground": words.ground_words(found.ground),
        "keep": [words.part_words(one, found.side) for one in found.keep],
        "left": held_rows(request, found.left),
    }


def _again(request: SignedIn, found: Erasure) -> str:
    if found.stage != "held" or not found.deadlines:
        return ""
    return _("Looked at again on {time}").format(
        time=when(found.deadlines[0].due_at, request.platform.zone, request.at)
    )
