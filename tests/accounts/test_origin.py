"""Whom a request comes from: nobody can say it but our own proxies."""

from typing import Any

import pytest
from django.test import RequestFactory

from ombud.accounts.origin import address_of, network_of


@pytest.mark.parametrize(
    ("heard", "forwarded", "meant"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "1.2.3.4, 198.51.100.1, 10.0.0.3", "198.51.100.1"),
        ("10.0.0.2", "not an address", "10.0.0.2"),
        ("10.0.0.2", "10.0.0.3", "10.0.0.3"),
        ("2001:db8::2", "2001:db8:1::7", "2001:db8:1::7"),
        ("", "198.51.100.1", ""),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Any, heard: str, forwarded: str, meant: str) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/24", "2001:db8::2"]
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=heard)) == meant


def test_without_proxies_of_ours_nobody_is_believed(settings: Any) -> None:
    settings.TRUSTED_PROXIES = []
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.1"}, REMOTE_ADDR="127.0.0.1")
    assert address_of(request) == "127.0.0.1"


def test_a_line_of_ipv6_counts_as_one() -> None:
    assert network_of("2001:db8:1:2:a::1") == network_of("2001:db8:1:2:b::9") == "2001:db8:1:2::/64"
    assert network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("") == ""
