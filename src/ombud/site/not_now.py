"""What a page answers where the database doesn't: that it can't be told now, without asking the database anything."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override
from django.views.defaults import server_error

from ombud.timers.away import AWAY

RETRY_SECONDS = "10"
"""Long enough for a database that is started anew, short enough for somebody who waits."""


def failed(request: HttpRequest) -> HttpResponse:
    """The page for an error that nobody took: 503 where the database is away, else 500. Called while it is handled."""
    if not isinstance(sys.exc_info()[1], AWAY):
        return server_error(request)
    with override(get_language_from_request(request)):
        answer = HttpResponse(render_to_string("503.html"), status=503)
    answer["Retry-After"], answer["Cache-Control"] = RETRY_SECONDS, "no-store"
    return answer
