"""What lies sealed opens as it was, any part of it alone, and never where a byte or a piece isn't in its place."""

import io
import os
from collections.abc import Callable

import pytest

from ombud.vault.stored import Damaged
from ombud.vault.stream import FORM, PIECE_BYTES, TAG_BYTES, opened, sealed, sealed_bytes

KEY = bytes(range(32))
PLAIN = os.urandom(3 * PIECE_BYTES + 5)
STEP = PIECE_BYTES + TAG_BYTES


def read(lies: bytes, size: int = len(PLAIN), key: bytes = KEY) -> bytes:
    with opened(io.BytesIO(lies), key, size) as file:
        return file.read()


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, len(PLAIN)])
def test_what_is_sealed_opens_as_it_was(size: int) -> None:
    lies = sealed(KEY, PLAIN[:size])
    assert (len(lies), read(lies, size)) == (sealed_bytes(size), PLAIN[:size])


def test_a_part_is_read_without_the_rest() -> None:
    class Counting(io.BytesIO):
        asked = 0

        def read(self, size: int | None = -1, /) -> bytes:
            found = super().read(size)
            self.asked += len(found)
            return found

    source = Counting(sealed(KEY, PLAIN))
    with opened(source, KEY, len(PLAIN)) as file:
        assert file.seek(-20, io.SEEK_END) == len(PLAIN) - 20
        assert (file.read(10), file.tell()) == (PLAIN[-20:-10], len(PLAIN) - 10)
        file.seek(2 * PIECE_BYTES - 3)
        assert file.read(6) == PLAIN[2 * PIECE_BYTES - 3 :][:6]
        assert file.read() == PLAIN[2 * PIECE_BYTES + 3 :]
        assert file.read(1) == b""
        assert source.asked <= len(FORM) + 6 * STEP


def swapped(lies: bytes) -> bytes:
    first, second = lies[len(FORM) :][:STEP], lies[len(FORM) + STEP :][:STEP]
    return FORM + second + first + lies[len(FORM) + 2 * STEP :]


def changed(at: int) -> Callable[[bytes], bytes]:
    return lambda lies: lies[:at] + bytes([lies[at] ^ 1]) + lies[at + 1 :]


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "form": changed(3), "first byte": changed(len(FORM)), "a tag": changed(len(FORM) + STEP - 1),
    "last byte": changed(-1 + sealed_bytes(len(PLAIN))), "cut": lambda lies: lies[:-1],
    "last piece cut off": lambda lies: lies[: len(FORM) + 3 * STEP], "a piece more": lambda lies: lies + lies[-STEP:],
    "a piece left out": lambda lies: lies[: len(FORM)] + lies[len(FORM) + STEP :], "swapped": swapped,
    "of another": lambda lies: lies[: len(FORM) + STEP] + sealed(bytes(32), PLAIN)[len(FORM) + STEP :],
    "nothing left": lambda _lies: b"",
}  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_no_harm_goes_unnoticed_whatever_length_is_believed(harm: str) -> None:
    lies = HARMS[harm](sealed(KEY, PLAIN))
    for size in _believable(lies):
        with pytest.raises(Damaged):
            read(lies, size)


def _believable(lies: bytes) -> set[int]:
    """The stated length, and the one that these bytes would have."""
    pieces = -(-(len(lies) - len(FORM)) // STEP)
    return {len(PLAIN), max(0, len(lies) - len(FORM) - pieces * TAG_BYTES)}


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Damaged):
        read(sealed(KEY, b""), 0, bytes(32))
