"""Proves a delivery by the Standard Webhooks scheme: HMAC-SHA256 over its id, its time and its body.

`webhook-id`, `webhook-timestamp` (seconds since 1970) and `webhook-signature` (`v1,<base64>`, several apart by spaces)
are the headers; the secret is `whsec_` and base64. https://www.standardwebhooks.com
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from ombud.connectors.connector import Delivery, NotGenuineError

MARK = "whsec_"
TOLERANCE = timedelta(minutes=5)
"""How far the sender's clock may be off, and how long a delivery may have been on its way."""
ID_MAX = 128
SIGNATURES_MAX = 8
UNSIGNED = "It isn't signed with this connector's secret."


def make_secret() -> str:
    """A new secret with 256 bits by lot."""
    return MARK + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(id: str, sent: int, body: bytes, secret: str) -> str:
    """What the sender puts into `webhook-signature`."""
    mac = hmac.new(_key(secret), f"{id}.{sent}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(mac).decode()}"


def genuine(headers: Mapping[str, str], body: bytes, secret: str, at: datetime) -> Delivery:
    """The delivery, if it was signed with the secret and not long ago. Raises NotGenuineError."""
    id, sent, given = (headers.get(name, "") for name in ("webhook-id", "webhook-timestamp", "webhook-signature"))
    if not (0 < len(id) <= ID_MAX and id.isprintable() and sent.isascii() and sent.isdigit() and len(sent) <= 12):
        raise NotGenuineError(UNSIGNED)
    right = signature(id, int(sent), body, secret).encode()
    signatures = given.split(" ")[:SIGNATURES_MAX]
    # All of them are compared, each in constant time: nothing is learned from how long it took.
    if not sum(hmac.compare_digest(one.encode("utf-8", "replace"), right) for one in signatures):
        raise NotGenuineError(UNSIGNED)
    sent_at = datetime.fromtimestamp(int(sent), UTC)
    if abs(at - sent_at) > TOLERANCE:
        raise NotGenuineError("It was sent more than five minutes ago, or the sender's clock is wrong.")
    return Delivery(id, sent_at, body)


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix(MARK), validate=True)
    except (binascii.Error, ValueError):
        return secret.encode()
