"""Here passwords are hashed by something quick: the hash itself isn't what these tests are about."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _quick_hash(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
