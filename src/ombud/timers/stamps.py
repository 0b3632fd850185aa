"""Has an authority outside say once an hour when it saw the newest checkpoint (RFC 3161); off unless one is named."""

import logging
import threading
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from django.conf import settings
from rfc3161_client import (
    TimeStampRequest,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from ombud.desk import clock
from ombud.ledger.connection import connection, rows
from ombud.ledger.log.receipt import Kept, latest
from ombud.timers.away import until_stopped
from ombud.timers.in_order import in_order
from ombud.timers.posting import post

PAUSE_SECONDS = 60.0
EVERY = timedelta(hours=1)
TIMEOUT_SECONDS = 20
ANSWER_MAX = 100_000
"""Bytes of an answer: with its certificates some thousand."""
PLATFORMS = "SELECT platform FROM log_head WHERE size > 0 ORDER BY platform"
LAST = "SELECT max(at) FROM log_stamp WHERE platform = %s"
PUT = "INSERT INTO log_stamp (platform, size, at, token) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
OK = 200
log = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Ask until told to stop; a database that went away is waited for."""

    def once() -> float:
        if settings.TSA_URL:
            stamp_all()
        return PAUSE_SECONDS

    until_stopped(stop, once)


def stamp_all(at: datetime | None = None) -> int:
    """Have each platform's newest checkpoint stamped, where the last stamp is an hour old; returns how many were.

    An authority that doesn't answer, or answers wrongly, is asked again the next minute. Two workers at once get two
    stamps of one checkpoint, of which one is kept.
    """
    stamped = 0
    for (platform,) in rows(PLATFORMS):
        kept = latest(platform)
        ((last,),) = rows(LAST, (platform,))
        if kept is None or (last is not None and (kept.at <= last or (at or clock.now()) - last < EVERY)):
            continue
        try:
            token = asked(kept)
        except (OSError, ValueError, VerificationError) as error:
            log.warning("The checkpoint of platform %s got no time stamp: %s", platform, error)
            continue
        connection().execute(PUT, (platform, kept.size, kept.at, token))
        stamped += 1
    return stamped


def asked(kept: Kept) -> bytes:
    """The authority's answer about a checkpoint, once it is seen to be about it and to lead to a known certificate.

    Raises OSError, ValueError, VerificationError.
    """
    wanted = TimestampRequestBuilder().data(kept.note.encode()).cert_request(cert_request=True).build()
    status, token = post(
        settings.TSA_URL,
        "application/timestamp-query",
        wanted.as_bytes(),
        bytes_max=ANSWER_MAX,
        seconds=TIMEOUT_SECONDS,
    )
    if status != OK:
        raise OSError(f"it answered {status}")
    token = in_order(token)
    check(token, kept.note, wanted)
    return token


def check(token: bytes, note: str, wanted: TimeStampRequest | None = None) -> datetime:
    """When the authority saw this checkpoint. Raises ValueError, VerificationError where its answer doesn't hold."""
    response = decode_timestamp_response(token)
    builder = VerifierBuilder.from_request(wanted) if wanted else VerifierBuilder()
    for certificate in x509.load_pem_x509_certificates(Path(settings.TSA_CERTIFICATES).read_bytes()):
        own = certificate.issuer == certificate.subject
        builder = (
            builder.add_root_certificate(certificate) if own else builder.add_intermediate_certificate(certificate)
        )
    builder.build().verify_message(response, note.encode())
    return response.tst_info.gen_time
