"""Content credentials are read and checked where they are, and nothing is ever fetched to do so."""

import io
import socket
import threading
from pathlib import Path

import pytest

pytest.importorskip("cv2")
pytest.importorskip("c2pa")

import c2pa

from ombud.lab.picture import Picture
from ombud.lab.provenance import c2pa as detector
from tests.shared_data import shared_data


def fixture(name: str) -> bytes:
    folder: Path = shared_data("images/c2pa_py")
    return (folder / f"tests__fixtures__{name}.jpg").read_bytes()


@pytest.mark.parametrize(("name", "strength", "state"), [
    ("C", "strong", "valid"), ("C_with_CAWG_data", "none", "valid"), ("files-for-reading-tests__CA", "clear", "valid"),
    ("files-for-reading-tests__XCA", "clear", "invalid"), ("files-for-reading-tests__E-sig-CA", "clear", "invalid"),
    ("files-for-signing-tests__prerelease", "weak", "unreadable"),
])  # fmt: skip
def test_a_history_is_read_and_a_broken_one_is_said_to_be(name: str, strength: str, state: str) -> None:
    finding = detector.look(Picture(fixture(name)))
    assert (finding.strength, finding.facts["state"]) == (strength, state)


def test_ai_made_by_its_own_signed_word_says_so_with_its_maker() -> None:
    facts = detector.look(Picture(fixture("C"))).facts
    assert (facts["origins"], facts["signer"]) == (["algorithmicMedia"], "C2PA Test Signing Cert")


def test_a_file_without_any_is_not_even_given_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError

    monkeypatch.setattr(detector, "ready", never)
    assert detector.look(Picture(fixture("A"))).facts == {"absent": True}


class Listener:
    """A server of ours that only counts who calls."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(5)
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._count, daemon=True)
        self._thread.start()

    def _count(self) -> None:
        try:
            while True:
                caller, _ = self._socket.accept()
                self.calls += 1
                caller.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                caller.close()
        except OSError:
            return

    def close(self) -> int:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(6)
        return self.calls


def _pointing_to(port: int) -> bytes:
    """The fixture whose history lies elsewhere, with an address of the same length that is ours."""
    data = fixture("cloud")
    start = data.index(b"https://cai-manifests.adobe.com")
    end = data.index(b'"', start)
    ours = f"http://127.0.0.1:{port}/".encode()
    return data[:start] + ours.ljust(end - start, b"x") + data[end:]


def test_a_history_that_lies_elsewhere_is_named_and_not_fetched() -> None:
    listener = Listener()
    data = _pointing_to(listener.port)
    finding = detector.look(Picture(data))
    assert str(finding.facts["elsewhere"]).startswith(f"http://127.0.0.1:{listener.port}/")
    # Nor by the library itself, were it ever given such a file.
    with pytest.raises(c2pa.C2paError):
        c2pa.Reader("image/jpeg", io.BytesIO(data), context=detector.ready()).json()
    assert listener.close() == 0


def test_the_listener_hears_a_library_whose_network_is_on() -> None:
    """Else the test above would hold for a deaf listener too."""
    listener = Listener()
    data = _pointing_to(listener.port)
    allowed = c2pa.Context(settings=c2pa.Settings.from_dict({"version": 1, "verify": {"remote_manifest_fetch": True}}))
    with pytest.raises(c2pa.C2paError):
        c2pa.Reader("image/jpeg", io.BytesIO(data), context=allowed).json()
    assert listener.close() == 1
