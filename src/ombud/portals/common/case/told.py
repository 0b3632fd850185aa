"""What a sentence of the timeline is, and how one is chosen for its reader."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ombud.core.files import File
from ombud.portals.common.case.teller import Teller


class Told(NamedTuple):
    """One entry in words."""

    what: str
    quote: tuple[tuple[str, str], ...] = ()
    """What somebody wrote: a heading (may be empty) and the hash of the words, each."""
    files: tuple[File, ...] = ()
    party: str = ""
    """Whose entry it is, where it isn't that of whoever acted."""


Sentence = Callable[[Any, Teller], Told]


def quoted(*kept: str) -> tuple[tuple[str, str], ...]:
    """Words without a heading."""
    return tuple(("", one) for one in kept if one)


def for_reader(teller: Teller, whose: str, you: str, consumer: str, shop: str, platform: str = "") -> str:
    """The sentence for what one party did: with “you” for that party itself, by name for everybody else."""
    if teller.mine(whose) and whose != "platform":
        return you
    return {"consumer": consumer, "merchant": shop, "platform": platform}[whose]
