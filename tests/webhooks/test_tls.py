"""Over TLS the name is kept though the connection goes to an address: for the certificate, SNI and the Host header."""

import socket
import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ombud.webhooks.egress import Answer, Rules, dial_directly, post
from tests.webhooks.address_forms import PUBLIC
from tests.webhooks.receiver import read_request

HOST = "hooks.shop.cn"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that holds for the host, signed by itself, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


class Secure:
    """A receiver that speaks TLS, and keeps which names it was asked for."""

    def __init__(self, certificate: Path) -> None:
        self.names: list[str | None] = []
        self.hosts: list[str] = []
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate)
        self._context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            with suppress(OSError):
                connection, _who = self._socket.accept()
                with connection, self._context.wrap_socket(connection, server_side=True) as inside:
                    got = read_request(inside)
                    if got is not None:
                        self.hosts.append(got.headers["host"])
                        inside.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")


@pytest.fixture(scope="module")
def secure(certificate: Path) -> Secure:
    return Secure(certificate)


def sent(secure: Secure, url: str, trusted: Path | None) -> Answer:
    dialled: list[tuple[str, int]] = []

    def dial(address: str, port: int, seconds: float) -> socket.socket:
        dialled.append((address, port))
        return dial_directly("127.0.0.1", secure.port, seconds)

    tls: Any = ssl.create_default_context(cafile=str(trusted)) if trusted else ssl.create_default_context()
    answer = post(url, {}, b"{}", Rules(resolve=lambda _host, _port: [PUBLIC], dial=dial, tls=tls, seconds=5))
    assert dialled == [(PUBLIC, 8443 if ":8443" in url else 443)], "the address that was checked, and no other"
    return answer


def test_the_name_is_kept_for_certificate_sni_and_host(secure: Secure, certificate: Path) -> None:
    assert sent(secure, f"https://{HOST}/a", certificate)[:3] == (200, "", "ok")
    assert sent(secure, f"https://{HOST}:8443/a", certificate).delivered
    assert secure.names == [HOST, HOST]
    assert secure.hosts == [HOST, f"{HOST}:8443"]


def test_a_certificate_of_another_name_or_of_nobody_known_is_no_delivery(secure: Secure, certificate: Path) -> None:
    before = len(secure.hosts)
    assert sent(secure, "https://other.shop.cn/a", certificate).error == "certificate"
    assert sent(secure, f"https://{HOST}/a", None).error == "certificate"
    assert len(secure.hosts) == before, "nothing was said before it was known to whom"
