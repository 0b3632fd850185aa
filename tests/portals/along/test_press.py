"""A page becomes a PDF/A whose every sign is drawn and can be copied out, and nothing is fetched on the way."""

import http.server
import io
import threading
import zlib
from collections.abc import Iterator
from itertools import count
from typing import Any

import pikepdf
import pytest

from ombud.portals.common.press import Beside, NotPrinted, Paper, lacking, pdf, setting
from tests.pdfa import faults, flowing, text_of
from tests.vault.made import photo

STYLE = '@font-face{font-family:"Ombud Latin";src:url(our:type/400)}body{font-family:"Ombud Latin","Noto Sans CJK SC"}'
ENDS_IN_CR = next(one for n in count() if zlib.compress(one := b"%d\r" % n, 9).endswith(b"\r"))
"""A file whose stream does, as it is and once it is compressed."""


@pytest.fixture
def asked() -> Iterator[Any]:
    """A server of this machine, and whatever it was asked for."""
    found: list[str] = []

    class Door(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.append(self.path)
            self.send_error(404)

        def log_message(self, *_told: Any) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", found
        server.shutdown()


def test_this_machine_can_set_pages() -> None:
    assert lacking() == (), f"apt-get install {' '.join(lacking())}; bin/setup does it"


@pytest.mark.requirement("CG-3")
def test_a_page_is_a_pdf_a_without_a_box_and_reaches_for_nothing(asked: Any) -> None:
    url, found = asked
    body = (
        f"<p>“Größe” ñ 投诉 憑證 骨 😀 ไทย \x02</p><img src='{url}/picture'><img src='file:///etc/hostname'>"
        f"<link rel='stylesheet' href='{url}/style'>"
        f"<style>@import url({url}/more);p{{background:url({url}/back)}}</style>"
        "<script>app.alert(1)</script><a href='https://example.org'>x</a><img src='our:exhibit/1' alt='Seen'>"
    )
    html = f"<html lang='en'><head><title>T</title><style>{STYLE}</style></head><body>{body}</body></html>"
    pictures = {"exhibit/1": photo()}
    made = pdf(
        Paper(html=html, pictures=pictures, beside=(Beside(name="record.json", data=ENDS_IN_CR, about="The record"),))
    )
    assert faults(made) == []
    assert b"\r\r\nendstream" in made, "what ends in a carriage return is told apart from the break after it"
    assert found == []
    wrong = faults(_spoiled(made))
    own = [one for one in wrong if not one.startswith("PDFA3U-")]
    assert (len(own) >= 6, len(wrong) - len(own) >= 4) == (True, True), "neither look at it is blind"
    told = flowing(text_of(made))
    for sign in ("“Größe”", "投诉", "憑證", "骨", "[U+0002]"):
        assert sign in told, sign
    for sign in ("😀", "ไ"):
        assert sign in told or f"U+{ord(sign):04X}" in told, "drawn, or named where no type has it"
    with pikepdf.open(io.BytesIO(made)) as held:
        assert held.attachments["record.json"].get_file().read_bytes() == ENDS_IN_CR


def test_where_type_or_a_library_is_missing_there_is_no_pdf_and_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(setting, "lacking", lambda: ("fonts-noto-cjk",))
    with pytest.raises(NotPrinted, match="lacking: fonts-noto-cjk"):
        pdf(Paper(html="<p>x</p>"))


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "WALL_SECONDS", 0.01)
    with pytest.raises(NotPrinted, match="too-large"):
        pdf(Paper(html="<p>x</p>"))


def _spoiled(made: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(made)) as held, io.BytesIO() as out:
        with held.open_metadata() as told:
            told["pdfaid:conformance"] = "B"
        held.docinfo["/Title"] = "Another"
        held.Root.AF = pikepdf.Array()
        held.Root.OutputIntents[0].S = pikepdf.Name("/GTS_PDFX")
        held.Root.OpenAction = held.make_indirect(pikepdf.Dictionary(S=pikepdf.Name("/JavaScript")))
        font = next(iter(held.pages[0].Resources.Font.values()))
        told_of = font.DescendantFonts[0].FontDescriptor
        del told_of[next(key for key in ("/FontFile2", "/FontFile3") if key in told_of)]
        held.save(out)
        return out.getvalue()


def test_the_log_says_how_it_went_wrong_and_nothing_of_what_stood_in_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    inside = tmp_path / "inside.py"
    inside.write_text('raise ValueError("QZX8 lives in Elm Street")\n')
    monkeypatch.setattr(setting, "INSIDE", inside)
    with pytest.raises(NotPrinted, match="failed"):
        pdf(Paper(html="<p>QZX8</p>"))
    assert "failed, ValueError" in caplog.text
    assert "QZX8" not in caplog.text
