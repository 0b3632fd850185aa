"""The kernel's filter of system calls, built as plain BPF bytes: what isn't listed is refused."""

import ctypes
import os
import platform
import struct

# Numbers from linux/filter.h, linux/seccomp.h, linux/audit.h: part of the kernel's stable interface.
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL_PROCESS, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_NR_AT, _ARCH_AT, _THIRD_ARGUMENT_AT = 0, 4, 32
_PROT_EXEC = 4
_CLONE3 = 435
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2

# Enough for a decoder that already has its code and its input: memory, time, randomness, reading and writing
# what is open, leaving. No open, no stat, no socket, no process, no thread.
_NUMBERS: dict[str, tuple[int, dict[str, int]]] = {
    "x86_64": (
        0xC000003E,
        {
            "read": 0,
            "write": 1,
            "close": 3,
            "fstat": 5,
            "lseek": 8,
            "mmap": 9,
            "mprotect": 10,
            "munmap": 11,
            "brk": 12,
            "rt_sigaction": 13,
            "rt_sigprocmask": 14,
            "rt_sigreturn": 15,
            "sched_yield": 24,
            "mremap": 25,
            "madvise": 28,
            "getpid": 39,
            "exit": 60,
            "gettimeofday": 96,
            "getrusage": 98,
            "sigaltstack": 131,
            "gettid": 186,
            "time": 201,
            "futex": 202,
            "restart_syscall": 219,
            "clock_gettime": 228,
            "clock_getres": 229,
            "exit_group": 231,
            "getrandom": 318,
        },
    ),
    "aarch64": (
        0xC00000B7,
        {
            "close": 57,
            "lseek": 62,
            "read": 63,
            "write": 64,
            "fstat": 80,
            "exit": 93,
            "exit_group": 94,
            "futex": 98,
            "clock_gettime": 113,
            "clock_getres": 114,
            "sched_yield": 124,
            "restart_syscall": 128,
            "sigaltstack": 132,
            "rt_sigaction": 134,
            "rt_sigprocmask": 135,
            "rt_sigreturn": 139,
            "gettimeofday": 169,
            "getrusage": 165,
            "getpid": 172,
            "gettid": 178,
            "brk": 214,
            "munmap": 215,
            "mremap": 216,
            "mmap": 222,
            "mprotect": 226,
            "madvise": 233,
            "getrandom": 278,
        },
    ),
}
# Both take the protection as third argument; with it executable they would let injected bytes become code.
_NEVER_EXECUTABLE = ("mmap", "mprotect")


def program(machine: str) -> bytes:
    """The filter for `machine` as an array of `struct sock_filter`; KeyError for a processor we have no numbers for."""
    architecture, numbers = _NUMBERS[machine]
    lines = [
        _line(_LOAD, _ARCH_AT),
        _line(_JUMP_EQUAL, architecture, then=1),
        _line(_RETURN, _KILL_PROCESS),
        _line(_LOAD, _NR_AT),
    ]
    if machine == "x86_64":  # the x32 twins of the same calls carry this bit
        lines += [_line(_JUMP_AT_LEAST, 0x40000000, otherwise=1), _line(_RETURN, _KILL_PROCESS)]
    # glibc tries clone3 first and only gives the older call a try when told that it doesn't exist.
    lines += [_line(_JUMP_EQUAL, _CLONE3, otherwise=1), _line(_RETURN, _ERRNO | _ENOSYS)]
    for name in _NEVER_EXECUTABLE:
        lines += [
            _line(_JUMP_EQUAL, numbers[name], otherwise=4),
            _line(_LOAD, _THIRD_ARGUMENT_AT),
            _line(_JUMP_BITS, _PROT_EXEC, otherwise=1),
            _line(_RETURN, _ERRNO | _EPERM),
            _line(_RETURN, _ALLOW),
        ]
    for name, number in numbers.items():
        if name not in _NEVER_EXECUTABLE:
            lines += [_line(_JUMP_EQUAL, number, otherwise=1), _line(_RETURN, _ALLOW)]
    return b"".join([*lines, _line(_RETURN, _ERRNO | _EPERM)])


def _line(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("=HBBI", code, then, otherwise, value)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("lines", ctypes.c_char_p))


def close_the_kernel() -> None:
    """Put the filter on this process for the rest of its life; OSError where the kernel won't."""
    lines = program(platform.machine())
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    no_new_privileges()
    filter_ = _Program(len(lines) // 8, lines)
    if prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.byref(filter_), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def no_new_privileges() -> None:
    """No set-uid program or file capability can lift this process again; the kernel asks for it before any filter."""
    nothing = ctypes.c_ulong(0)
    if ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), nothing, nothing, nothing) != 0:
        raise OSError("this kernel doesn't know no_new_privs")
