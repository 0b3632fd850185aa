"""Refuses a form with files by the length that it states, before any of it is read or laid on a disk.

A proxy in front does the same (`deploy/`); this holds without one too, and for whoever isn't signed in.
"""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

FORM_BYTES_MAX = 65_000_000
"""A video with what stands around it, or several photos at once; what is more is sent one by one."""
IMPORT_BYTES_MAX = 255_000_000
IMPORTS = "/review/imports"
"""Its page asks who it is, and for the form's token, before the body is read."""


class Bounded(FileUploadHandler):
    """The first of the handlers: lets everything through to the next, or nothing. Raises RequestDataTooBig."""

    def handle_raw_input(self, _input: Any, meta: dict[str, Any], length: int, *_rest: Any) -> None:
        """What the request states, of which no more than that is ever read."""
        most = IMPORT_BYTES_MAX if str(meta.get("PATH_INFO", "")).startswith(IMPORTS) else FORM_BYTES_MAX
        if length > most:
            raise RequestDataTooBig(f"a form has at most {most} bytes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's
        """On to the next."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next has it."""
