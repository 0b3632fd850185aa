"""Hostile files end in a refusal or in harmless pictures, and the process that took them goes on unharmed."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from ombud.core.refusal import Refusal
from ombud.vault import refusals
from ombud.vault.isolation import Examined, Picture
from ombud.vault.isolation.decode import examine
from ombud.vault.isolation.inside import frames
from ombud.vault.isolation.jails import Jail
from ombud.vault.limits import Limits
from tests.vault import made

LIMITS = Limits()
A_PNG = made.photo(kind="PNG")
A_JPEG = made.photo()


@pytest.fixture(autouse=True)
def _parent_is_unharmed(jail: Jail) -> Iterator[None]:
    """Nothing stays open, no child is left, and the next honest picture is taken."""
    files, children = open_files(), child_processes()
    yield
    assert open_files() <= files
    assert child_processes() <= children
    assert isinstance(examine(A_PNG, jail, LIMITS), Examined)


def open_files() -> set[str]:
    return {path.name for path in Path("/proc/self/fd").iterdir() if path.exists()}


def child_processes() -> set[str]:
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def code(data: bytes, jail: Jail, limits: Limits = LIMITS) -> str:
    answer = examine(data, jail, limits)
    return answer.code if isinstance(answer, Refusal) else f"taken as {answer.format}"


def ftyp(brand: bytes) -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + bytes(100)


@pytest.mark.parametrize(("data", "expected"), [
    (b"", "empty-file"),
    (b"hello", "not-a-picture"),
    (bytes(1000), "not-a-picture"),
    (b"\xff", "not-a-picture"),
    (b'<?xml version="1.0"?>\n<svg onload="alert(1)"/>', "format-not-allowed"),
    (b"<!DOCTYPE html><script>alert(1)</script>", "format-not-allowed"),
    (b"GIF89a" + bytes(50), "format-not-allowed"),
    (b"II*\0" + bytes(50), "format-not-allowed"),
    (b"PK\3\4" + bytes(50), "format-not-allowed"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "format-not-allowed"),
    (ftyp(b"heic"), "heic-not-supported"),
    (ftyp(b"avif"), "heic-not-supported"),
    (ftyp(b"mif1"), "heic-not-supported"),
    (ftyp(b"evil"), "format-not-allowed"),
    (b"\x1aE\xdf\xa3" + bytes(50), "format-not-allowed"),
    (b"RIFF\0\0\0\0AVI LIST", "format-not-allowed"),
    (b"RIFF\0\0\0\0WAVEfmt ", "not-a-picture"),
    (b"%PDF-1.7", "broken-file"),
    (b"%PDF-1.7\n" + bytes(1000), "broken-file"),
    (b"\x89PNG\r\n\x1a\n", "broken-file"),
    (b"\xff\xd8\xff", "broken-file"),
    (b"\xff\xd8\xff" * 1000, "broken-file"),
    (b"RIFF\0\0\0\0WEBP", "broken-file"),
    (A_PNG[:-40], "broken-file"),
    (made.photo(500, 500)[:2000], "broken-file"),
    (made.pdf(), "broken-file"),
], ids=lambda value: value if isinstance(value, str) else "bytes")  # fmt: skip
def test_what_is_no_whole_allowed_file_is_refused(jail: Jail, data: bytes, expected: str) -> None:
    assert code(data, jail) == expected


def test_a_refused_format_is_named(jail: Jail) -> None:
    assert examine(b"GIF89a" + bytes(50), jail, LIMITS) == refusals.FORMAT_NOT_ALLOWED.given(format="GIF")


def test_a_flood_of_pixels_is_refused_before_anything_is_decoded() -> None:
    nobody_there = Jail(name="none", command=("/nonexistent",))
    assert code(made.png(30_000, 30_000), nobody_there) == "too-many-pixels"
    assert code(made.png(0xFFFFFFFF, 0xFFFFFFFF), nobody_there) == "too-many-pixels"
    huge_webp = b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0" + bytes(4) + b"\xff\xff\xff" * 2
    assert code(huge_webp, nobody_there) == "too-many-pixels"


def test_the_caps_of_bytes_and_pixels_are_inclusive(jail: Jail) -> None:
    exact = Limits(picture_bytes_max=len(A_PNG), pixels_max=64 * 48)
    assert code(A_PNG, jail, exact) == "taken as png"
    assert code(A_PNG, jail, Limits(picture_bytes_max=len(A_PNG) - 1)) == "too-large"
    assert code(A_PNG, jail, Limits(pixels_max=64 * 48 - 1)) == "too-many-pixels"


def test_a_document_may_be_larger_than_a_picture(jail: Jail) -> None:
    filler = b"%" + b"x" * 25_000_000 + b"\n"
    assert code(made.pdf((100, 100)) + filler, jail) == "taken as pdf"
    assert examine(A_PNG + filler, jail, LIMITS) == refusals.TOO_LARGE.given(megabytes=26, megabytes_max=20)


def test_a_size_that_only_decoding_reveals_is_capped_inside(jail: Jail) -> None:
    """Two sizes in one JPEG: the parent reads the first, Pillow the last."""
    start = A_JPEG.index(b"\xff\xc0")
    length = struct.unpack_from(">H", A_JPEG, start + 2)[0] + 2
    larger = bytearray(A_JPEG[start : start + length])
    larger[5:9] = struct.pack(">HH", 60_000, 60_000)
    doubled = A_JPEG[: start + length] + bytes(larger) + A_JPEG[start + length :]
    assert code(doubled, jail) in ("too-many-pixels", "broken-file")


def test_pixels_that_need_too_much_memory_are_refused(each_jail: Jail) -> None:
    large = made.photo(5000, 5000, "PNG")
    assert code(large, each_jail, Limits(memory_bytes=150_000_000)) == "needs-too-much-memory"


def slow_pdf() -> bytes:
    """A page that fills itself a million times, blended."""
    state = b"4 0 obj<</Type/ExtGState/BM/Luminosity/ca 0.5>>endobj"
    return made.pdf(
        (2000, 2000),
        content=b"/G gs " + b"0 0 2000 2000 re f " * 300_000,
        resources=b"/ExtGState<</G 4 0 R>>",
        more=state,
    )


def test_endless_work_is_ended_by_the_processor_limit(each_jail: Jail) -> None:
    assert code(slow_pdf(), each_jail, Limits(cpu_seconds=1)) == "took-too-long"


def test_endless_work_is_ended_by_the_wall_clock_too(each_jail: Jail) -> None:
    assert code(slow_pdf(), each_jail, Limits(cpu_seconds=60, wall_seconds=1)) == "took-too-long"


def test_a_pdf_that_takes_long_is_shown_as_far_as_it_was_drawn(jail: Jail) -> None:
    pages = made.pdf(*[(2000, 2000)] * 20, content=b"0 0 2000 2000 re f " * 60)
    examined = examine(pages, jail, Limits(cpu_seconds=3))
    assert isinstance(examined, Examined)
    assert examined.pages == 20
    assert 2 <= len(examined.pictures) <= 21
    assert examined.pictures[-1].variant == "thumb"


def test_a_locked_pdf_says_that_it_is_locked(jail: Jail) -> None:
    lock = b"5 0 obj<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>endobj" % (b"o" * 32, b"u" * 32)
    locked = made.pdf((100, 100), more=lock).replace(b"<</Root 1 0 R>>", b"<</Root 1 0 R/Encrypt 5 0 R/ID[(a)(a)]>>")
    assert code(locked, jail) == "pdf-locked"


@pytest.mark.parametrize(("data", "expected"), [
    (ftyp(b"isom"), "video/mp4"),
    (ftyp(b"qt  "), "video/quicktime"),
    (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x84webm" + bytes(50), "video/webm"),
])  # fmt: skip
def test_a_video_is_stored_and_never_opened(data: bytes, expected: str) -> None:
    nobody_there = Jail(name="none", command=("/nonexistent",))
    examined = examine(data, nobody_there, LIMITS)
    assert isinstance(examined, Examined)
    assert (examined.media_type, examined.pictures) == (expected, ())
    too_long = Limits(video_bytes_max=len(data) - 1)
    assert code(data, nobody_there, too_long) == "too-large"


@pytest.mark.parametrize(
    "tail", [made.pdf((9, 9)), b"PK\3\4evil", b"<script>alert(1)</script>", b"\x7fELF"], ids=lambda _: "tail"
)
def test_of_a_file_that_is_two_things_only_the_picture_is_shown(jail: Jail, tail: bytes) -> None:
    for head in (A_JPEG, A_PNG):
        examined = examine(head + tail, jail, LIMITS)
        assert isinstance(examined, Examined)
        assert all(tail not in picture.data for picture in examined.pictures)


def test_single_changed_bytes_never_harm(jail: Jail) -> None:
    for original in (
        made.photo(40, 30, "JPEG"),
        made.photo(40, 30, "PNG"),
        made.photo(40, 30, "WEBP"),
        made.pdf((50, 50)),
    ):
        for at in range(5, len(original), max(1, len(original) // 12)):
            changed = bytearray(original)
            changed[at] ^= 0x55
            assert code(bytes(changed), jail) in {
                f"taken as {made_of(original)}", "broken-file", "too-many-pixels", "not-a-picture",
                "needs-too-much-memory", "pdf-locked", "decoder-failed",
            }  # fmt: skip


def made_of(data: bytes) -> str:
    return {b"\xff\xd8": "jpeg", b"\x89P": "png", b"RI": "webp", b"%P": "pdf"}[data[:2]]


SAY = "import sys, os; sys.stdin.buffer.read(); os.write(1, bytes.fromhex({answer!r})); os._exit({code})"


def liar(*told: tuple[dict[str, object], bytes], then: bytes = b"", exit_code: int = 0) -> Jail:
    """A worker that a hostile file has taken over: it answers what it likes."""
    from ombud.vault.isolation import jails

    answer = b"".join(frames.pack(head, body) for head, body in told) + then
    return jails.bare(SAY.format(answer=answer.hex(), code=exit_code).replace("{", "{{").replace("}", "}}"))


HEAD: tuple[dict[str, object], bytes] = ({"status": "ok", "width": 64, "height": 48, "pages": 1}, b"")
PAGE: tuple[dict[str, object], bytes] = ({"variant": "page-1", "width": 64, "height": 48}, A_JPEG)
THUMB: tuple[dict[str, object], bytes] = ({"variant": "thumb", "width": 64, "height": 48}, A_JPEG)


def test_a_worker_that_answers_as_asked_is_believed() -> None:
    examined = examine(A_PNG, liar(HEAD, PAGE, THUMB), LIMITS)
    assert isinstance(examined, Examined)
    assert examined.pictures[0] == Picture(variant="page-1", data=A_JPEG, width=64, height=48)


@pytest.mark.parametrize("worker", [
    liar(),
    liar(HEAD),
    liar(HEAD, PAGE),
    liar(PAGE, THUMB, HEAD),
    liar(HEAD, PAGE, THUMB, exit_code=1),
    liar(HEAD, PAGE, THUMB, then=b"\0"),
    liar(then=b"\xff" * 100),
    liar(HEAD, PAGE, ({"variant": "thumb", "width": 64, "height": 48}, b"<svg onload=alert(1)>")),
    liar(HEAD, PAGE, ({"variant": "../../x", "width": 64, "height": 48}, A_JPEG)),
    liar(HEAD, PAGE, ({"variant": "thumb", "width": 6, "height": 4}, A_JPEG)),
    liar(HEAD, PAGE, ({"variant": "thumb", "width": 640, "height": 480}, made.photo(640, 480))),
    liar(HEAD, PAGE, ({"variant": 7}, A_JPEG)),
    liar(({"status": "ok", "width": "x"}, b""), PAGE, THUMB),
    liar(({"status": "pwned"}, b"")),
], ids=lambda _: "liar")  # fmt: skip
def test_a_worker_that_has_been_taken_over_is_not_believed(worker: Jail) -> None:
    assert code(A_PNG, worker) == "decoder-failed"


def test_a_worker_that_never_stops_talking_is_ended(jail: Jail) -> None:
    from ombud.vault.isolation import jails

    talker = jails.bare("import os\nwhile True: os.write(1, bytes(1 << 20))")
    assert code(A_PNG, talker) == "decoder-failed"
    screamer = jails.bare("import os\nwhile True: os.write(2, bytes(1 << 20))")
    assert code(A_PNG, screamer) == "decoder-failed"


def test_without_a_jail_nothing_is_even_looked_at() -> None:
    assert examine(A_PNG, None, LIMITS) == refusals.ISOLATION_MISSING
    assert examine(b"", None, LIMITS) == refusals.ISOLATION_MISSING


def test_more_files_at_once_than_there_are_places_are_put_off(jail: Jail) -> None:
    from ombud.vault.isolation.decode import _PLACES

    with _PLACES, _PLACES:
        assert examine(A_PNG, jail, Limits(wall_seconds=0)) == refusals.BUSY
