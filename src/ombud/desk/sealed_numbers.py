"""Numbers of merchants lie sealed within their words, by a key of the installation: that inner seal, renewed."""

from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidTag

from ombud.ledger.renewing import NotSealed, Sealed
from ombud.ledger.sealing import renewed
from ombud.ledger.words import KEPT, KEY, read_key, said_of, seal_words
from ombud.vault.sealing import is_sealed, place_of

SOME = (
    f"SELECT w.platform, w.stream, w.digest, w.body, {KEPT} FROM kept_words w {KEY} "  # noqa: S608 - constants
    "WHERE w.stream LIKE 'shop/%%' AND w.erased_on IS NULL AND (w.platform, w.stream, w.digest) > (%s, %s, %s) "
    "ORDER BY w.platform, w.stream, w.digest LIMIT %s"
)
PUT = (
    "UPDATE kept_words SET body = %s WHERE platform = %s AND stream = %s AND digest = %s AND body = %s "
    "AND erased_on IS NULL"
)


def _renewed(row: Sequence[Any]) -> bytes | None:
    """Raises NotSealed for what else a shop says."""
    _platform, stream, digest, _body, *kept = row
    _digest, body, key, erased_on = kept
    if key is None:
        raise InvalidTag
    opened = read_key(bytes(key))
    said = said_of(stream, digest, bytes(body), bytes(key), erased_on)
    if not is_sealed(said.text):
        raise NotSealed
    text = renewed(said.text, place_of(stream, digest))
    return None if text is None else seal_words(opened, digest, said.salt, text.encode())


NUMBERS = Sealed("numbers of merchants", SOME, PUT, (-(2**31), "", ""), _renewed)
