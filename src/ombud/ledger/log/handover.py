"""How a log goes on under another key or name: a signed note in which the old key names the new one.

The tree stays the same: the new name goes on with all leaves of the old. Checkpoints of a name are signed by keys of
that name, so old papers are checked as ever; whoever knows the old key alone learns the new one from the note, which
both sign. Where the old key is lost the new one signs alone, and the note says only since when.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from ombud.ledger.log.checkpoint import HASH_BYTES, written_at
from ombud.ledger.log.note import BadNote, NotSigned, Signer, Verifier, opened, plain, read_verifier, signed

HANDOVER = "ombud-handover/1"


class Handover(NamedTuple):
    """One key after another, and how far the log was."""

    old: Verifier
    new: Verifier
    size: int
    root: bytes
    at: datetime

    @property
    def text(self) -> str:
        """What is signed."""
        keys = f"{self.old.name}\n{self.new.name}\n{self.old}\n{self.new}\n"
        return f"{HANDOVER}\n{keys}{self.size}\n{b64encode(self.root).decode()}\n{written_at(self.at)}\n"


class SignedHandover(NamedTuple):
    """A handover that the new key signed."""

    handover: Handover
    vouched: bool
    """Whether the old key signed it too."""
    note: str


def sign_handover(handover: Handover, signers: Iterable[Signer]) -> str:
    """The note, signed by the new key and, where it is there, the old one."""
    return signed(handover.text, signers)


def read_handover(note: str) -> SignedHandover:
    """The handover in a note. Raises BadNote where it isn't one, or the key that it names didn't sign it."""
    try:
        _form, _from, _to, old, new, size, root, at = note.partition("\n\n")[0].split("\n")
        found = Handover(read_verifier(old), read_verifier(new), int(size), plain(root), datetime.fromisoformat(at))
    except ValueError as error:
        raise BadNote("this isn't a handover") from error
    if opened(note, [found.new]).text != found.text or len(found.root) != HASH_BYTES:
        raise BadNote("this isn't a handover")
    return SignedHandover(found, _signed_by(note, found.old), note)


def _signed_by(note: str, key: Verifier) -> bool:
    try:
        opened(note, [key])
    except NotSigned:
        return False
    return True


def followed(keys: Sequence[Verifier], notes: Iterable[str]) -> Iterator[tuple[Handover, bool, tuple[Verifier, ...]]]:
    """Each handover, whether a known key signed it, and the keys that are known with it. Raises BadNote.

    No key hands over to the name of another log that is known: it would sign in that one's place.
    """
    known = tuple(keys)
    for note in notes:
        handover, vouched, _note = read_handover(note)
        taken = {one.name for one in known} - {handover.old.name}
        vouched = vouched and handover.old in known and (handover.new in known or handover.new.name not in taken)
        known += (handover.new,) if vouched and handover.new not in known else ()
        yield handover, vouched, known
