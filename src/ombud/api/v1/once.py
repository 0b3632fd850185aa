"""A call that is no verb, carried out once under its key."""

from functools import wraps
from hashlib import sha256
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.body import fields_of, idempotency_key
from ombud.api.v1.caller import Caller
from ombud.api.v1.endpoint import Handler
from ombud.desk import answered
from ombud.desk.begins import principal_of


class _Kept(msgspec.Struct):
    """An answer, as it is kept: it may hold a secret that is shown this once."""

    status: int
    body: str
    location: str = ""


def once(handler: Handler) -> Handler:
    """The handler, which under one key does and answers the same once, however often it is called. Raises KeyReused."""

    @wraps(handler)
    def do(request: HttpRequest, caller: Caller, *path: Any, **named: Any) -> HttpResponse:
        key = idempotency_key(request)
        if not key:
            return handler(request, caller, *path, **named)
        command = sha256(msgspec.json.encode([request.path, fields_of(request)], order="deterministic")).digest()
        asked = answered.Asked(caller.platform, principal_of(caller.by), key)
        return _answer(answered.once(asked, command, lambda: _kept(handler(request, caller, *path, **named))))

    return do


def _kept(answer: HttpResponse) -> str:
    kept = _Kept(answer.status_code, answer.content.decode(), answer.get("Location", ""))
    return msgspec.json.encode(kept).decode()


def _answer(kept: str) -> HttpResponse:
    told = msgspec.json.decode(kept, type=_Kept)
    answer = HttpResponse(told.body, status=told.status, content_type="application/json")
    if told.location:
        answer["Location"] = told.location
    return answer
