"""Every verb as a call: one decode, the desk, one answer."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1 import sound
from ombud.api.v1.body import fields_of, idempotency_key
from ombud.api.v1.caller import Caller
from ombud.api.v1.endpoint import Handler
from ombud.api.v1.problems import refused
from ombud.api.v1.promised import promised
from ombud.api.v1.seen import seen
from ombud.core.complaint.state import Complaint
from ombud.core.fund.state import Fund
from ombud.core.order.state import Order
from ombud.core.people import System
from ombud.core.refusal import Refusal
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import Act, NotFound, handle
from ombud.desk.things import VERBS, Verb
from ombud.desk.unkeyed import key_for

BY_THE_DESK = ("order_vault.draw", "erasure.carry-out")
"""What is nobody's to ask for: a case draws on what is kept by being handed the file, and what was granted is erased by
the worker."""
OFFERED: Mapping[str, Verb] = {id: verb for id, verb in VERBS.items() if verb.name != "lapse" and id not in BY_THE_DESK}
"""The verbs that the API has, by thing and name: all but the passing of time, which is nobody's to ask for."""

_encode = msgspec.json.Encoder().encode


def doing(verb: Verb) -> Handler:
    """The handler that carries this verb out; `id` is the thing's, empty where a new one begins."""

    def do(request: HttpRequest, caller: Caller, id: str = "") -> HttpResponse:
        fields = fields_of(request)
        act = Act(caller.platform, verb.id, id, caller.by, fields, idempotency_key(request), caller.via)
        try:
            fits(verb, act)
            key, again = key_for(act)
            done = handle(act._replace(key=key))
        except NotUnderstood:
            may_be_told(verb, act)
            raise
        if isinstance(done, Refusal):
            raise refused(done, caller.platform, may_be_told(verb, act))
        answer = HttpResponse(_encode(promised(caller.platform, done)), content_type="application/json")
        if not id:
            answer.status_code = 201
            answer["Location"] = f"{request.path}/{done.id}"
        if again:
            answer["Idempotency-Replayed"] = "true"
        return answer

    return do


def fits(verb: Verb, act: Act) -> None:
    """Raises NotFound for an id that no thing can have, NotUnderstood for a field that can't be kept."""
    if len(act.target) > sound.NAME_MAX or not (act.target.isprintable() or not act.target):
        raise NotFound
    sound.check(verb, act.fields)


def may_be_told(verb: Verb, act: Act) -> str:
    """Only who may see a thing is told why it can't be done; to others there is no such thing. Raises NotFound.

    Returns the currency of the thing, empty where it has none.
    """
    if isinstance(act.by, System):
        return ""  # the platform's own software knows what there is
    if act.target:
        return _currency(seen(act.platform, verb.thing, act.target, act.by))
    order: Any = act.fields.get("order")
    if verb.thing in ("complaint", "evidence_report") and isinstance(order, str) and order:
        return _currency(seen(act.platform, "order", order, act.by))
    return ""


def _currency(thing: Any) -> str:
    match thing:
        case Complaint() | Fund():
            return thing.currency
        case Order():
            return thing.facts.currency
    return ""
