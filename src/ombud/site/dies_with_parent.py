"""Ties a child process to its parent: when the parent is killed, the kernel signals the child."""

import ctypes
import os
import signal
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)
"""Loaded here, since between fork and exec nothing may be loaded."""


def dies_with_parent(with_signal: signal.Signals) -> Callable[[], None]:
    """A function for subprocess's `preexec_fn`; it runs after the change of user, which would clear the tie."""
    parent, number = os.getpid(), int(with_signal)

    def tie() -> None:
        _LIBC.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:  # it died before we were tied
            os._exit(1)

    return tie


def die_with_parent() -> None:
    """Tie this process itself to the one that started it; for children of programs that aren't ours."""
    parent = os.getppid()
    _LIBC.prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
