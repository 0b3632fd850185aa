"""The address at which a shop system's deliveries arrive: verified, read, told to the desk, and answered in words."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from ombud.connectors import kept
from ombud.connectors.connector import NotGenuineError, NotReadableError, Telling, found
from ombud.connectors.signing import make_secret
from ombud.core.people import System
from ombud.core.refusal import Refusal
from ombud.desk import clock
from ombud.desk.handle import Act, Done, KeyReused
from ombud.desk.handle_many import Result, handle_many

BYTES_MAX = 512 * 1024
"""An order of 500 lines is a tenth of this."""
_NOBODY = make_secret()


@csrf_exempt
def receive(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """One delivery. What isn't genuine and what has no connector are answered alike."""
    connector = found().get(name)
    if connector is None:
        return _no(404, "not-found", "There is no connector of this name.")
    if request.method != "POST":
        return _no(405, "method-not-allowed", "This address takes POST.", Allow="POST")
    try:
        length = int(request.headers.get("Content-Length") or 0)
        body = request.read(BYTES_MAX + 1) if length <= BYTES_MAX else b""
    except (ValueError, UnreadablePostError, OSError):
        return _no(400, "malformed", "This call can't be read.")
    if length > BYTES_MAX or len(body) > BYTES_MAX:
        return _no(413, "too-large", f"A delivery has at most {BYTES_MAX} bytes.")
    held = kept.of(slug, name)
    headers = {key.lower(): value for key, value in request.headers.items()}
    try:
        delivery = connector.verify(headers, body, held.secret if held else _NOBODY, clock.now())
    except NotGenuineError as error:
        return _no(401, "not-genuine", str(error))
    assert held is not None, "nobody knows the secret of a connector that isn't there"
    try:
        tellings = connector.translate(delivery, held.shop)
    except NotReadableError as error:
        kept.note(held.platform, name, clock.now(), str(error))
        return _no(422, "not-understood", str(error))
    return _told(held, name, delivery.id, tellings)


def _told(held: kept.Kept, name: str, delivery: str, tellings: list[Telling]) -> HttpResponse:
    """What became of each order. A no of the rules is an answer, not a failure: sending again wouldn't change it."""
    new = [kept.is_newest(held.platform, name, one.order, one.as_of) for one in tellings]
    by = System(id=f"connector:{name}")
    acts = [
        Act(
            held.platform,
            "order.tell",
            one.order,
            by,
            {"facts": one.facts, "source": name},
            f"{name}:{delivery}:{place}",
            via=f"connector:{name}",
        )
        for place, one in enumerate(tellings)
        if new[place]
    ]
    results = iter(handle_many(acts))
    told = [_outcome(one.order, next(results) if is_new else None) for one, is_new in zip(tellings, new, strict=True)]
    problems = "; ".join(f"{one['id']}: {one['because']}" for one in told if "because" in one)
    kept.note(held.platform, name, clock.now(), problems)
    return HttpResponse(msgspec.json.encode({"orders": told}), content_type="application/json")


def _outcome(order: str, result: Result | None) -> dict[str, Any]:
    match result:
        case None:
            return {"id": order, "outcome": "outdated"}
        case Done():
            return {"id": order, "outcome": "told"}
        case Refusal(code="already-known"):
            return {"id": order, "outcome": "known"}
        case Refusal():
            return {"id": order, "outcome": "refused", "code": result.code, "because": result.because}
        case KeyReused():
            because = "another delivery came under this id"
            return {"id": order, "outcome": "refused", "code": "id-reused", "because": because}
    raise result  # ours to find out: the sender hears of a failure and sends again


def _no(status: int, code: str, detail: str, **headers: str) -> HttpResponse:
    body = {"type": f"urn:ombud:problem:{code}", "status": status, "code": code, "detail": detail}
    return HttpResponse(
        msgspec.json.encode(body), status=status, content_type="application/problem+json", headers=headers
    )
