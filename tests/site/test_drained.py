"""A request is heard out, and nothing beyond it is ever asked of the server."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest

from ombud.site.drained import drained


class Socket(BytesIO):
    """As some servers hand it on: who asks for more than was sent waits for ever."""

    def read(self, size: int | None = -1) -> bytes:
        left = len(self.getvalue()) - self.tell()
        assert size is not None
        assert 0 <= size <= left, "this would wait for what never comes"
        return super().read(size)


@pytest.mark.parametrize("reads", [0, 3, 8, 100])
def test_what_the_application_leaves_of_a_body_is_read_to_its_end_and_no_further(reads: int) -> None:
    body, seen = Socket(b"12345678"), []

    def application(environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        seen.append(environ["wsgi.input"].read(reads))
        return [b"no"]

    assert drained(application)({"CONTENT_LENGTH": "8", "wsgi.input": body}, None) == [b"no"]
    assert (seen, body.tell()) == ([b"12345678"[:reads]], 8)


def test_a_request_without_a_body_is_asked_for_none() -> None:
    assert drained(lambda environ, _: [environ["wsgi.input"]])({"wsgi.input": None}, None) == [None]


def test_a_body_without_a_length_is_read_as_far_as_the_server_gives_it() -> None:
    body = BytesIO(b"12345678")
    environ = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": body}
    assert drained(lambda given, _: [given["wsgi.input"].read(2)])(environ, None) == [b"12"]
    assert body.tell() == len(body.getvalue())
