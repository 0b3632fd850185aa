"""What of a granted erasure is carried out now, and what stays for which hold: said before anything is touched."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ombud.core.erasure.holds import Hold
from ombud.core.erasure.state import Erasure
from ombud.desk.erasing.holds import OWN


class Plan(NamedTuple):
    """All of it can be done again at any time."""

    free: tuple[str, ...]
    """Streams that nothing holds."""
    words: tuple[str, ...]
    """Streams of which the person's words go: with the last one also those of the erasure itself."""
    files: bool
    """Whether files go that no held stream names."""
    profile: bool
    """Whether name and address go: whoever is in a case must be reached."""
    left: tuple[Hold, ...]
    own: bool = False
    """Of who acts for a shop: whether what they told of themselves goes."""


def planned(found: Erasure, streams: Sequence[str], holds: Mapping[str, Hold]) -> Plan:
    """What becomes of what is kept of a person in these streams, where these are held."""
    free = tuple(one for one in streams if one not in holds)
    profile = not holds and "contact" not in found.keep
    words = () if "words" in found.keep else (*free, OWN + found.id) if profile else free
    waits = not set(found.keep) >= {"words", "files"}
    left = tuple(sorted(holds.values(), key=lambda one: one.stream)) if waits else ()
    return Plan(free, words, "files" not in found.keep, profile, left)


def planned_of_member(found: Erasure, holds: Mapping[str, Hold]) -> Plan:
    """The same for who acts for a shop, or decided an appeal as a guest: what they said for others isn't theirs."""
    profile = not holds and "contact" not in found.keep
    words = (OWN + found.id,) if profile and "words" not in found.keep else ()
    left = () if "contact" in found.keep else tuple(sorted(holds.values(), key=lambda one: one.stream))
    return Plan((), words, files=False, profile=profile, left=left, own="words" not in found.keep)
