"""The one address both origins have: whether this process serves."""

from django.http import HttpRequest, HttpResponse


def alive(_request: HttpRequest) -> HttpResponse:
    """Answer that this process serves; it asks nothing of the database."""
    return HttpResponse(b"ok\n", content_type="text/plain")
