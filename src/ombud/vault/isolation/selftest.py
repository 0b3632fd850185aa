"""Proof that a jail holds: what must fail inside is tried there, and what must work is done there."""

import contextlib
import os
import socket
import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ombud.core.struct import Value
from ombud.vault.isolation.inside import frames
from ombud.vault.isolation.inside.probes import PROBES
from ombud.vault.isolation.jails import Jail
from ombud.vault.isolation.run import run
from ombud.vault.limits import Limits

_SMALL_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n"
)
OUTSIDE = ("/tmp/ombud", "/dev/shm/ombud", "/ombud", "/jail/ombud")  # noqa: S108 - where no jail lets anybody write


class Finding(Value, frozen=True):
    """One thing tried. `held` says that the jail did what it should; `detail` is what the worker met."""

    tried: str
    held: bool
    detail: str


class SelfTest(Value, frozen=True):
    """What was tried in one jail, everything of it."""

    jail: str
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Every escape was refused and the decoders still work."""
        return bool(self.findings) and all(finding.held for finding in self.findings)


class _Report(msgspec.Struct):
    probe: str = ""
    refused: bool = False
    detail: str = ""
    status: str = ""


def prove(jail: Jail, vault: Path, limits: Limits | None = None) -> SelfTest:
    """Try every escape in `jail` from within, `vault` being what must be out of reach; then a PNG and a PDF."""
    limits = limits or Limits()
    findings = [*_escapes(jail, vault, limits)]
    findings += [_decodes(jail, kind, data, limits) for kind, data in (("png", _small_png()), ("pdf", _SMALL_PDF))]
    return SelfTest(jail=jail.name, findings=tuple(findings))


def _escapes(jail: Jail, vault: Path, limits: Limits) -> Iterator[Finding]:
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as listener:
        # As inviting as can be: a secret that everybody may read in a folder that everybody may write.
        Path(folder).chmod(0o777)
        secret = Path(folder, "secret")
        secret.write_text("evidence")
        secret.chmod(0o644)
        task = {
            "format": "probes",
            "port": listener.getsockname()[1],
            "parent": os.getpid(),
            "write": [f"{folder}/escaped", *OUTSIDE],
            "read": [str(secret), str(vault)],
            "memory_bytes": limits.memory_bytes,
            "cpu_seconds": limits.cpu_seconds,
        }
        outcome = run(jail, frames.pack(task), seconds=limits.wall_seconds, answer_bytes_max=limits.answer_bytes_max)
    reports: dict[str, _Report] = {}
    with contextlib.suppress(ValueError):
        for head, _ in frames.unpack(outcome.answer):
            report = msgspec.json.decode(head, type=_Report)
            reports[report.probe] = report
    silence = _Report(detail=f"no answer: {outcome.complaint or outcome.code}"[:300])
    for probe in PROBES:
        report = reports.get(probe, silence)
        yield Finding(tried=probe, held=report.refused, detail=report.detail)


def _decodes(jail: Jail, kind: str, data: bytes, limits: Limits) -> Finding:
    task = frames.pack({**msgspec.to_builtins(limits), "format": kind}, data)
    outcome = run(jail, task, seconds=limits.wall_seconds, answer_bytes_max=limits.answer_bytes_max)
    said = "nothing"
    with contextlib.suppress(ValueError, StopIteration):
        said = msgspec.json.decode(next(frames.unpack(outcome.answer))[0], type=_Report).status
    works = said == "ok" and outcome.code == 0
    return Finding(
        tried=f"decode-{kind}",
        held=works,
        detail="" if works else f"{said}, {outcome.complaint or outcome.code}"[-300:],
    )


def _small_png() -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    size = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
