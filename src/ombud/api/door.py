"""Lets calls of the API past what only pages need: no session, cookie, message or form token is read for them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

PREFIX = "/api/"
Answer = Callable[[HttpRequest], HttpResponse]


class ApiDoor:
    """A middleware that answers the API's addresses itself, in the caller's language; all others go on."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        request.resolver_match = match
        with translation.override(translation.get_language_from_request(request)):
            answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
            answer.headers.setdefault("Content-Language", translation.get_language() or "en")
            if not answer.streaming:
                answer.headers.setdefault("Content-Length", str(len(answer.content)))
        return answer
