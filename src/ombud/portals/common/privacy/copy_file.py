"""The copy of somebody's own data as one ZIP file: data.json, and their files as they sent them."""

import tempfile
import zipfile
from typing import IO, cast

import msgspec
from django.http import FileResponse

from ombud.desk.own_data import Copy, path_of
from ombud.vault.contents import contents_of
from ombud.vault.stored import Damaged, Missing

IN_MEMORY_MAX = 8_000_000
"""A larger one is put together on disk."""


def copy_file(copy: Copy, name: str) -> FileResponse:
    """The ZIP file under this name."""
    made = cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_MAX))  # noqa: SIM115 - closed once sent
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", msgspec.json.format(msgspec.json.encode(copy.told), indent=1))
        for file in copy.files:
            try:
                archive.writestr(path_of(file), contents_of(file).get(file.sha256), zipfile.ZIP_STORED)
            except (Missing, Damaged):
                continue  # data.json names it with its fingerprint
    made.seek(0)
    return FileResponse(made, as_attachment=True, filename=name, content_type="application/zip")
