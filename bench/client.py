"""Browsers and integrators, as bare as can be: prepared requests over connections that stay open."""

import socket
import threading
from collections.abc import Iterator

from bench import mix, penalty_mix
from bench.hand import Span, clock

CONNECTIONS = 4
"""Open connections of each client process: enough that no server process ever waits for a client."""


class Client:
    """One process that sends requests and reads whole answers."""

    def __init__(self, port: int) -> None:
        self._sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
        for one in self._sockets:
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def file(self, first: int, lives: int, place: int, of: int, key: str) -> Span:
        """File the complaints that are this process's."""
        import json

        requests = []
        for n in range(first + place, first + lives, of):
            body = json.dumps(mix.fields("file", n), ensure_ascii=False).encode()
            headers = {
                "Authorization": f"Bearer {key}",
                "Ombud-Actor": f"consumer:{mix.consumer(n).id}",
                "Idempotency-Key": f"file-{n}",
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
            }
            requests.append(_request("POST", "/api/v1/complaints", headers) + body)
        span, _times = self._send(requests, 201)
        return span

    def impose(self, first: int, count: int, chunk: int, place: int, of: int, key: str) -> Span:
        """Impose the penalties of this process's chunks, a call for each chunk."""
        import json

        requests = []
        for its in penalty_mix.chunks(first, count, chunk, place, of):
            acts = [{"verb": "penalty.impose", "key": f"k-{n:08d}", "fields": penalty_mix.fields(n)} for n in its]
            body = json.dumps({"acts": acts}, ensure_ascii=False).encode()
            headers = {
                "Authorization": f"Bearer {key}",
                "Ombud-Actor": "reviewer:rita",
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
            }
            requests.append(_request("POST", "/api/v1/batch", headers) + body)
        span, _times = self._send(requests, 200, 1, without=b'"done":null')
        return span

    def get(self, path: str, cookie: str, times: int, connections: int = CONNECTIONS) -> tuple[Span, list[float]]:
        """Ask for a page that often; from when to when, and the seconds of each answer."""
        return self._send([_request("GET", path, {"Cookie": cookie})] * times, 200, connections)

    def _send(
        self, requests: list[bytes], status: int, connections: int = CONNECTIONS, without: bytes = b""
    ) -> tuple[Span, list[float]]:
        waiting = iter(requests)
        times: list[float] = []
        wrong: list[str] = []
        threads = [
            threading.Thread(target=_work, args=(one, waiting, status, without, times, wrong))
            for one in self._sockets[:connections]
        ]
        start = clock()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong, wrong[0]
        return (start, clock()), times


def _work(
    line: socket.socket, waiting: Iterator[bytes], status: int, without: bytes, times: list[float], wrong: list[str]
) -> None:
    for request in waiting:
        start = clock()
        line.sendall(request)
        answer = _answer(line)
        times.append(clock() - start)
        if not answer.startswith(b"HTTP/1.1 %d" % status) or (without and without in answer):
            wrong.append(answer[:2000].decode(errors="replace"))
            return


def _answer(line: socket.socket) -> bytes:
    """One whole answer; its length stands in its head."""
    got = b""
    while (end := got.find(b"\r\n\r\n")) < 0:
        got += _more(line)
    at = got.lower().find(b"content-length:", 0, end)
    assert at >= 0, got[:end]
    length = int(got[at + 15 : got.find(b"\r\n", at)])
    while len(got) < end + 4 + length:
        got += _more(line)
    return got


def _more(line: socket.socket) -> bytes:
    part = line.recv(262_144)
    if not part:
        raise ConnectionError("the server closed the connection")
    return part


def _request(method: str, path: str, headers: dict[str, str]) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\n{lines}\r\n".encode()
