"""Many verbs in one call: the desk's batch, each act answered as it would have been alone."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ombud.api.v1.act import OFFERED, fits, may_be_told
from ombud.api.v1.body import fields_of, idempotency_key
from ombud.api.v1.caller import Caller
from ombud.api.v1.endpoint import problem_of
from ombud.api.v1.naming import begins
from ombud.api.v1.problems import Problem, refused
from ombud.api.v1.promised import promised
from ombud.api.v1.schemas import Batch, Wanted
from ombud.core.refusal import Refusal
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import Act, Done, NotFound
from ombud.desk.handle_many import Result, handle_many


def do_batch(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Carry the acts out in one transaction; a refused one stops no other."""
    batch, key = _read(request), idempotency_key(request)
    results: dict[int, Result] = {}
    acts: dict[int, Act] = {}
    for place, wanted in enumerate(batch.acts):
        own = wanted.key or (f"{key}/{place}" if key else "")
        act = Act(caller.platform, wanted.verb, wanted.target, caller.by, wanted.fields, own, caller.via)
        try:
            _fits(wanted, act)
            acts[place] = act
        except (NotUnderstood, NotFound) as error:
            results[place] = error
    results |= zip(acts, handle_many(list(acts.values())), strict=True)
    places = range(len(batch.acts))
    told = [_told(caller.platform, results[place], batch.acts[place], acts.get(place)) for place in places]
    return HttpResponse(msgspec.json.encode({"results": told}), content_type="application/json")


def _read(request: HttpRequest) -> Batch:
    try:
        return msgspec.convert(fields_of(request), Batch)
    except msgspec.ValidationError as error:
        raise NotUnderstood("acts", str(error)) from None


def _fits(wanted: Wanted, act: Act) -> None:
    verb = OFFERED.get(wanted.verb)
    if verb is None:
        raise NotUnderstood("verb", _("There is no verb “{verb}”.").replace("{verb}", wanted.verb[:100]))
    if bool(wanted.target) == begins(verb):
        sentence = _("Filing and imposing begin a thing whose id we give; every other verb names its thing.")
        raise NotUnderstood("target", sentence)
    if not (wanted.key.isprintable() or not wanted.key):
        raise NotUnderstood("key", _("A key has printable characters only."))
    fits(verb, act)


def _told(platform: int, result: Result, wanted: Wanted, act: Act | None) -> dict[str, Any]:
    if isinstance(result, Done):
        return {"status": 201 if not wanted.target else 200, "done": promised(platform, result), "problem": None}
    problem = _problem(result, wanted, act)
    return {"status": problem.status, "done": None, "problem": problem.body()}


def _problem(result: Refusal | Exception, wanted: Wanted, act: Act | None) -> Problem:
    currency = ""
    if act is not None and isinstance(result, Refusal | NotUnderstood):
        try:
            currency = may_be_told(OFFERED[wanted.verb], act)
        except NotFound as hidden:
            return problem_of(hidden)
    if isinstance(result, Refusal):
        assert act is not None, "only the desk refuses"
        return refused(result, act.platform, currency)
    return problem_of(result)
