"""A hasher that counts how often it was asked to work."""

from typing import Any

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """Counts."""

    algorithm = "counting"
    made = 0

    def encode(self, password: str, salt: str) -> Any:
        """Count, and work as the other does."""
        CountingHasher.made += 1
        return super().encode(password, salt)
