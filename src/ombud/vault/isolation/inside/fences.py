"""The fences a worker raises around itself, after it has loaded its code and before it looks at a stranger's bytes."""

import contextlib
import ctypes
import os
import resource
import signal

from . import landlock, seccomp

_PR_SET_PDEATHSIG = 1
_NOBODY = 65534


def raise_all(walls: str, memory_bytes: int, cpu_seconds: int) -> None:
    """Limits, then files, then system calls. `walls` is `bwrap` (namespaces stand around us already) or `bare`.

    Any OSError must end the worker: half a fence is none.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))
    _limit(memory_bytes, cpu_seconds)
    if walls == "bare":
        if os.geteuid() == 0:
            _stop_being_root()
        landlock.close_the_files()
    else:
        # Within bubblewrap's own root this is a second fence; a kernel without Landlock still has the first.
        with contextlib.suppress(OSError):
            landlock.close_the_files()
    seccomp.close_the_kernel()


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
    # One second between the soft and the hard limit of time: the soft one ends us with a signal of its own.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 16),
    ):
        resource.setrlimit(what, (most, most))


def _stop_being_root() -> None:
    os.setgroups([])
    os.setresgid(_NOBODY, _NOBODY, _NOBODY)
    os.setresuid(_NOBODY, _NOBODY, _NOBODY)
