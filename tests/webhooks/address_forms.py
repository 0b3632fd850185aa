"""Forms of addresses that lead inside, one way or another; PORT is the listener's."""

from pathlib import Path

FORMS = (Path(__file__).parent / "address_forms.txt").read_text(encoding="utf-8").split()
NAMES = {
    "loop.hooks.cn": ["127.0.0.1"],
    "six.hooks.cn": ["::1"],
    "mapped.hooks.cn": ["::ffff:127.0.0.1"],
    "compatible.hooks.cn": ["::127.0.0.1"],
    "nat64.hooks.cn": ["64:ff9b::7f00:1"],
    "nat64local.hooks.cn": ["64:ff9b:1::a00:1"],
    "sixtofour.hooks.cn": ["2002:7f00:1::1"],
    "teredo.hooks.cn": ["2001:0:53aa:64c:0:7f:80ff:fffe"],
    "isatap.hooks.cn": ["2400:cb00:1:2:0:5efe:7f00:1"],
    "zone.hooks.cn": ["fe80::1%lo"],
    "unspecified.hooks.cn": ["0.0.0.0"],  # noqa: S104 - nobody listens there
    "unspecified6.hooks.cn": ["::"],
    "meta.hooks.cn": ["169.254.169.254"],
    "azure.hooks.cn": ["168.63.129.16"],
    "alibaba.hooks.cn": ["100.100.100.200"],
    "oracle.hooks.cn": ["192.0.0.192"],
    "ten.hooks.cn": ["10.20.30.40"],
    "carrier.hooks.cn": ["100.127.255.255"],
    "multicast.hooks.cn": ["239.255.255.250"],
    "broadcast.hooks.cn": ["255.255.255.255"],
    "benchmark.hooks.cn": ["198.19.0.1"],
    "ula.hooks.cn": ["fd12:3456::1"],
    "linklocal.hooks.cn": ["fe80::1"],
    "sitelocal.hooks.cn": ["fec0::1"],
    "one-of-two.hooks.cn": ["93.184.215.14", "127.0.0.1"],
    "second-kind.hooks.cn": ["93.184.215.14", "::1"],
    "xn--pnktchen-65a.hooks.cn": ["127.0.0.1"],
}
PUBLIC = "93.184.215.14"
"""Stands for any machine outside: nothing is ever sent there, the tests' dial says that nobody answers."""
