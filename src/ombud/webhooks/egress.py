"""Sends one request to an address that a stranger named, so that it can reach nothing inside and hold nothing up.

The name is looked up once; every address it has must be public, and the connection goes to one of exactly those, with
the name kept for the certificate and the Host header. No redirect is followed, no proxy of the environment is asked,
and all of it, the looking up apart, has one span of time and one bound on what is read.
"""

import re
import socket
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import NamedTuple

from ombud.webhooks.address import PORTS, AddressRefused, Target, is_public, target_of

SECONDS_MAX = 5.0
ANSWER_BYTES_MAX = 64 * 1024
"""Of the answer, with its headers; whatever comes after it isn't read."""
SHOWN_BYTES = 512
"""Of the answer's body, kept to be looked at; no more is waited for."""
SHOWN_SECONDS = 1.0
"""How long they are waited for once the status is there."""
ADDRESSES_MAX = 16
TRIED_MAX = 2
STATUS = re.compile(rb"HTTP/1\.[01] ([1-9][0-9]{2})[ \r\n]")
LENGTH = re.compile(rb"(?i)\r\ncontent-length:[ \t]*([0-9]{1,12})[ \t]*\r\n")
Resolve = Callable[[str, int], list[str]]
Dial = Callable[[str, int, float], socket.socket]


class Answer(NamedTuple):
    """What came back: a status and the first bytes, or 0 and the code of what went wrong."""

    status: int
    error: str = ""
    body: str = ""
    took_ms: int = 0

    @property
    def delivered(self) -> bool:
        """Whether the other side said that it has it."""
        return 200 <= self.status < 300


class Rules(NamedTuple):
    """What this installation lets through, and by what it looks names up and connects: tests bring their own."""

    ports: Collection[int] = PORTS
    inside: Collection[str] = ()
    resolve: Resolve | None = None
    dial: Dial | None = None
    tls: ssl.SSLContext | None = None
    seconds: float = SECONDS_MAX


class _Failed(Exception):
    """It didn't come to an answer; the code says why."""


def post(url: str, headers: Mapping[str, str], body: bytes, rules: Rules = Rules()) -> Answer:  # noqa: B008 - immutable
    """Send it and wait for the answer, within the bounds. Never raises for what the other side does."""
    started = time.monotonic()
    status, error, shown = 0, "", b""
    try:
        target = target_of(url, ports=rules.ports, inside=rules.inside)
        addresses = _addresses(target, rules.resolve or look_up)
        until = time.monotonic() + rules.seconds
        with _connected(target, addresses, rules, until) as connection:
            status, shown = _exchange(connection, _request(target, headers, body), until)
    except (AddressRefused, _Failed) as no:
        error = str(no)
    except ssl.SSLError:
        error = "certificate"
    except TimeoutError:
        error = "timeout"
    except OSError:
        error = "no-connection"
    return Answer(status, error, _text(shown), round((time.monotonic() - started) * 1000))


def look_up(host: str, port: int) -> list[str]:
    """Every address of the name, of both kinds."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _Failed("unknown-name") from None
    return [str(one[4][0]) for one in found]


def _addresses(target: Target, resolve: Resolve) -> list[str]:
    """Where to connect to. One address that isn't public condemns all: who answers so is playing."""
    found = list(dict.fromkeys(resolve(target.host, target.port)))
    if not found:
        raise _Failed("unknown-name")
    if not target.inside and (len(found) > ADDRESSES_MAX or not all(is_public(one) for one in found)):
        raise AddressRefused("not-public")
    return found[:TRIED_MAX]


def _connected(target: Target, addresses: list[str], rules: Rules, until: float) -> socket.socket:
    """A connection to one of these addresses and no other; by TLS with the name checked where it is https."""
    dial = rules.dial or dial_directly
    plain = None
    for left in range(len(addresses) - 1, -1, -1):
        address = addresses[len(addresses) - 1 - left]
        try:
            plain = dial(address, target.port, _left(until) / (left + 1))
            break
        except OSError:
            if not left:
                raise
    assert plain is not None, "the last failure was raised"
    if target.scheme == "http":
        return plain
    try:
        plain.settimeout(_left(until))
        return (rules.tls or _tls()).wrap_socket(plain, server_hostname=target.host)
    except BaseException:
        plain.close()
        raise


def dial_directly(address: str, port: int, seconds: float) -> socket.socket:
    """A TCP connection to an address, which is a number, so that nothing is looked up again."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.connect((address, port))
    except BaseException:
        connection.close()
        raise
    return connection


def _request(target: Target, headers: Mapping[str, str], body: bytes) -> bytes:
    lines = {"Host": target.netloc, **headers, "Content-Length": str(len(body)), "Connection": "close"}
    assert not any(mark in f"{name}{value}" for name, value in lines.items() for mark in "\r\n"), "a header is one line"
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {target.path} HTTP/1.1\r\n{head}\r\n".encode("ascii") + body


def _exchange(connection: socket.socket, request: bytes, until: float) -> tuple[int, bytes]:
    """Send and read until it is known how it went; once it is, the answer's body isn't waited for long."""
    connection.settimeout(_left(until))
    connection.sendall(request)
    came, read = b"", _Read(0, b"", b"")
    try:
        while len(came) < ANSWER_BYTES_MAX:
            # Time is counted from the beginning, not from the last byte: who sends one byte a second gains nothing.
            connection.settimeout(_left(until))
            more = connection.recv(4096)
            if not more:
                break
            came += more
            known, read = read.status, _read(came)
            if read.status and not known:
                until = min(until, time.monotonic() + SHOWN_SECONDS)
            if read.whole:
                break
    except OSError:
        if not read.status:
            raise
    if not read.status:
        raise _Failed("not-http")
    return read.status, read.body


class _Read(NamedTuple):
    """As much of an answer as came."""

    status: int
    """0 before all its headers are there."""
    head: bytes
    body: bytes

    @property
    def whole(self) -> bool:
        """Whether there is no reason to wait for more of it."""
        if self.status in (204, 304) or len(self.body) >= SHOWN_BYTES:
            return self.status > 0
        said = LENGTH.search(self.head)
        return self.status > 0 and said is not None and len(self.body) >= int(said[1])


def _read(came: bytes) -> _Read:
    """Take apart what came. 1xx isn't the answer yet."""
    while True:
        head, end, rest = came.partition(b"\r\n\r\n")
        if not end:
            return _Read(0, b"", b"")
        found = STATUS.match(head + b"\r\n")
        if found is None:
            raise _Failed("not-http")
        if int(found[1]) >= 200:
            return _Read(int(found[1]), head + b"\r\n", rest)
        came = rest


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _text(body: bytes) -> str:
    """The first of an answer as something to look at."""
    said = body[:SHOWN_BYTES].decode("utf-8", "replace")
    return "".join(one if one.isprintable() or one == "\n" else "�" for one in said.replace("\r\n", "\n"))


@cache
def _tls() -> ssl.SSLContext:
    """The system's authorities, and no version of TLS that is given up."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
