"""The worker: read the task, load the code, raise the fences, and only then look at the stranger's bytes."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from . import fences, frames

Show = Callable[[bytes, Mapping[str, Any]], Iterator[tuple[dict[str, object], bytes]]]


def main() -> None:
    """One task from standard input, its frames to standard output, and an end without any clean-up to be exploited."""
    ((text, data),) = frames.unpack(_all_of_standard_input())
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
    from . import pictures

    pictures.get_ready()
    return pictures.show


def _all_of_standard_input() -> bytes:
    parts = []
    while part := os.read(0, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _write(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]
