"""The proxies of deploy/, run on free ports before a site of their own, with certificates made for the test."""

import datetime as dt
import os
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ombud.site.dies_with_parent import dies_with_parent

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
HELP, EVIDENCE = "help.example.com", "evidence.example.net"


class Ports(NamedTuple):
    """Where the proxy listens, for https and http, and where the site and the evidence origin do."""

    https: int
    http: int
    site: int
    evidence: int


def certificate(folder: Path) -> None:
    """One for each name, under the file names that nginx.conf has."""
    now, pem = dt.datetime.now(dt.UTC), serialization.Encoding.PEM
    for number, host in enumerate((HELP, EVIDENCE), 1):
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        made = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(number).not_valid_before(now).not_valid_after(now + dt.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, hashes.SHA256())
        )  # fmt: skip
        secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (folder / f"{host}.pem").write_bytes(made.public_bytes(pem))
        (folder / f"{host}.key").write_bytes(secret)


def nginx_of(folder: Path, ports: Ports) -> list[str]:
    """nginx.conf as it stands but for ports and folders, within the frame that a distribution gives it."""
    text = (DEPLOY / "nginx.conf").read_text().replace("/etc/ssl/", f"{folder}/")
    text = re.sub(r"listen 443 ", f"listen 127.0.0.1:{ports.https} ", text)
    text = re.sub(r"listen 80;", f"listen 127.0.0.1:{ports.http};", text)
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{ports.site}").replace(
        "127.0.0.1:8001", f"127.0.0.1:{ports.evidence}"
    )
    spool = " ".join(f"{one}_temp_path {folder}/{one};" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    who = "user root; " if os.geteuid() == 0 else ""  # who would else not be let into a folder of the test's
    frame = f"{who}daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;\nevents {{}}\n"
    (folder / "nginx.conf").write_text(f"{frame}http {{ {spool}\n{text}\n}}\n")
    return [str(program("nginx")), "-e", f"{folder}/error.log", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def caddy_of(folder: Path, ports: Ports) -> list[str]:
    """Caddyfile as it stands but for ports, and for certificates that nobody has to be asked for."""
    text = (DEPLOY / "Caddyfile").read_text()
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{ports.site}").replace(
        "127.0.0.1:8001", f"127.0.0.1:{ports.evidence}"
    )
    for host in (HELP, EVIDENCE):
        text = text.replace(f"\n{host} {{", f"\n{host} {{\n\ttls {folder}/{host}.pem {folder}/{host}.key", 1)
    frame = f"{{\n\tadmin off\n\thttps_port {ports.https}\n\thttp_port {ports.http}\n\tdefault_bind 127.0.0.1\n}}\n"
    (folder / "Caddyfile").write_text(frame + text)
    return [str(program("caddy")), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def program(name: str) -> str | None:
    """Where it is; Debian has nginx where only root looks."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def checked(name: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """What the program itself says of its configuration."""
    if name == "nginx":
        command = [
            str(program("nginx")),
            "-t",
            "-e",
            f"{folder}/error.log",
            "-p",
            str(folder),
            "-c",
            f"{folder}/nginx.conf",
        ]
    else:
        command = [str(program("caddy")), "validate", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=_home(folder))


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[None]:
    """The proxy, for as long as the block lasts."""
    with (folder / "proxy.log").open("wb") as log:
        proxy = subprocess.Popen(
            command, stdout=log, stderr=log, env=_home(folder), preexec_fn=dies_with_parent(15), cwd=folder
        )
    try:
        yield
    finally:
        proxy.terminate()
        proxy.wait(20)


def trusting(folder: Path) -> ssl.SSLContext:
    """What believes the test's own certificates and no others."""
    return ssl.create_default_context(cadata="".join((folder / f"{host}.pem").read_text() for host in (HELP, EVIDENCE)))


def _home(folder: Path) -> dict[str, str]:
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
