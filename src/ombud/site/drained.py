"""Hears a request out before it is answered, so that whoever sends still hears the answer.

A server that answers early closes the connection while the rest is on its way; a proxy in between then says 502 in the
place of "sign in first" or "too large".
"""

import time
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
PIECE = 64 * 1024
MOST = 66_000_000
"""As much as a proxy lets through for anything but an import; who sends more than that unasked is cut off."""
SECONDS = 10.0
"""Who dribbles isn't waited for: a thread is worth more than their answer."""


class Heard:
    """A request's body that knows how much of it is still to come. What is asked for beyond that isn't asked of the
    server: some wait for it for ever."""

    def __init__(self, body: Any, length: int | None) -> None:
        self.body, self.left = body, length

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes, or all that is left; empty at the end."""
        return self._counted(self.body.read, size)

    def readline(self, size: int = -1) -> bytes:
        """A line, or as much of it as that."""
        return self._counted(self.body.readline, size)

    def _counted(self, take: Callable[..., bytes], size: int) -> bytes:
        if self.left is None:
            return take() if size < 0 else take(size)
        size = self.left if size < 0 else min(size, self.left)
        piece = take(size) if size else b""
        self.left -= len(piece)
        return piece


def drained(application: Application) -> Application:
    """The same application; what it didn't read of a request is read and thrown away once it has its answer."""

    def heard_out(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        stated = environ.get("CONTENT_LENGTH", "")
        if not stated.isdecimal() and not environ.get("HTTP_TRANSFER_ENCODING"):
            return application(environ, start_response)
        body = Heard(environ["wsgi.input"], int(stated) if stated.isdecimal() else None)
        answer = application({**environ, "wsgi.input": body}, start_response)
        left, until = MOST, time.monotonic() + SECONDS
        while left > 0 and time.monotonic() < until and (piece := body.read(PIECE)):
            left -= len(piece)
        return answer

    return heard_out
