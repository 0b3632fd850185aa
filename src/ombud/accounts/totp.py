"""Codes that an app shows: RFC 6238 with SHA-1, six digits, thirty seconds, as every such app understands them."""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS, DIGITS = 30, 6
SECRET_BYTES = 20
"""As long as the hash, which RFC 4226 recommends."""
DRIFT_STEPS = 1
"""A telephone's clock may be half a minute off, and people need some seconds to type."""


def new_secret() -> str:
    """A new secret by lot, in the letters that apps take."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def code_of(secret: str, step: int) -> str:
    """The code of one step of time."""
    mac = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    at = mac[-1] & 15
    number = int.from_bytes(mac[at : at + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(at: datetime) -> int:
    """Which step of time an instant lies in."""
    return int(at.timestamp()) // STEP_SECONDS


def step_meant(secret: str, typed: str, at: datetime) -> int | None:
    """Of which step near this instant the code is; None where it is of none."""
    now = step_of(at)
    right = [
        one
        for one in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1)
        if hmac.compare_digest(code_of(secret, one).encode(), typed.encode("utf-8", "surrogatepass"))
    ]
    return right[-1] if right else None


def address(secret: str, platform: str, login: str) -> str:
    """What the square code says, so that an app adds the account under its name."""
    label = f"{quote(platform)}:{quote(login)}"
    asked = urlencode({"secret": secret, "issuer": platform, "digits": DIGITS, "period": STEP_SECONDS}, quote_via=quote)
    return f"otpauth://totp/{label}?{asked}"
