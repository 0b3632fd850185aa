"""Decoding strangers' bytes in a process that can do nothing else: `examine`, and whether this machine allows it."""

from functools import cache

from django.conf import settings

from ombud.core.refusal import Refusal
from ombud.vault.isolation import jails
from ombud.vault.isolation.decode import NOTHING_COVERED, Covers, Door, Examined, Picture
from ombud.vault.isolation.decode import examine as _examine
from ombud.vault.isolation.selftest import Finding, SelfTest
from ombud.vault.limits import Limits, limits
from ombud.vault.store import vault_root

__all__ = ["TRANSFORM", "Covers", "Examined", "Finding", "Picture", "SelfTest", "available", "examine", "self_tests"]

TRANSFORM = "2"
"""The version of what makes pictures of an original: a new one wherever the same original gives other bytes."""


def available() -> bool:
    """Whether files can be taken at all; the first call in a process tries it out (about a second)."""
    return _door().jail(vault_root()) is not None


def self_tests() -> tuple[SelfTest, ...]:
    """What was tried in each jail of this machine; the last one is in use if it holds. Empty: there is none to try."""
    return _door().self_tests(vault_root())


def examine(data: bytes, within: Limits | None = None, covers: Covers = NOTHING_COVERED) -> Examined | Refusal:
    """What the file is, with re-encoded pictures of it, or why it isn't taken (also when no jail holds)."""
    return _examine(data, _door().jail(vault_root()), within or limits(), covers)


def _door() -> Door:
    """The door behind the jails that the setting OMBUD_JAILS allows; without any, uploads are off."""
    return _door_with(tuple(getattr(settings, "OMBUD_JAILS", ("bubblewrap", "landlock"))))


@cache
def _door_with(names: tuple[str, ...]) -> Door:
    return Door(lambda: (jail for jail in jails.possible() if jail.name in names))
