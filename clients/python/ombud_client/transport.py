"""How calls travel: keys, retries under the same key, problems as exceptions, lists page after page."""

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from http import HTTPStatus
from http.client import HTTPException
from typing import Any, Final, Self
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

AGAIN: Final = frozenset((429, 502, 503, 504))
"""Answers after which the same call may be sent again."""
AGAIN_CODES: Final = frozenset(("changed-meanwhile",))
TRIES = 4
PAUSE_SECONDS = 0.5
PAUSE_SECONDS_MAX = 30.0
TIMEOUT_SECONDS = 60.0


class Unset:
    """A field that isn't sent; null is something else."""

    def __repr__(self) -> str:
        """As it stands in signatures."""
        return "UNSET"


UNSET: Final = Unset()


class Unreachable(Exception):
    """No answer came, however often it was tried. The call may have been carried out: repeat it under the same key."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(why)
        self.key = key


class ProblemError(Exception):
    """The API said no (RFC 9457). `code` keeps its meaning; `detail` and `way_out` are sentences for people."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("code", ""))
        self.detail = str(body.get("detail", ""))
        self.way_out = str(body.get("way_out", ""))
        self.field = str(body.get("field", ""))
        self.facts: dict[str, Any] = dict(body.get("facts") or {})
        super().__init__(f"{status} {self.code}: {self.detail}")


class _Stay(HTTPRedirectHandler):
    """An API doesn't send anybody elsewhere; a key isn't carried to another address."""

    def redirect_request(self, *_given: Any) -> None:
        """Follow nothing."""


class Transport:
    """One platform's API under one key. `acting` gives the same for one party."""

    def __init__(
        self, base: str, key: str, *, language: str = "en", timeout: float = TIMEOUT_SECONDS, tries: int = TRIES
    ) -> None:
        self.base = base.rstrip("/")
        self.actor = ""
        self._key, self._language, self._timeout, self._tries = key, language, timeout, tries
        self._open = build_opener(_Stay).open
        self._sleep: Callable[[float], None] = time.sleep

    def acting(self, actor: str) -> Self:
        """The same client speaking for `consumer:<id>`, `merchant:<shop>:<id>` or `reviewer:<id>`."""
        other = copy(self)
        other.actor = actor
        return other

    def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        fields: Mapping[str, Any] | None = None,
        data: bytes | None = None,
        media_type: str = "application/json",
        key: str | None = None,
    ) -> Any:
        """Send one call until it is answered; what stands in the answer. Raises ProblemError, Unreachable."""
        asked = {name: _plain(one) for name, one in (query or {}).items() if not isinstance(one, Unset)}
        url = f"{self.base}{path}" + (f"?{urlencode(asked)}" if asked else "")
        body = data if data is not None else None
        if fields is not None:
            body = json.dumps({name: one for name, one in fields.items() if not isinstance(one, Unset)}).encode()
        key = key or str(uuid.uuid4())
        headers = self._headers(method, media_type, key, body)
        request = Request(url, data=body, method=method, headers=headers)  # noqa: S310 - the caller's own address
        for left in range(self._tries - 1, -1, -1):
            try:
                with self._open(request, timeout=self._timeout) as answer:
                    return _read(answer.headers.get_content_type(), answer.read())
            except HTTPError as error:
                problem = _problem(error)
                if not left or not (error.code in AGAIN or problem.code in AGAIN_CODES):
                    raise problem from None
                self._pause(self._tries - 1 - left, error.headers.get("Retry-After", ""))
            except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
                if not left:
                    raise Unreachable(key, str(error)) from error
                self._pause(self._tries - 1 - left, "")
        raise AssertionError("the last try ends in an answer or an error")

    def _each(self, path: str, query: Mapping[str, Any]) -> Iterator[Any]:
        """All items of a list, page after page."""
        cursor: Any = UNSET
        while True:
            page = self._call("GET", path, query={**query, "cursor": cursor})
            yield from page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return

    def _headers(self, method: str, media_type: str, key: str, body: bytes | None) -> dict[str, str]:
        headers = {
            "Authorization": f"Bearer {self._key}",
            "Accept-Language": self._language,
            "User-Agent": "ombud-client/1.0",
        }
        if self.actor:
            headers["Ombud-Actor"] = self.actor
        if method != "GET":
            headers["Idempotency-Key"] = key
        if body is not None:
            headers["Content-Type"] = media_type
        return headers

    def _pause(self, before: int, said: str) -> None:
        told = float(said) if said.isascii() and said.isdigit() else 0.0
        self._sleep(min(PAUSE_SECONDS_MAX, max(told, PAUSE_SECONDS * 2**before)))


def in_address(value: str) -> str:
    """An id as a part of an address."""
    return quote(value, safe="")


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(media_type: str, body: bytes) -> Any:
    return json.loads(body) if media_type == "application/json" else body


def _problem(error: HTTPError) -> ProblemError:
    try:
        told = json.loads(error.read())
    except ValueError:
        told = {}
    phrase = HTTPStatus(error.code).phrase if error.code in HTTPStatus._value2member_map_ else ""
    return ProblemError(error.code, told if isinstance(told, dict) else {"detail": phrase})
