"""Keys of integrators: made once and shown once, kept as a hash, looked up in memory while nothing changed."""

import secrets
import time
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from django.utils import timezone

from ombud.accounts.models import ApiKey, Platform
from ombud.accounts.rights import rights_version
from ombud.core.people import System
from ombud.ledger import fence

MARK = "omb_"
"""What each key begins with, so that scanners of leaked secrets know one when they see it."""
KINDS = ("consumer", "merchant", "reviewer", "system")
KEPT_SECONDS = 10
"""How long a key may be known here without its row being read, as long as the platform's rights stay as they are."""
KEPT_MAX = 1000


class Key(NamedTuple):
    """A key that holds: whose it is, and for which kinds of party it may speak."""

    id: int
    platform: int
    name: str
    speaks_for: frozenset[str]
    rights: int = 0
    """The platform's number of rights as it is now: what was looked up under another holds no more."""

    @property
    def system(self) -> System:
        """The key itself as an actor, where it speaks for nobody."""
        return System(id=f"key:{self.id}")


_kept: dict[str, tuple[float, Key]] = {}


def make_key(platform: Platform, name: str, speaks_for: Iterable[str]) -> tuple[ApiKey, str]:
    """A new key: its row, and the key itself, which nobody can read again later."""
    kinds = sorted(set(speaks_for))
    if unknown := set(kinds) - set(KINDS):
        raise ValueError(f"a key speaks for {', '.join(KINDS)}, not for {', '.join(sorted(unknown))}")
    token = MARK + secrets.token_urlsafe(32)
    return ApiKey.objects.create(platform=platform, name=name, hash=_hash(token), speaks_for=kinds), token


def key_of(token: str) -> Key | None:
    """The key that this is, or None: unknown and revoked look the same."""
    hashed = _hash(token)
    now = time.monotonic()
    held = _kept.get(hashed)
    if held is not None and now - held[0] < KEPT_SECONDS:
        # Asked within its platform, as all that follows will be: the connection is told of it but once.
        with fence.looking_at(held[1].platform):
            if rights_version(held[1].platform) == held[1].rights:
                return held[1]
    platform = ApiKey.objects.filter(hash=hashed).values_list("platform_id", flat=True).first()
    rights = rights_version(platform) if platform is not None else 0
    row = ApiKey.objects.filter(hash=hashed, revoked_at=None).first()
    if row is None:
        _kept.pop(hashed, None)
        return None
    # Read before the row was: a change between the two only makes the next call read it again.
    key = Key(row.pk, row.platform_id, row.name, frozenset(row.speaks_for), rights)
    if len(_kept) >= KEPT_MAX:
        _kept.clear()
    _kept[hashed] = (now, key)
    return key


def revoke(row: ApiKey) -> None:
    """The key opens nothing any more, in no process: the row's change counts up the platform's number of rights."""
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    _kept.pop(row.hash, None)


def _hash(token: str) -> str:
    # A key has 256 bits by lot: there is nothing to guess, so one plain hash is enough.
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
