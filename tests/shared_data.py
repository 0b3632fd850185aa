"""Finds the real inputs that are kept beside the checkout and never in it."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data(part: str) -> Path:
    """The folder or file of that name; where it is absent the test is skipped, and under CI=true it fails."""
    path = SHARED / part
    if not path.exists():
        absent(f"the shared data '{part}' is not beside the checkout ({SHARED})")
    return path


def absent(what: str) -> None:
    """Skip and say what is missing; where CI says that nothing may be missing, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"With CI=true nothing may be skipped: {what}", pytrace=False)
    pytest.skip(what)
