"""Hides an address from whoever reads a list or a log, and leaves enough to recognise one's own."""

from django.utils.crypto import salted_hmac


def masked(address: str) -> str:
    """A mail address or a phone number as others may see it: a**@example.com, *******1234."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:1]}**@{host}"
    digits = sum(one.isdigit() for one in address)
    if digits < 6 or digits < len(address) / 2:
        return address  # a name of ours: somebody's reference or a service
    return "*" * (len(address) - 4) + address[-4:]


def recipient_key(address: str) -> str:
    """A keyed hash of the address: tells two apart without saying which they are."""
    return salted_hmac("ombud.notices.delivery", address.strip().lower(), algorithm="sha256").hexdigest()[:32]
