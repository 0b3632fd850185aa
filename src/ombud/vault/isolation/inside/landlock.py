"""Landlock, called directly: a process takes all access to files from itself and, where it can, to the network."""

import ctypes
import os
import struct

from .seccomp import no_new_privileges

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_ASK_VERSION = 1


def version() -> int:
    """The kernel's Landlock version, 0 where it has none."""
    return max(
        0, int(ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION))
    )


def close_the_files() -> None:
    """Deny every path to this process, since no rule allows any; OSError where the kernel has no Landlock."""
    rules = _everything_handled(version())
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.syscall(_CREATE_RULESET, rules, ctypes.c_size_t(len(rules)), 0)
    if handle < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    try:
        no_new_privileges()
        if libc.syscall(_RESTRICT_SELF, handle, 0) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    finally:
        os.close(handle)


def _everything_handled(known: int) -> bytes:
    """`struct landlock_ruleset_attr` naming every right that version `known` of the kernel's interface knows."""
    rights = 13 + (known >= 2) + (known >= 3) + (known >= 5)  # of files: the first version knows 13
    fields = [(1 << rights) - 1]
    if known >= 4:
        fields.append(0b11)  # bind and connect over TCP
    if known >= 6:
        fields.append(0b11)  # abstract sockets of others, signals to others
    return struct.pack(f"={len(fields)}Q", *fields)
