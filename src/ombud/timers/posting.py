"""Gives something to an address outside that the operator named, and reads its answer within bounds."""

import time
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import IO, NamedTuple

PIECE = 4096


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: bytes


def post(url: str, kind: str, body: bytes, *, bytes_max: int, seconds: float) -> Answer:
    """The answer, of any status, with at most so many bytes; one that drips for longer than `seconds` is left.

    Raises OSError, also where what answers doesn't speak HTTP; ValueError where that is no address.
    """
    request = urllib.request.Request(url, body, {"Content-Type": kind})  # noqa: S310 - the operator named it
    until = time.monotonic() + seconds
    try:
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310 - the operator named it
                return Answer(answer.status, _read(answer, bytes_max, until))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, _read(error, bytes_max, until))
    except HTTPException as error:
        raise OSError(f"what it answered is no HTTP: {type(error).__name__}") from error


def _read(answer: IO[bytes], bytes_max: int, until: float) -> bytes:
    read = b""
    while len(read) < bytes_max and (piece := answer.read1(min(PIECE, bytes_max - len(read)))):  # type: ignore[attr-defined]
        read += piece
        if time.monotonic() > until:
            raise TimeoutError("its answer didn't end")
    return read
