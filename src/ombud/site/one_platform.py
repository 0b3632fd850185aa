"""At each request's beginning no platform is known: whoever recognises the caller names it, and sees that one alone."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from ombud.ledger import fence

Answer = Callable[[HttpRequest], HttpResponse]


class OnePlatform:
    """Django middleware around everything else."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        fence.within(None)
        with connection.execute_wrapper(fence.tell_django):
            return self._get_response(request)
