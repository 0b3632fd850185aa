"""The headers of a delivery by Standard Webhooks 1.0: an id, a time, and a signature by each secret that holds."""

from collections.abc import Sequence
from datetime import datetime

from standardwebhooks import Webhook


def headers(message: str, body: bytes, secrets: Sequence[str], at: datetime) -> dict[str, str]:
    """What goes before the body. Two secrets give two signatures, so that a receiver may exchange its own in peace."""
    text = body.decode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "Ombud-Webhooks/1",
        "webhook-id": message,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Webhook(one).sign(message, at, text) for one in secrets),
    }
