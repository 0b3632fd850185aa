"""Bytes as they lie in a store: encrypted piece by piece, so that any part can be read alone, and no piece be changed,
cut off, moved or swapped unnoticed.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM: a piece's nonce is its number and
whether it is the last one. That is safe because a key seals one thing, once. What lies there begins with FORM.
"""

import io
from typing import Any, BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ombud.vault.stored import Damaged

FORM = b"ombud-sealed-1\n\0"
PIECE_BYTES, TAG_BYTES, KEY_BYTES = 1 << 16, 16, 32


def sealed(key: bytes, plain: bytes) -> bytes:
    """`plain` under this key, which must seal nothing else, ever."""
    cipher, view, last = AESGCM(key), memoryview(plain), _last(len(plain))
    pieces = (view[n * PIECE_BYTES : (n + 1) * PIECE_BYTES] for n in range(last + 1))
    return b"".join((FORM, *(cipher.encrypt(_nonce(n, n == last), one, FORM) for n, one in enumerate(pieces))))


def sealed_bytes(size: int) -> int:
    """How many bytes so many become."""
    return len(FORM) + size + TAG_BYTES * (_last(size) + 1)


def opened(source: BinaryIO, key: bytes, size: int) -> BinaryIO:
    """What was sealed, as a file that is opened piece by piece while it is read. Raises Damaged, also on reading."""
    return cast("BinaryIO", io.BufferedReader(Opened(source, key, size), PIECE_BYTES))


class Opened(io.RawIOBase):
    """One sealed thing as a file of its plain bytes, `size` of them: so that one cut short is noticed at once."""

    def __init__(self, source: BinaryIO, key: bytes, size: int) -> None:
        self._source, self._cipher, self._size = source, AESGCM(key), size
        self._at, self._number, self._piece = 0, -1, b""
        if source.seek(0, io.SEEK_END) != sealed_bytes(size):
            raise Damaged("of another size")
        source.seek(0)
        if source.read(len(FORM)) != FORM:
            raise Damaged("of another form")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence])
        return self._at

    def readinto(self, into: Any) -> int:
        part = self._rest(self._at)[: len(into)]
        into[: len(part)] = part
        self._at += len(part)
        return len(part)

    def readall(self) -> bytes:
        parts = []
        while part := self._rest(self._at):
            parts.append(part)
            self._at += len(part)
        if not self._size:
            self._open(0)  # nothing, and that it is nothing is sealed too
        return b"".join(parts)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()

    def _rest(self, at: int) -> bytes:
        """From that byte to the end of its piece; nothing beyond the end."""
        if at >= self._size:
            return b""
        number, begins = divmod(at, PIECE_BYTES)
        if number != self._number:
            self._number, self._piece = number, self._open(number)
        return self._piece[begins:] if begins else self._piece

    def _open(self, number: int) -> bytes:
        begins = len(FORM) + number * (PIECE_BYTES + TAG_BYTES)
        if self._source.tell() != begins:
            self._source.seek(begins)
        try:
            nonce = _nonce(number, number == _last(self._size))
            return self._cipher.decrypt(nonce, self._source.read(PIECE_BYTES + TAG_BYTES), FORM)
        except InvalidTag:
            raise Damaged(f"piece {number}") from None


def _last(size: int) -> int:
    """The number of the last piece; nothing at all is one piece too."""
    return max(0, size - 1) // PIECE_BYTES


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
