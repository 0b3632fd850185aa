"""The keys of people's words, which lie under the installation's key in use or, until renewed, under an older one."""

from ombud.ledger.renewing import Sealed
from ombud.ledger.renewing import renew as renew_all
from ombud.ledger.words import renewed

WORD_KEYS = Sealed(
    "keys of people's words",
    "SELECT platform, person, stream, key FROM word_key WHERE (platform, person, stream) > (%s, %s, %s) "
    "ORDER BY platform, person, stream LIMIT %s",
    "UPDATE word_key SET key = %s WHERE platform = %s AND person = %s AND stream = %s AND key = %s",
    (-(2**31), "", ""),
    lambda row: renewed(bytes(row[3])),
)
"""A row that was erased or made anew meanwhile stays as it is."""


def renew() -> tuple[int, int]:
    """How many were put under the new key, and how many nothing opens."""
    stands = renew_all(WORD_KEYS)
    return stands.done, stands.shut
