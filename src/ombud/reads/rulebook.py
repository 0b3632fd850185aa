"""What a platform published, and why: its rulebook as it is at this moment, with the words said."""

from typing import NamedTuple

import msgspec

from ombud.core.rulebook.state import ID, Change, Rulebook
from ombud.ledger.connection import rows
from ombud.ledger.words import words_of

STREAM = f"rulebook/{ID}"
STATE = "SELECT state FROM stream WHERE platform = %s AND id = %s"
_read = msgspec.json.Decoder(Rulebook).decode


class Published(NamedTuple):
    """The rulebook, and the reasons behind its hashes."""

    book: Rulebook
    words: dict[str, str]

    def why(self, change: Change) -> str:
        """The reason given for a change; empty where law has erased it."""
        return self.words.get(change.words, "")


def published(platform: int) -> Published:
    """Everything that was published on a platform; an empty rulebook where nothing was."""
    found = rows(STATE, (platform, STREAM))
    if not found:
        return Published(Rulebook(id=ID), {})
    return Published(_read(bytes(found[0][0])), words_of(platform, STREAM))
