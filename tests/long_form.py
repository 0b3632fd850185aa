"""Tests of the long form alone, `bin/test --deep`: in the short form they aren't there, so nothing is skipped."""

import os
from typing import Any

DEEP = bool(os.environ.get("OMBUD_DEEP"))


def deep(test: Any) -> Any:
    """The test itself in the long form, nothing in the short one. Stands above all other marks."""
    return test if DEEP else None
