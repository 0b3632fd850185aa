"""No way inside: every trick with addresses, and what a hostile receiver can do to the one that sends."""

import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

import pytest

from ombud.webhooks.address import AddressRefused, is_public, target_of
from ombud.webhooks.egress import ANSWER_BYTES_MAX, Answer, Rules, dial_directly, post
from tests.webhooks.address_forms import FORMS, NAMES, PUBLIC
from tests.webhooks.receiver import Receiver, answer, drip, endless, endless_headers, hang, receiver

Send = Callable[[str, Rules], Answer]


def ours(url: str, rules: Rules) -> Answer:
    return post(url, {}, b"{}", rules)


class Inside:
    """A network whose every inner address is answered by one listener on this machine's loopback, and its names."""

    def __init__(self, listener: Receiver) -> None:
        self.port = listener.port
        self._asked: set[str] = set()

    def resolve(self, host: str, port: int) -> list[str]:
        """As a resolver and the C library do it: names by DNS, and everything that can be read as a number."""
        if host == "rebinds.hooks.cn":
            first = host not in self._asked
            self._asked.add(host)
            return [PUBLIC] if first else ["127.0.0.1"]
        if host.lower() in NAMES:
            return NAMES[host.lower()]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(one[4][0]) for one in found]

    def dial(self, address: str, _port: int, seconds: float) -> socket.socket:
        if address == PUBLIC:
            raise ConnectionRefusedError
        return dial_directly("127.0.0.1", self.port, seconds)

    def rules(self) -> Rules:
        return Rules(ports=(443, 8443, self.port), resolve=self.resolve, dial=self.dial, seconds=1)


def reached(send: Send, forms: list[str] = FORMS) -> list[str]:
    """The forms by which this way of sending connects to something inside."""
    found = []
    with receiver(answer(200)) as listener:
        for form in forms:
            before = listener.connects
            inside = Inside(listener)
            with suppress(OSError, ValueError, AssertionError):
                send(form.replace("PORT", str(listener.port)), inside.rules())
            # The listener takes one after the other: once this is answered, whoever connected before is counted.
            with socket.create_connection(("127.0.0.1", listener.port)) as last:
                last.sendall(b"GET / HTTP/1.1\r\n\r\n")
                last.recv(1)
            if listener.connects > before + 1:
                found.append(form)
    return found


@pytest.mark.requirement("EV-5")
def test_no_form_of_an_address_leads_inside() -> None:
    assert len(FORMS) >= 100
    assert reached(ours) == []


def _resolve(rules: Rules, host: str) -> list[str]:
    assert rules.resolve is not None
    return rules.resolve(host, 443)


def _dial(rules: Rules, address: str) -> socket.socket:
    assert rules.dial is not None
    return rules.dial(address, 443, 1)


def _naive(url: str, rules: Rules) -> Answer:
    """Looks at the text alone."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    assert not host.startswith(("127.0.0.1", "localhost", "10.", "192.168.", "::1"))
    _dial(rules, _resolve(rules, host)[0]).close()
    return Answer(200)


def _first_only(url: str, rules: Rules) -> Answer:
    """Checks the first address, and takes the last."""
    target = target_of(url, ports=rules.ports)
    found = _resolve(rules, target.host)
    assert is_public(found[0])
    _dial(rules, found[-1]).close()
    return Answer(200)


def _looks_up_twice(url: str, rules: Rules) -> Answer:
    """Checks one answer of DNS and connects by the next."""
    target = target_of(url, ports=rules.ports)
    assert all(is_public(one) for one in _resolve(rules, target.host))
    _dial(rules, _resolve(rules, target.host)[0]).close()
    return Answer(200)


def _is_private_alone(url: str, rules: Rules) -> Answer:
    """Trusts one property of the standard library."""
    target = target_of(url, ports=rules.ports)
    found = _resolve(rules, target.host)
    assert not any(ip_address(one).is_private for one in found)
    _dial(rules, found[0]).close()
    return Answer(200)


@pytest.mark.parametrize(
    ("guard", "by"),
    [
        (_naive, "https://2130706433:PORT/"),
        (_naive, "https://meta.hooks.cn:PORT/"),
        (_first_only, "https://one-of-two.hooks.cn:PORT/"),
        (_looks_up_twice, "https://rebinds.hooks.cn:PORT/"),
        (_is_private_alone, "https://nat64.hooks.cn:PORT/"),
    ],
)
def test_a_planted_bad_guard_is_found(guard: Send, by: str) -> None:
    assert reached(guard, [by]) == [by]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://hooks.shop.cn/", "not-https"),
        ("https://hooks.shop.cn:25/", "port"),
        ("https://hooks.shop.cn:80/", "port"),
        ("https://hooks.shop.cn:/", "port"),
        ("https://me:secret@hooks.shop.cn/", "user-in-address"),
        ("https://hooks.shop.cn/a b", "malformed"),
        ("https://hooks.shop.cn/\r\nX: y", "malformed"),
        ("https://hooks.shop.cn/ü", "malformed"),
        ("https://hooks.shop.cn./", "name"),
        ("https://-a.shop.cn/", "name"),
        ("https://" + "a" * 64 + ".cn/", "name"),
        ("https://1.1.1.1/", "number"),
        ("https://[2606:4700::1111]/", "number"),
        ("https://hooks.test/", "inside"),
        ("https://hooks.shop.cn/" + "a" * 1000, "malformed"),
        ("hooks.shop.cn", "not-https"),
    ],
)
def test_an_address_is_refused_with_its_reason(url: str, code: str) -> None:
    with pytest.raises(AddressRefused) as no:
        target_of(url)
    assert no.value.code == code


def test_a_plain_address_is_taken_apart() -> None:
    assert target_of("https://Hooks.Shop.cn/a?b=c%20d") == ("https", "hooks.shop.cn", 443, "/a?b=c%20d", False)
    assert target_of("https://hooks.shop.cn:8443?x").netloc == "hooks.shop.cn:8443"
    assert target_of("https://钩子.中国/").host == "xn--i8s974k.xn--fiqs8s"


def test_plain_http_goes_to_hosts_that_the_installation_names_and_to_no_other() -> None:
    with receiver(answer(200, b"thanks")) as listener:
        named = Rules(inside=(listener.address,))
        assert post(listener.url, {"X-A": "b"}, b"{}", named)[:3] == (200, "", "thanks")
        other = listener.url.replace("localhost", "127.0.0.1")
        assert post(other, {}, b"{}", named).error == "not-https"
        assert listener.connects == 1


def test_no_redirect_is_followed() -> None:
    with receiver(answer(200)) as target:
        for place in (target.url, "http://169.254.169.254/latest/meta-data/"):
            for status in (301, 302, 303, 307, 308):
                with receiver(answer(status, more=f"Location: {place}\r\n")) as listener:
                    sent = post(listener.url, {}, b"{}", Rules(inside=(listener.address, target.address)))
                    assert (sent.status, sent.delivered) == (status, False)
        assert target.connects == 0


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiver(answer(200)) as proxy, receiver(answer(200)) as listener:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert post(listener.url, {}, b"{}", Rules(inside=(listener.address,))).status == 200
        assert proxy.connects == 0


@pytest.mark.parametrize(
    ("behave", "status", "error"),
    [
        (hang, 0, "timeout"),
        (drip, 0, "timeout"),
        (endless, 200, ""),
        (endless_headers, 0, "not-http"),
        (lambda connection, _got: connection.sendall(b"220 smtp ready\r\n\r\n"), 0, "not-http"),
        (lambda _connection, _got: None, 0, "not-http"),
        (lambda connection, _got: connection.sendall(b"HTTP/1.1 103 X\r\n\r\nHTTP/1.1 204 X\r\n\r\n"), 204, ""),
    ],
)
def test_a_hostile_receiver_holds_nobody_up(behave: Callable[..., None], status: int, error: str) -> None:
    with receiver(behave) as listener:
        sent = post(listener.url, {}, b"{}", Rules(inside=(listener.address,), seconds=0.5))
        assert (sent.status, sent.error) == (status, error)
        assert len(sent.body) <= 512 < ANSWER_BYTES_MAX


def test_what_is_shown_of_an_answer_holds_no_control_characters() -> None:
    with receiver(answer(500, b"\x00a\x1b[31mb\xff\nc")) as listener:
        assert post(listener.url, {}, b"{}", Rules(inside=(listener.address,))).body == "�a�[31mb�\nc"
