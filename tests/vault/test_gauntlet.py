"""Every hostile corpus through the one door; and the gauntlet itself finds each fault that is planted in the door."""

import os
from collections.abc import Iterable
from itertools import chain, islice
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.vault.isolation.decode import measured
from ombud.vault.isolation.jails import Jail, bare
from ombud.vault.limits import Limits
from tests.vault import corpus, gauntlet, made
from tests.vault.corpus import MARK, Hostile
from tests.vault.test_hostile_files import HEAD, THUMB, liar

DEEP = bool(os.environ.get("OMBUD_DEEP"))
SLOW = ("pdf that fills a page without end", "jpeg of 5,000 scans")
"""Ended by their time, which takes all of it: others try that in the short form."""
CAME = {
    "shown", "stored", "empty-file", "not-a-picture", "format-not-allowed", "broken-file", "too-many-pixels",
    "heic-not-supported", "needs-too-much-memory", "took-too-long", "decoder-failed", "too-large", "pdf-locked",
}  # fmt: skip
FORMS: dict[str, Iterable[Hostile]] = {
    "pillow": corpus.pillow(),
    "appended": corpus.appended() if DEEP else islice(corpus.appended(), 0, None, 5),
    "wrong": corpus.wrongly_named() if DEEP else islice(corpus.wrongly_named(), 0, None, 6),
    "cut": corpus.truncated(150 if DEEP else 4),
    "changed": corpus.changed(200 if DEEP else 4),
    "bombs": (one for one in corpus.bombs() if DEEP or one.name not in SLOW),
    "largest": corpus.largest() if DEEP else (),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_file_is_refused_or_shown_re_encoded_within_its_time_and_memory(jail: Jail, form: str) -> None:
    runs = list(gauntlet.run(FORMS[form], jail, Limits()))
    assert [(one.name, one.breaches) for one in runs if one.breaches] == []
    assert {one.came for one in runs} <= CAME
    if form == "pillow":
        assert len(runs) > 90
    if form == "largest":
        assert {one.came for one in runs} <= {"shown"}


def breaches(files: Iterable[Hostile], jail: Jail, limits: Limits | None = None) -> str:
    return "; ".join(text for one in gauntlet.run(files, jail, limits or Limits()) for text in one.breaches)


A_JPEG = made.photo()
MARKED = Hostile("", "marked", A_JPEG + MARK, marked=True)
UNCAPPED = Limits(pixels_max=10**10, memory_bytes=6_000_000_000, cpu_seconds=6)


def test_a_worker_that_ignores_the_caps_of_memory_is_found(jail: Jail) -> None:
    bomb = Hostile("", "12,000 × 12,000", corpus.flat_png(12_000))
    assert " MB" in breaches([bomb], jail, UNCAPPED)


def test_a_worker_that_ignores_the_caps_of_time_is_found(jail: Jail) -> None:
    assert "6.0 s of processor time" in breaches([Hostile("", "slow", corpus.slow_pdf())], jail, UNCAPPED)


def test_a_door_that_shows_the_original_is_found() -> None:
    shown = {"variant": "page-1", "width": 64, "height": 48}
    assert "page-1 is the original" in breaches([Hostile("", "a", A_JPEG)], liar(HEAD, (shown, A_JPEG), THUMB))
    found = breaches([MARKED], liar(HEAD, (shown, A_JPEG + MARK), THUMB))
    assert "page-1 carries the payload" in found
    assert "page-1 is no plain JPEG" in found


def test_a_door_that_leaves_metadata_is_found() -> None:
    placed = A_JPEG[:2] + b"\xff\xe1\0\x10Exif\0\0MM\0*\0\0\0\x08" + A_JPEG[2:]
    shown = {"variant": "page-1", "width": 64, "height": 48}
    assert "carries metadata" in breaches([MARKED], liar(HEAD, (shown, placed), THUMB))


def test_a_door_that_raises_or_leaves_something_open_is_found(jail: Jail) -> None:
    left = []

    def careless(data: bytes, jail: Jail, limits: Limits) -> Any:
        left.append(open("/dev/null"))  # noqa: PTH123, SIM115 - it is left open on purpose
        return measured(data, jail, limits)

    def rough(data: bytes, jail: Jail, limits: Limits) -> Any:
        if data == MARKED.data:
            raise MemoryError
        return measured(data, jail, limits)

    told = [one.breaches for one in gauntlet.run([MARKED], jail, Limits(), careless)]
    assert "the server holds" in told[0][0]
    (after,) = gauntlet.run([MARKED], jail, Limits(), rough)
    assert after.breaches == ("raised MemoryError",)
    for one in left:
        one.close()


def test_a_server_that_takes_nothing_any_more_is_found() -> None:
    deaf = bare("import sys; sys.exit(3)")
    assert "no longer taken" in breaches([MARKED], deaf)


def test_the_largest_pictures_that_are_taken_pass(jail: Jail) -> None:
    """One of each decoder at its cap of pixels; the long form has every mode."""
    picked = [one for one in corpus.largest() if one.name in ("webp 5,000 × 5,000", "jpeg 16,320 × 12,240")]
    runs = list(gauntlet.run(chain(picked, [Hostile("", "png", corpus.flat_png(5000))]), jail, Limits()))
    assert [(one.name, one.came, one.breaches) for one in runs] == [(one.name, "shown", ()) for one in runs]
    beyond = replace(Limits(), jpeg_pixels_max=16_320 * 12_240 - 1)
    assert [one.came for one in gauntlet.run(picked[1:], jail, beyond)] == ["too-many-pixels"]
