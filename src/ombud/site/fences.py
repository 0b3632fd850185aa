"""Headers that every answer bears, the API's and static files' too: nobody else's page may take our answers in."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]
NO_ABILITIES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
"""Nothing here asks a browser for these; photos are taken by the file chooser."""


class Fences:
    """A middleware that adds them where a view didn't say otherwise."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        answer.headers.setdefault("Permissions-Policy", NO_ABILITIES)
        return answer
