"""Asks an OpenID provider for its documents and tokens: by https alone, without redirects, within bounds.

Who the provider is, an administrator said on this machine (`ombud sign-in`), so it may stand inside the house, where
no webhook may go. What it answers is believed no further than its signature.
"""

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from django.conf import settings

SECONDS_MAX = 5
BYTES_MAX = 256 * 1024
NEAR = ("localhost", "127.0.0.1", "::1")


class NotFetched(Exception):
    """No answer that can be used; the words are for the log."""


class Fetch(Protocol):
    """Fetches JSON; with `form` by POST. Raises NotFetched."""

    def __call__(
        self, url: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """What the address answers."""


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_named: Any) -> None:
        """None: wherever it wants to send us, we don't go."""


def fetch(url: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the address answers, if it is a JSON object."""
    if not fit(url):
        raise NotFetched("not an https address")
    body = urlencode(form).encode() if form is not None else None
    request = Request(url, data=body, headers={"Accept": "application/json", **(headers or {})})  # noqa: S310 - fit()
    try:
        with _opener().open(request, timeout=SECONDS_MAX) as answer:
            read = answer.read(BYTES_MAX + 1)
    except HTTPError as error:
        raise NotFetched(f"status {error.code}") from None
    except (URLError, OSError, HTTPException, ValueError) as error:
        raise NotFetched(type(error).__name__) from None
    if len(read) > BYTES_MAX:
        raise NotFetched("too long")
    try:
        said = json.loads(read)
    except (ValueError, RecursionError):
        raise NotFetched("not JSON") from None
    if not isinstance(said, dict):
        raise NotFetched("not an object")
    return said


def fit(url: str) -> bool:
    """Whether this may be a provider's address: https, or this machine while the demo or development runs."""
    parts = urlsplit(url)
    near = parts.scheme == "http" and parts.hostname in NEAR and (settings.DEMO or settings.DEBUG)
    return bool(parts.hostname) and not parts.username and (parts.scheme == "https" or near)


def _opener() -> OpenerDirector:
    return build_opener(ProxyHandler({}), _NoRedirects())
