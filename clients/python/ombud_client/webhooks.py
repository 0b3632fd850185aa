"""Checks that a webhook came from the platform, unchanged and just now (Standard Webhooks 1.0)."""

import base64
import binascii
import hmac
import json
import time
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

TOLERANCE_SECONDS = 300
PREFIX = "whsec_"


class NotVerified(Exception):
    """It isn't signed with this secret, or came too late; don't act on it."""


def verify(body: bytes, headers: Mapping[str, str], secret: str, *, now: float | None = None) -> Any:
    """What a delivery says, once its signature holds. `body` as it came, byte by byte. Raises NotVerified."""
    given = {name.lower(): value for name, value in headers.items()}
    id, sent, signatures = (given.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not (id and sent.isascii() and sent.isdigit()):
        raise NotVerified("a header is missing")
    if abs((time.time() if now is None else now) - int(sent)) > TOLERANCE_SECONDS:
        raise NotVerified("it was sent too long ago, or in the future")
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise NotVerified("the secret isn’t one") from None
    signed = hmac.new(key, f"{id}.{sent}.".encode() + body, sha256).digest()
    expected = b"v1," + base64.b64encode(signed)
    if not any(hmac.compare_digest(expected, one.encode("utf-8", "replace")) for one in signatures.split()):
        raise NotVerified("no signature holds")
    return json.loads(body)
