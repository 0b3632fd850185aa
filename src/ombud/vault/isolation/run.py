"""Start one worker, give it its task, and take at most so much for at most so long."""

import contextlib
import fcntl
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable

from ombud.core.struct import Value
from ombud.vault.isolation.jails import Jail

_COMPLAINT_MAX = 8_000  # bytes of standard error kept for whoever asks why a jail won't start


class Outcome(Value, frozen=True):
    """How a worker ended. `code` is its exit status; 128 + n (or -n) where signal n ended it."""

    answer: bytes
    code: int
    complaint: str = ""
    too_long: bool = False
    too_much: bool = False
    peak_bytes: int = 0
    """By its own account, so for measuring only; 0 where it was ended before it could say. Its limit holds anyway."""
    cpu_seconds: float = 0


Heard = Callable[[bytearray], None]


def run(jail: Jail, task: bytes, *, seconds: float, answer_bytes_max: int, heard: Heard | None = None) -> Outcome:
    """The outcome of one worker, which is gone when this returns, whatever it tried. `heard` is called with all of its
    answer so far, whenever there is more of it."""
    request = _sealed(task)
    try:
        worker = subprocess.Popen(
            jail.command,
            stdin=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"LC_ALL": "C.UTF-8"},
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        return Outcome(answer=b"", code=127, complaint=str(error))
    finally:
        os.close(request)
    with worker:
        try:
            return _listen(worker, seconds, answer_bytes_max, heard)
        finally:
            _end(worker)


def _sealed(task: bytes) -> int:
    """`task` as an open file in memory that its reader can't change: nothing has to be pumped through a pipe."""
    request = os.memfd_create("task", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    view = memoryview(task)
    while view:
        view = view[os.write(request, view) :]
    os.lseek(request, 0, os.SEEK_SET)
    fcntl.fcntl(
        request, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
    )
    return request


def _listen(worker: subprocess.Popen[bytes], seconds: float, most: int, told: Heard | None) -> Outcome:
    heard = {stream.fileno(): bytearray() for stream in (worker.stdout, worker.stderr) if stream}
    answer, complaint = heard.values()
    ends_at = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        for stream in heard:
            selector.register(stream, selectors.EVENT_READ)
        while selector.get_map():
            ready = selector.select(max(0.0, ends_at - time.monotonic()))
            if not ready:
                return Outcome(answer=b"", code=-signal.SIGKILL, too_long=True)
            for key, _ in ready:
                part = os.read(key.fd, 1 << 18)
                heard[key.fd] += part
                if not part:
                    selector.unregister(key.fd)
                elif told is not None and heard[key.fd] is answer:
                    told(answer)
            if len(answer) > most or len(complaint) > _COMPLAINT_MAX:
                return Outcome(answer=b"", code=-signal.SIGKILL, too_much=True)
    try:
        code = worker.wait(max(0.1, ends_at - time.monotonic()))
    except subprocess.TimeoutExpired:
        return Outcome(answer=b"", code=-signal.SIGKILL, too_long=True)
    return Outcome(answer=bytes(answer), code=code, complaint=complaint.decode(errors="replace"))


def _end(worker: subprocess.Popen[bytes]) -> None:
    if worker.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
