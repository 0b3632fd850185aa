"""Many orders in one call: each is told as it would be alone, with a result of its own; telling them again is safe."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1 import problems
from ombud.api.v1.act import OFFERED, fits
from ombud.api.v1.body import fields_of, idempotency_key
from ombud.api.v1.caller import Caller
from ombud.api.v1.endpoint import problem_of
from ombud.api.v1.problems import refused
from ombud.api.v1.schemas import Problem, Told, ToldOrders
from ombud.core.order.tell import KNOWN, ONLY_SYSTEMS
from ombud.core.people import System
from ombud.core.refusal import Refusal
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import Act, Done, NotFound
from ombud.desk.handle_many import Result, handle_many

VERB = OFFERED["order.tell"]


def tell_orders(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Tell of all of them; one that can't be taken stops no other."""
    if not isinstance(caller.by, System):
        raise refused(ONLY_SYSTEMS, caller.platform, "")
    told, key = _read(request), idempotency_key(request)
    results: dict[int, Result] = {}
    acts: dict[int, Act] = {}
    for place, one in enumerate(told.orders):
        fields = {"facts": one.facts, "source": told.source}
        own = f"{key}/{place}" if key else ""
        act = Act(caller.platform, VERB.id, one.id, caller.by, fields, own, caller.via)
        try:
            fits(VERB, act if one.id else act._replace(target="\0"))
            acts[place] = act
        except (NotUnderstood, NotFound) as error:
            results[place] = error
    results |= zip(acts, handle_many(list(acts.values())), strict=True)
    answer = [_told(one.id, results[place], caller.platform) for place, one in enumerate(told.orders)]
    counts = {name: sum(one["outcome"] == name for one in answer) for name in ("told", "known", "refused")}
    return HttpResponse(msgspec.json.encode({**counts, "results": answer}), content_type="application/json")


def _read(request: HttpRequest) -> ToldOrders:
    try:
        return msgspec.convert(fields_of(request), ToldOrders)
    except msgspec.ValidationError as error:
        raise NotUnderstood("orders", str(error)) from None


def _told(id: str, result: Result, platform: int) -> dict[str, Any]:
    match result:
        case Done():
            outcome = Told(id=id, outcome="told", version=result.version)
        case Refusal(code=KNOWN.code):
            outcome = Told(id=id, outcome="known")
        case Refusal():
            outcome = Told(id=id, outcome="refused", problem=_plain(refused(result, platform, "")))
        case _:
            outcome = Told(id=id, outcome="refused", problem=_plain(problem_of(result)))
    found: dict[str, Any] = msgspec.to_builtins(outcome)
    return found


def _plain(problem: problems.Problem) -> Problem:
    return Problem(**problem.body())
