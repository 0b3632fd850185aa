"""What the self-test tries from inside the jail: every one of these must be refused."""

import mmap
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Probe = Callable[[Mapping[str, Any]], str]


def show(_data: bytes, task: Mapping[str, Any]) -> Iterator[tuple[dict[str, object], bytes]]:
    """One frame a probe: its name, whether it was refused, and by what or what it got."""
    for name, probe in PROBES.items():
        try:
            got = probe(task)
        except (OSError, MemoryError) as error:
            yield {"probe": name, "refused": True, "detail": f"{type(error).__name__} {error}"}, b""
        else:
            yield {"probe": name, "refused": False, "detail": got}, b""


def _connect(task: Mapping[str, Any]) -> str:
    with socket.socket() as caller:
        caller.settimeout(2)
        caller.connect(("127.0.0.1", task["port"]))
        return "a connection to the host"


def _datagram(_task: Mapping[str, Any]) -> str:
    with socket.socket(type=socket.SOCK_DGRAM) as sender:
        sender.sendto(b"evidence", ("127.0.0.1", 9))
        return "a packet to the host"


def _new_code(_task: Mapping[str, Any]) -> str:
    with mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC):
        return "memory to write code to and run it"


def _fork(_task: Mapping[str, Any]) -> str:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return "a child process"


def _signal(task: Mapping[str, Any]) -> str:
    os.kill(task["parent"], 0)
    return "the parent, within reach of a signal"


def _write(task: Mapping[str, Any]) -> str:
    return _first(task["write"], os.O_CREAT | os.O_WRONLY, "for writing")


def _read_host(_task: Mapping[str, Any]) -> str:
    return _first(["/etc/passwd", "/etc/hostname", "/proc/self/environ", "/proc/1/cmdline"], os.O_RDONLY, "for reading")


def _read_vault(task: Mapping[str, Any]) -> str:
    return _first(task["read"], os.O_RDONLY, "for reading")


def _memory(task: Mapping[str, Any]) -> str:
    return f"{len(bytearray(task['memory_bytes']))} bytes of memory"


def _exec(_task: Mapping[str, Any]) -> str:
    """Where it works, this process is gone and its last frame never comes: the parent counts that as an escape."""
    os.execv(sys.executable, [sys.executable, "-c", ""])  # noqa: S606  there must be no way to do this


def _first(paths: list[str], flags: int, purpose: str) -> str:
    """The first of `paths` that could be opened; the last refusal where none could."""
    refusal = OSError("nothing to try")
    for path in paths:
        try:
            os.close(os.open(path, flags, 0o600))
        except OSError as error:
            refusal = error
        else:
            return f"{path} {purpose}"
    raise refusal


PROBES: Mapping[str, Probe] = {
    "connect": _connect,
    "datagram": _datagram,
    "new-code": _new_code,
    "fork": _fork,
    "signal": _signal,
    "open-for-writing": _write,
    "read-host": _read_host,
    "read-vault": _read_vault,
    "memory": _memory,
    "exec": _exec,
}
