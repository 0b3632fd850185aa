"""Words that lie beside the record, by the streams they belong to."""

from collections.abc import Sequence

from ombud.ledger import words


def words_of(platform: int, streams: Sequence[str]) -> dict[str, str]:
    """The words of these streams by their hash; what law has erased says so."""
    return words.words_of(platform, *streams)
