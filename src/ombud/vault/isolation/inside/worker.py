"""The worker: read the task, load the code, raise the fences, and only then look at the stranger's bytes."""

import io
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from . import fences, frames

Show = Callable[[bytes, Mapping[str, Any]], Iterator[tuple[dict[str, object], bytes]]]


def main() -> None:
    """One task from standard input, its frames to standard output, and an end without any clean-up to be exploited."""
    text, data = _task()
    task = json.loads(text)
    show = _loaded(task["format"])
    fences.raise_all(sys.argv[1], task["memory_bytes"], task["cpu_seconds"])
    try:
        for head, body in show(data, task):
            _write(frames.pack(head, body))
    except MemoryError:
        _write(frames.pack({"status": "memory"}))
    except Exception as error:  # noqa: BLE001  decoders raise nearly anything; all of it means that the file is at fault
        _write(frames.pack({"status": "broken", "why": f"{type(error).__name__}: {error}"[:300]}))
    used = resource.getrusage(resource.RUSAGE_SELF)
    _write(frames.pack({"used": [used.ru_maxrss, round((used.ru_utime + used.ru_stime) * 1000)]}))
    os._exit(0)


def _loaded(kind: str) -> Show:
    """The code for this kind of task, loaded while files can still be opened."""
    if kind == "probes":
        from . import probes

        return probes.show
    if kind == "pdf":
        from . import pages

        pages.get_ready()
        return pages.show
    if kind == "lab":
        from . import lab

        lab.get_ready()
        return lab.show
    if kind == "words":
        from . import words

        words.get_ready()
        return words.show
    from . import pictures

    pictures.get_ready()
    return pictures.show


def _task() -> tuple[bytes, bytes]:
    """The one frame of standard input, its body read in one piece: a file of 60 MB must not stand there twice."""
    given = io.FileIO(0, closefd=False)
    head, body = frames.LENGTHS.unpack(_exactly(given, frames.LENGTHS.size))
    return _exactly(given, head), _exactly(given, body)


def _exactly(given: io.FileIO, size: int) -> bytes:
    data = given.read(size) or b""
    if len(data) != size:  # what lies there is a file in memory: it comes in one piece or not at all
        raise EOFError
    return data


def _write(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]
