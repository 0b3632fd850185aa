"""A form with files states how long it is, and what is too long isn't read: not one byte, whoever sends it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.wsgi import WSGIRequest

from ombud.site.body_size import FORM_BYTES_MAX, IMPORT_BYTES_MAX

FORM = (
    b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="f.txt"\r\n\r\n%b\r\n--x--\r\n'
)


class Counted(BytesIO):
    """A body that knows whether anybody read it."""

    read_bytes = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.read_bytes += len(data)
        return data


def sent(path: str, body: bytes, length: int) -> tuple[Any, Counted]:
    stream = Counted(body)
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": path, "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "CONTENT_LENGTH": str(length), "wsgi.input": stream, "SERVER_NAME": "x", "SERVER_PORT": "80",
    }  # fmt: skip
    return WSGIRequest(environ), stream


@pytest.mark.parametrize(("path", "most"), [("/sign-in", FORM_BYTES_MAX), ("/review/imports", IMPORT_BYTES_MAX)])
def test_a_form_that_states_too_much_is_not_read(path: str, most: int) -> None:
    request, stream = sent(path, FORM % b"data", most + 1)
    with pytest.raises(RequestDataTooBig):
        _ = request.POST
    assert stream.read_bytes == 0


def test_others_come_through_whole() -> None:
    body = FORM % b"data"
    request, _stream = sent("/uploads", body, len(body))
    assert request.POST["a"] == "b"
    assert request.FILES["file"].read() == b"data"
    larger, _stream = sent("/review/imports", body, FORM_BYTES_MAX + 1)
    assert larger.FILES["file"].read() == b"data"
