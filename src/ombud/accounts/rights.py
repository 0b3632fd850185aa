"""The number that tells whether anything about rights on a platform changed: one row, asked at each call of the API."""

from ombud.ledger.connection import rows

VERSION = "SELECT version FROM accounts_rightsversion WHERE platform_id = %s"


def rights_version(platform: int) -> int:
    """Grows with each change of a role, a part in a shop, a key or an account's activity: whatever was looked up
    before under another number has to be looked up again."""
    found = rows(VERSION, (platform,))
    return int(found[0][0]) if found else 0
