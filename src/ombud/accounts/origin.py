"""From where a request comes: the address of whoever asks, behind no proxy but those we were told to believe."""

from collections.abc import Sequence
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Network = IPv4Network | IPv6Network
BROWSER_MAX = 200


def address_of(request: HttpRequest) -> str:
    """The caller's IP address. What `X-Forwarded-For` says is believed only as far back as our own proxies wrote it:
    read from its end, the first address that isn't one of them."""
    heard = request.META.get("REMOTE_ADDR", "")
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if heard else []
    while told and _is_ours(heard):
        before = told.pop().strip()
        if not _is_address(before):
            break
        heard = before
    return str(heard)


def network_of(address: str) -> str:
    """What one attacker easily holds: an IPv4 address, or the 64 bits of IPv6 that a single line is given."""
    if ":" not in address or not _is_address(address):
        return address
    return str(ip_network(f"{address}/64", strict=False))


def browser_of(request: HttpRequest) -> str:
    """What the browser says of itself, cut."""
    said = request.headers.get("User-Agent", "")
    return "".join(one for one in said if one.isprintable())[:BROWSER_MAX]


def _is_ours(address: str) -> bool:
    if not _is_address(address):
        return False
    return any(ip_address(address) in one for one in _proxies(tuple(settings.TRUSTED_PROXIES)))


@cache
def _proxies(said: Sequence[str]) -> tuple[Network, ...]:
    return tuple(ip_network(one, strict=False) for one in said)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
