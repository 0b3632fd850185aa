"""Around every endpoint: the method, the caller, and each kind of no turned into its problem."""

import logging
from collections.abc import Callable
from typing import Any, Concatenate

import psycopg
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ombud.api.v1.caller import Caller, caller_of
from ombud.api.v1.looks import written_down
from ombud.api.v1.problems import Problem, changed_meanwhile, key_reused, not_found, not_understood
from ombud.desk.commit import Clash
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import KeyReused, NotFound

log = logging.getLogger(__name__)
RETRY_SECONDS = "2"
"""About as long as PostgreSQL needs to come back after it was killed."""
View = Callable[..., HttpResponse]
Handler = Callable[Concatenate[HttpRequest, Caller, ...], HttpResponse]
Public = Callable[Concatenate[HttpRequest, ...], HttpResponse]


def endpoint(**handlers: Handler) -> View:
    """One address, a handler for each method (`get=…, post=…`), open to callers with a key."""
    return _view({name.upper(): handler for name, handler in handlers.items()}, with_key=True)


def public(**handlers: Public) -> View:
    """One address that needs no key: what everybody may read."""
    return _view({name.upper(): handler for name, handler in handlers.items()}, with_key=False)


def _view(handlers: dict[str, Any], *, with_key: bool) -> View:
    if "GET" in handlers:
        handlers["HEAD"] = handlers["GET"]
    allowed = ", ".join(sorted(handlers))

    def answered(request: HttpRequest, path: dict[str, Any]) -> HttpResponse:
        handler = handlers.get(request.method or "")
        if handler is None:
            detail = _("This address doesn’t take that method.")
            raise Problem(405, "method-not-allowed", detail, headers={"Allow": allowed})
        if not with_key:
            shown: HttpResponse = handler(request, **path)
            return shown
        caller = caller_of(request)
        answer: HttpResponse = handler(request, caller, **path)
        written_down(request, caller, answer)
        return answer

    def view(request: HttpRequest, **path: Any) -> HttpResponse:
        try:
            answer = answered(request, path)
        except Exception as error:  # noqa: BLE001 - each kind becomes its problem; the unknown is logged, and a 500
            answer = problem_of(error).answer()
        if "Cache-Control" not in answer:
            answer["Cache-Control"] = "private, no-store"
        return answer

    return csrf_exempt(view)


def problem_of(error: Exception) -> Problem:
    """What the caller is told of this error. What isn't a no of ours is written to the log."""
    match error:
        case Problem():
            return error
        case NotFound():
            return not_found()
        case NotUnderstood():
            return not_understood(error)
        case KeyReused():
            return key_reused()
        case Clash():
            return changed_meanwhile()
        case RequestDataTooBig():
            return Problem(413, "too-large", _("This is more than one call may carry."))
        case MultiPartParserError() | SuspiciousOperation() | UnreadablePostError():
            return Problem(400, "malformed", _("This call can’t be read."))
        case psycopg.OperationalError() | OperationalError():
            detail = _("The database doesn’t answer just now. The same call under the same key is safe to repeat.")
            return Problem(503, "not-now", detail, headers={"Retry-After": RETRY_SECONDS})
    log.error("An API call failed: we are wrong.", exc_info=error)
    return Problem(500, "our-mistake", _("Something went wrong on our side; it is written down."))
