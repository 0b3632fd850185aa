"""The committed OpenAPI document is the one that the code makes."""

from pathlib import Path


def test_the_committed_openapi_document_is_fresh(root: Path) -> None:
    from ombud.api.v1.openapi import as_text

    assert (root / "docs" / "openapi.json").read_text() == as_text(), "run `ombud openapi` and commit docs/openapi.json"
