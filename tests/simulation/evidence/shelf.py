"""The vault in memory: bytes under their digest, a row for each file, and the list of hands it went through.

It does in the same order what vault/deposit.py does: bytes first, then what shows them, then the row. What was written
outlives a crash; what lay between is lost.
"""

import random
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from msgspec.structs import replace

from ombud.core.files import File
from ombud.core.refusal import Refusal
from ombud.desk.decode import all_files
from tests.simulation.desk import Crash

UNKNOWN = Refusal(code="file-unknown", because="One of these files isn't among those you uploaded.")
UNREADABLE = Refusal(code="not-a-picture", because="This can't be looked at.")
BROKEN = b"broken"
"""What the examiner can't read begins with this."""
QUOTA = 9
"""Files of one person: reached now and then in a life, as 200 a day are on a platform."""
FULL = Refusal(code="too-many-files", because="That is more than one person brings in a day.")


class Held(NamedTuple):
    """One file, as one person brought it."""

    id: str
    sha256: str
    by: str
    picture: str
    """The digest of what people are shown instead of the original; empty where there is nothing to show."""
    quarantined: bool = False


class Hand(NamedTuple):
    """Somebody put, saw or took a file."""

    file: str
    act: str
    by: str
    at: datetime
    sha256: str


class Store:
    """Bytes by their digest, written once, as ombud.vault.store.Store has it."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        digest = sha256(data).hexdigest()
        self.kept.setdefault(digest, data)
        return digest

    def get(self, digest: str) -> bytes:
        return self.kept[digest]


def examined(data: bytes) -> bytes | Refusal:
    """What is shown of a file: made anew, so that nothing of a stranger's bytes is in it."""
    return UNREADABLE if data.startswith(BROKEN) else b"shown:" + sha256(data).digest()


class Shelf:
    """What everybody of one platform has deposited."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.store = Store()
        self.rows: dict[str, Held] = {}
        self.hands: list[Hand] = []
        self.erased: dict[str, str] = {}
        """The digests of files that law had erased."""
        self.crash_rate = 0.0
        self.crashes = 0
        self.put: Callable[[bytes], str] = self.store.put
        self.examine: Callable[[bytes], bytes | Refusal] = examined
        self.again: Callable[[str, str], Held | None] = self._again
        """What this person brought before with these bytes."""
        self.may_name: Callable[[Held, str, frozenset[str]], bool] = lambda held, by, lying: (
            not held.quarantined and (held.by == by or held.id in lying)
        )
        """Whether somebody may name this file in an act."""
        self.shows: Callable[[Held], bool] = lambda held: not held.quarantined and bool(held.picture)
        """Whether anything of it is shown to anybody."""
        self._files = 0

    def deposit(self, by: str, data: bytes, at: datetime) -> Held | Refusal:
        """Keep these bytes for a person, or say why not; then nothing is kept. Raises Crash."""
        digest = sha256(data).hexdigest()
        if known := self.again(by, digest):
            return known
        if sum(one.by == by for one in self.rows.values()) >= QUOTA:
            return FULL
        seen = self.examine(data)
        if isinstance(seen, Refusal):
            return seen
        kept = self.put(data)
        self._die()
        picture = self.put(seen)
        self._die()
        self._files += 1
        held = Held(f"f{self._files}", kept, by, picture)
        self.rows[held.id] = held
        self.hands.append(Hand(held.id, "put", by, at, kept))
        return held

    def quarantine(self, file: str) -> None:
        """Somebody doubts what a file is: nothing of it is shown from now on."""
        self.rows[file] = self.rows[file]._replace(quarantined=True)

    def erase(self, file: str, at: datetime) -> None:
        """Its row and its bytes go, unless somebody else brought the same."""
        held = self.rows.pop(file)
        self.erased[file] = held.sha256
        for digest in (held.sha256, held.picture):
            if not any(digest in (one.sha256, one.picture) for one in self.rows.values()):
                self.store.kept.pop(digest, None)
        self.hands.append(Hand(file, "erased", "clock", at, held.sha256))

    def look(self, file: str, by: str, at: datetime) -> bytes | None:
        """What is shown of a file, if anything is; written down as seen."""
        held = self.rows.get(file)
        if held is None or not self.shows(held):
            return None
        self.hands.append(Hand(file, "saw", by, at, held.picture))
        return self.store.get(held.picture)

    def named(self, command: Any, lying: frozenset[str]) -> Any | Refusal:
        """The command with its files as the vault knows them, as desk.exhibits.with_deposited does."""
        wanted = all_files(command)
        held = {one.file: self.rows.get(one.file) for one in wanted}
        if not all(one is not None and self.may_name(one, command.by.id, lying) for one in held.values()):
            return UNKNOWN
        if not wanted:
            return command
        given: dict[str, Any] = {}
        if getattr(command, "files", ()):
            given["files"] = tuple(self._as_named(one) for one in command.files)
        if getattr(command, "claims", ()):
            given["claims"] = tuple(
                replace(one, files=tuple(self._as_named(each) for each in one.files)) for one in command.claims
            )
        return replace(command, **given)

    def _as_named(self, file: File) -> File:
        return replace(file, sha256=self.rows[file.file].sha256, media_type="image/jpeg")

    def _again(self, by: str, digest: str) -> Held | None:
        return next((one for one in self.rows.values() if (one.by, one.sha256) == (by, digest)), None)

    def _die(self) -> None:
        if self.chance.random() < self.crash_rate:
            self.crashes += 1
            raise Crash
