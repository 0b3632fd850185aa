"""What people send as evidence stays in memory until it is sealed; only tables for import go over the disk."""

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory

from ombud.vault.isolation import run

BIG = b"\xff\xd8 a photo" * 500_000


def sent_to(path: str) -> Any:
    return RequestFactory().post(path, {"file": SimpleUploadedFile("a.jpg", BIG, "image/jpeg")}).FILES["file"]


@pytest.mark.requirement("EV-2")
def test_a_file_of_a_form_is_never_laid_on_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_given: Any, **_named: Any) -> Any:
        raise AssertionError("a file was made")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, nowhere)
    file = sent_to("/uploads")
    assert (type(file), file.read() == BIG) == (InMemoryUploadedFile, True)


def test_a_table_for_import_may_be_too_large_for_that() -> None:
    assert isinstance(sent_to("/review/imports/new"), TemporaryUploadedFile)


def test_what_a_jailed_worker_is_handed_is_no_file_of_any_disk() -> None:
    handle = run._sealed(b"a photo")
    try:
        assert str(Path(f"/proc/self/fd/{handle}").readlink()).startswith("/memfd:")
    finally:
        os.close(handle)
