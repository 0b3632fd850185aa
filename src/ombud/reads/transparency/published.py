"""What a platform published of its own work: periods with their versions, frozen figures, and the words ahead."""

from datetime import datetime
from typing import NamedTuple

import msgspec

from ombud.core.transparency_report.state import TransparencyReport, Version
from ombud.ledger.connection import connection, rows
from ombud.ledger.words import words_of
from ombud.reads.transparency.figures import Figures, decoded

REPORTS = """
SELECT state FROM stream WHERE platform = %s AND kind = 'transparency_report' ORDER BY id DESC LIMIT 200
"""
ONE = "SELECT state FROM stream WHERE platform = %s AND id = %s"
FROZEN = "SELECT body FROM transparency_figures WHERE platform = %s AND fingerprint = %s"
FREEZE = """
INSERT INTO transparency_figures (platform, fingerprint, period, at, body) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""
_read = msgspec.json.Decoder(TransparencyReport).decode


class Published(NamedTuple):
    """One period with its versions, and the words behind their hashes."""

    report: TransparencyReport
    words: dict[str, str]

    def version(self, n: int) -> Version | None:
        """A version by its number; the latest for 0."""
        if n == 0:
            return self.report.latest
        return next((one for one in self.report.versions if one.n == n), None)

    def preface(self, version: Version, language: str) -> tuple[str, str]:
        """The words ahead in the reader's language, else in the first that there is; with the language they are in."""
        by = {one.lang.lower(): one for one in version.preface}
        found = by.get(language.lower()) or next(iter(version.preface), None)
        return (self.words.get(found.words, ""), found.lang) if found else ("", "")


def reports(platform: int) -> list[TransparencyReport]:
    """Every period that was published, the newest first."""
    return [_read(bytes(state)) for (state,) in rows(REPORTS, (platform,))]


def published(platform: int, period: str) -> Published | None:
    """One period; None where nothing of it was published."""
    stream = f"transparency_report/{period}"
    found = rows(ONE, (platform, stream))
    return Published(_read(bytes(found[0][0])), words_of(platform, stream)) if found else None


def frozen(platform: int, fingerprint: str) -> Figures | None:
    """The figures of a version."""
    found = rows(FROZEN, (platform, fingerprint))
    return decoded(bytes(found[0][0])) if found else None


def freeze(platform: int, period: str, fingerprint: str, body: bytes, at: datetime) -> None:
    """Keep figures under their fingerprint."""
    connection().execute(FREEZE, (platform, fingerprint, period, at, body))
