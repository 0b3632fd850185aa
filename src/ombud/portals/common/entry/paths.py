"""Where somebody wanted to go before they were asked to sign in."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def wanted(request: HttpRequest) -> str:
    """The page of ours to go on to, or nothing."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if ours and back.startswith("/") else ""
