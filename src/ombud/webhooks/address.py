"""Which addresses something may be sent to: the guard over what strangers name and what their names resolve to.

Two fences. `target_of` reads an address as strictly as it can be read, so that no two programs read it differently:
names only, no numbers in any of the forms that C libraries take for addresses. `is_public` judges what a name resolved
to: only the parts of the address space that are for everybody, by the registers of IANA.
"""

import ipaddress
import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlsplit

LENGTH_MAX = 1000
PORTS = (443, 8443)
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
PARTS = re.compile(r"(?P<scheme>(?i:https?))://(?P<netloc>[^/?]*)(?P<path>.*)")
PATH = re.compile(r"[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*", re.ASCII)
INSIDE = (
    "localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "arpa", "onion",
    "invalid", "test", "example", "alt",
)  # fmt: skip
"""Last labels that are never anybody's in public (RFC 6761, RFC 6762, RFC 7686, RFC 9476, ICANN's list)."""
NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(one)
    for one in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # Azure's own services answer its machines there
    )
)  # fmt: skip
"""https://www.iana.org/assignments/iana-ipv4-special-registry, with multicast and one cloud's inner address."""
PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that is given out; what isn't in it (NAT64, mapped, unique local, link local, …) is none of ours."""
NOT_PUBLIC_6 = tuple(
    ipaddress.IPv6Network(one)
    for one in (
        "2001::/23",  # Teredo, benchmarking, ORCHID and other protocols
        "2001:db8::/32", "3fff::/20",  # documentation
        "2002::/16",  # 6to4: an IPv4 address of any kind may be inside
        "2620:4f:8000::/48",
    )
)  # fmt: skip
"""https://www.iana.org/assignments/iana-ipv6-special-registry, as far as it lies in that part."""
ISATAP = (b"\x00\x00\x5e\xfe", b"\x02\x00\x5e\xfe")
"""What stands in an address before an IPv4 address that a router unpacks (RFC 5214)."""


class Target(NamedTuple):
    """Where something is sent: the host by its name as it stands in DNS."""

    scheme: str
    host: str
    port: int
    path: str
    inside: bool = False
    """Whether this host and port were allowed by the installation itself, wherever they lead: for development."""

    @property
    def netloc(self) -> str:
        """As the Host header has it."""
        return self.host if self.port == (443 if self.scheme == "https" else 80) else f"{self.host}:{self.port}"


class AddressRefused(ValueError):
    """Nothing is sent there: a stable code for each reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def target_of(url: str, *, ports: Collection[int] = PORTS, inside: Collection[str] = ()) -> Target:
    """The address taken apart. Raises AddressRefused: anything that isn't plainly fine is not.

    `inside` names hosts with their ports (`localhost:9000`) that this installation lets through, by http too.
    """
    if len(url) > LENGTH_MAX or any(ord(one) <= 32 or one in '\\"<>^`{|}#\x7f' for one in url):
        raise AddressRefused("malformed")
    found = PARTS.fullmatch(url)
    if found is None:
        raise AddressRefused("not-https")
    scheme, netloc, path = found["scheme"].lower(), found["netloc"], found["path"] or "/"
    if "@" in netloc:
        raise AddressRefused("user-in-address")
    if "[" in netloc or "%" in netloc:
        raise AddressRefused("number")
    if not PATH.fullmatch(path):
        raise AddressRefused("malformed")
    path = path if path.startswith("/") else f"/{path}"
    name, colon, said = netloc.partition(":")
    port = _port(said) if colon else (443 if scheme == "https" else 80)
    if f"{name.lower()}:{port}" in inside:
        return Target(scheme, name.lower(), port, path, inside=True)
    if scheme != "https":
        raise AddressRefused("not-https")
    host = _host(name)
    if port not in ports:
        raise AddressRefused("port")
    assert urlsplit(f"https://{host}:{port}{path}").hostname == host, "what we understood is what others understand"
    return Target("https", host, port, path)


def _port(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) <= 5 and not said.startswith("0") and int(said) < 65536):
        raise AddressRefused("port")
    return int(said)


def _host(name: str) -> str:
    """The name as DNS has it. Whatever any program could take for a number or a name of this machine is refused."""
    try:
        # Names with other letters than ASCII as DNS writes them; full-width digits and dots become plain ones.
        host = name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise AddressRefused("name") from None
    labels = host.split(".")
    if not labels[-1] and len(labels) > 1:
        raise AddressRefused("name")  # a dot at the end goes round what a name is compared with
    if labels[-1].isdigit() or labels[-1].startswith("0x"):
        raise AddressRefused("number")
    if len(host) > 253 or len(labels) < 2 or not all(LABEL.fullmatch(one) for one in labels):
        raise AddressRefused("name")
    if labels[-1] in INSIDE:
        raise AddressRefused("inside")
    return host


def is_public(address: str) -> bool:
    """Whether this address, as a resolver gave it, is for everybody: no network's own, no machine's own."""
    if "%" in address:
        return False
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in one for one in NOT_PUBLIC_4)
    if ip not in PUBLIC_6 or any(ip in one for one in NOT_PUBLIC_6):
        return False
    return ip.packed[8:12] not in ISATAP
