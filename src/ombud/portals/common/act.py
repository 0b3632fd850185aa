"""Carries a form's act to the desk, and turns what the desk says into words beside the fields."""

import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.accounts import tries
from ombud.accounts.limits import of_sending, wait_words
from ombud.core.refusal import Refusal
from ombud.desk.commit import Clash
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import Act, Done, KeyReused, handle
from ombud.desk.said import said
from ombud.portals.common.display import joined
from ombud.portals.common.entry.asked import needs_proof
from ombud.portals.common.entry.step_up import require
from ombud.portals.common.who import SignedIn


class Misread(NamedTuple):
    """What was typed doesn't make an act: which field, and in words what it should be."""

    field: str
    text: str


class Wrong(NamedTuple):
    """What stops a form."""

    errors: list[dict[str, str]]
    """For the error summary: `field` (the input's name, may be empty) and `text`."""
    at: dict[str, str]
    """The words for each input."""
    code: str = ""
    """Of the refusal, where the rules said no."""


COUNTED = frozenset(("complaint.file", "report.file", "evidence_report.file"))
"""What one account, or one network with many accounts, could flood the platform with."""
RIGHT = Wrong([], {})
Outcome = Done | Refusal | Misread


def new_key() -> str:
    """A key for one form: sent twice, it acts once."""
    return secrets.token_urlsafe(18)


def act(request: SignedIn, verb: str, target: str, fields: Mapping[str, Any], *, key: str = "") -> Outcome:
    """Do this for whoever is signed in. `key` is the form's own (`{% act_key %}`) unless another is given.

    Raises desk.handle.NotFound, which the decorators of `who` make a 404, and ProofNeeded where the act asks for it
    (entry/asked.py) and staff didn't prove just now who they are, which becomes the page that asks.
    """
    if needs_proof(verb, fields):
        require(request)
    if verb in COUNTED and (wait := tries.take(of_sending(request, request.person, verb), timezone.now())):
        return Misread("", wait_words(wait))
    key = key or request.POST.get("act_key", "")[:80]
    try:
        return handle(Act(request.platform.id, verb, target, request.actor, fields, key=key, via="session"))
    except NotUnderstood as error:
        return Misread(error.field, _("This wasn’t filled in as it should be. Check it and send it again."))
    except KeyReused:
        return Misread("", _("This form was sent before with other contents. Check it and send it again."))
    except Clash:
        return Misread("", _("Somebody else acted at the same moment. Look at what is new and send it again."))


def wrong(
    outcome: Refusal | Misread | list[Misread],
    request: SignedIn,
    names: Mapping[str, str] | None = None,
    *,
    currency: str = "CNY",
    pack: str = "",
) -> Wrong:
    """What stops the form, in the reader's language. `names` gives the input's name for a command's field."""
    if isinstance(outcome, Refusal):
        text, way_out = refusal_words(outcome, request, currency=currency, pack=pack)
        words = joined(text, way_out)
        field = (names or {}).get(outcome.field, outcome.field)
        return Wrong([{"field": field, "text": words}], {field: words} if field else {}, outcome.code)
    misread = outcome if isinstance(outcome, list) else [outcome]
    named = [Misread((names or {}).get(one.field, one.field), one.text) for one in misread]
    return Wrong([one._asdict() for one in named], {one.field: one.text for one in named if one.field})


def refusal_words(refusal: Refusal, request: SignedIn, *, currency: str = "CNY", pack: str = "") -> tuple[str, str]:
    """A refusal's sentence and its way out, in the reader's language."""
    told = said(refusal, request.platform.zone, currency, pack or request.platform.pack)
    return told.text, told.way_out


def typed(request: HttpRequest, *names: str) -> dict[str, str]:
    """What was typed into these inputs, as it was typed but for the ends of lines."""
    return {name: request.POST.get(name, "").replace("\r\n", "\n") for name in names}
