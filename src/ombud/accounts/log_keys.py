"""The keys that a platform's log is signed with: made once, kept in a folder, replaced when asked; public ones stay.

`settings.LOG_KEYS` holds a file a platform, with the secret key in use. Web and worker sign, so where they run on more
than one machine that folder is one for all. What the table says is in use is never overruled by a folder without it.
"""

import os
import re
import secrets
import time
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from ombud.accounts.models import Platform
from ombud.ledger.connection import connection, rows
from ombud.ledger.log.handover import SignedHandover, read_handover
from ombud.ledger.log.note import KEY_BYTES, Signer, Verifier, read_signer, read_verifier
from ombud.ledger.log.receipt import handovers
from ombud.ledger.log.sequence import hand_over

KNOWN = "SELECT verifier FROM log_key WHERE platform = %s ORDER BY until IS NULL DESC, since DESC"
IN_USE = "SELECT verifier FROM log_key WHERE platform = %s AND until IS NULL"
FIRST = """
INSERT INTO log_key (platform, verifier, since) SELECT %(platform)s, %(verifier)s, now()
WHERE NOT EXISTS (SELECT 1 FROM log_key WHERE platform = %(platform)s) ON CONFLICT DO NOTHING
"""
NAME = re.compile(r"[^\s+]{1,200}")
"""As c2sp.org/signed-note has it: no spaces, no plus signs."""
NEXT_SUFFIX = ".next"
KEPT_SECONDS = 10
"""How long a process may not know of a key that was replaced elsewhere."""
_kept: dict[int, tuple[int, Path, Signer]] = {}
_public: dict[int, tuple[float, tuple[Verifier, ...]]] = {}


class NoKey(Exception):
    """The secret key in use isn't in this folder: nothing can be signed here."""


class BadName(Exception):
    """A log can't be named so: with a space or a plus sign in it, or as it was named before."""


def signer_of(platform: int) -> Signer:
    """The key that signs for this platform now; its first is made where it has none. Raises NoKey."""
    held = _kept.get(platform)
    if held is not None and held[0] == _changed(held[1]):
        return held[2]
    path = _place(platform)
    found = _known(path) or _made_first(platform, path)
    used = _in_use(platform, found)
    if str(found.verifier) != used:
        found = _taken_over(path, used)
    _kept[platform] = (_changed(path), path, found)
    return found


def verifiers_of(platform: int) -> tuple[Verifier, ...]:
    """All public keys that this platform's log was ever signed with, the one in use first."""
    held = _public.get(platform)
    signer = _kept.get(platform)
    now = time.monotonic()
    if held is not None and now - held[0] < KEPT_SECONDS and (signer is None or signer[2].verifier == held[1][0]):
        return held[1]
    found = tuple(read_verifier(line) for (line,) in rows(KNOWN, (platform,)))
    if found:
        _public[platform] = (now, found)
    return found


def next_key(platform: int, at: datetime, *, lost: bool = False, name: str = "") -> Signer:
    """Replace the key, and with a name the log's name: the old key signs a last time, and names its successor.

    Where the old one is lost, which must be said, the new one stands alone; otherwise raises NoKey. Killed half-way it
    is as before or done. Raises BadName.
    """
    last = None if lost else signer_of(platform)
    path, old = _place(platform), verifiers_of(platform)[0]
    if name and (not NAME.fullmatch(name) or name in {one.name for one in verifiers_of(platform)}):
        raise BadName(name)
    new = Signer(name or old.name, os.urandom(KEY_BYTES))
    _write(path.with_suffix(NEXT_SUFFIX), str(new))
    hand_over(platform, new, old, last, at)
    path.with_suffix(NEXT_SUFFIX).replace(path)
    look_again(platform)
    return new


def next_name(platform: int) -> str:
    """A name that the log has never had: by today's address, with a number where it had that one already."""
    taken = {one.name for one in verifiers_of(platform)}
    first = f"{urlsplit(settings.ORIGIN).netloc}/{_place(platform).name}"
    return first if first not in taken else next(one for n in count(2) if (one := f"{first}/{n}") not in taken)


def look_again(platform: int) -> None:
    """Forget what this process knows of the platform's keys: they were replaced."""
    _kept.pop(platform, None)
    _public.pop(platform, None)


def handovers_of(platform: int) -> list[SignedHandover]:
    """By which notes one key of the log followed another, the first handover first."""
    return [read_handover(note) for note in handovers(platform, verifiers_of(platform))]


def _place(platform: int) -> Path:
    slug = Platform.objects.values_list("slug", flat=True).get(pk=platform)
    return Path(settings.LOG_KEYS) / slug


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _known(path: Path) -> Signer | None:
    try:
        return read_signer(path.read_text())
    except FileNotFoundError:
        return None


def _made_first(platform: int, path: Path) -> Signer:
    if rows(IN_USE, (platform,)):
        if meanwhile := _known(path):
            return meanwhile
        raise NoKey(f"{path} isn't there, and another key is in use: bring it here, or make a new one")
    host = urlsplit(settings.ORIGIN).netloc
    made = Signer(f"{host}/{path.name}", os.urandom(KEY_BYTES))
    _write(path, str(made))
    return read_signer(path.read_text())  # of two that made one at once, the first counts


def _in_use(platform: int, found: Signer) -> str:
    used = rows(IN_USE, (platform,))
    if not used:
        connection().execute(FIRST, {"platform": platform, "verifier": str(found.verifier)})
        used = rows(IN_USE, (platform,))
    return str(used[0][0])


def _taken_over(path: Path, used: str) -> Signer:
    """The next key, where a replacement was killed before its file took the old one's place."""
    waiting = path.with_suffix(NEXT_SUFFIX)
    found = _known(waiting)
    if found is None or str(found.verifier) != used:
        raise NoKey(f"the key in {path} isn't the one in use: bring that here, or make a new one")
    with suppress(FileNotFoundError):
        waiting.replace(path)
    return found


def _write(path: Path, key: str) -> None:
    """A whole file or none; one that is there already stays, unless it is a next key that was never used."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(key + "\n")
        file.flush()
        os.fsync(file.fileno())
    if path.suffix == NEXT_SUFFIX:
        half.replace(path)
        return
    with suppress(FileExistsError):
        os.link(half, path)
    half.unlink()
