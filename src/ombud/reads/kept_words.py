"""Words that lie beside the record, by the streams they belong to."""

from collections.abc import Sequence

from ombud.ledger.connection import rows

WORDS = "SELECT digest, body FROM kept_words WHERE platform = %s AND stream = ANY(%s)"


def words_of(platform: int, streams: Sequence[str]) -> dict[str, str]:
    """The words of these streams by their hash; what law has erased is missing."""
    return {digest: bytes(body).decode() for digest, body in rows(WORDS, (platform, list(streams)))}
