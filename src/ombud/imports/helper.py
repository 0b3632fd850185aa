"""A process that carries batches out for a large import: each comes on its standard input and is
answered on its output.

It ends with its input, and so with whoever started it; no signal of a terminal reaches it in the midst of a batch.
"""

import os
import subprocess
import sys
from contextlib import suppress
from struct import Struct
from typing import IO

import msgspec

from ombud.imports.wishes import Outcome

_SIZE = Struct("!I")
_outcomes = msgspec.json.Decoder(list[Outcome]).decode


class Helper:
    """Carries batches out in a process of its own."""

    def __init__(self) -> None:
        from django.conf import settings

        self._process = subprocess.Popen(
            [sys.executable, "-m", "ombud.imports.helper"],
            env={**os.environ, "DATABASE_URL": settings.DATABASE_URL, "OMBUD_DATA": str(settings.DATA)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )

    def __call__(self, batch: bytes) -> list[Outcome]:
        """The outcome of each wish."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            _write(self._process.stdin, batch)
            answer = _read(self._process.stdout)
        except BrokenPipeError:
            answer = None
        if answer is None:
            raise RuntimeError("a process of the import ended in the midst of a batch; import again to go on")
        return _outcomes(answer)

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()


def _write(file: IO[bytes], body: bytes) -> None:
    file.write(_SIZE.pack(len(body)))
    file.write(body)
    file.flush()


def _read(file: IO[bytes]) -> bytes | None:
    head = file.read(_SIZE.size)
    return file.read(_SIZE.unpack(head)[0]) if len(head) == _SIZE.size else None


def main() -> None:
    """Carry out what comes until nothing comes any more."""
    import gc

    import django

    django.setup()
    from ombud.imports.carry import carry_out

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may write where answers are read
    gc.freeze()
    gc.set_threshold(50_000)  # a batch is thousands of values, none of them in a circle
    while (batch := _read(sys.stdin.buffer)) is not None:
        _write(answers, msgspec.json.encode(carry_out(batch)))


if __name__ == "__main__":
    main()
