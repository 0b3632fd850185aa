"""Receivers to send to: a listener that counts who connects, and one that answers as badly as it is told to."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

Behave = Callable[[socket.socket, "Got"], None]


class Got(NamedTuple):
    """One request, as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """The message's id."""
        return self.headers.get("webhook-id", "")


class Receiver:
    """A server on a loopback port, a thread for each connection."""

    def __init__(self, behave: Behave, host: str = "127.0.0.1") -> None:
        self.connects = 0
        self.got: list[Got] = []
        self.behave = behave
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_STREAM)
        self._socket.bind((host, 0))
        self._socket.listen(128)
        self.port = int(self._socket.getsockname()[1])
        self.address = f"localhost:{self.port}"
        self.url = f"http://localhost:{self.port}/hook"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _who = self._socket.accept()
            except OSError:
                return
            self.connects += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(10)
            got = read_request(connection)
            if got is not None:
                self.behave(connection, got)

    def close(self) -> None:
        """Listen no more."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


def read_request(connection: socket.socket) -> Got | None:
    """The request; None where none came."""
    came = b""
    while b"\r\n\r\n" not in came:
        more = connection.recv(65536)
        if not more:
            return None
        came += more
    head, _gap, body = came.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    return Got(first.split(" ")[1], headers, body)


@contextmanager
def receiver(behave: Behave, host: str = "127.0.0.1") -> Iterator[Receiver]:
    """A receiver that behaves so; what it takes it keeps in `got` where it says that it has it."""
    made = Receiver(behave, host)
    try:
        yield made
    finally:
        made.close()


def answer(status: int, body: bytes = b"", more: str = "") -> Behave:
    """Answers at once."""

    def behave(connection: socket.socket, _got: Got) -> None:
        head = f"HTTP/1.1 {status} X\r\n{more}Content-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)

    return behave


def hang(connection: socket.socket, _got: Got) -> None:
    """Takes all and says nothing."""
    connection.recv(1)


def endless(connection: socket.socket, _got: Got) -> None:
    """Says that it has it, with ten gigabytes to read."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n")
    for _chunk in range(10 * 1024):
        connection.sendall(b"x" * 1024 * 1024)


def endless_headers(connection: socket.socket, _got: Got) -> None:
    """Never comes to the end of its headers."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for _chunk in range(10 * 1024):
        connection.sendall(b"X-More: " + b"y" * 1024 + b"\r\n")


def drip(connection: socket.socket, _got: Got) -> None:
    """One byte after the other, slower than anybody wants to wait for."""
    for one in b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok":
        connection.sendall(bytes([one]))
        time.sleep(0.05)
