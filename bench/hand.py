"""Processes that measure: each told by lines of JSON what to do, so that several do it at once and in turns."""

import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from typing import Any, Self

Span = tuple[float, float]
"""From when to when (seconds of the machine's one monotonic clock, the same in every process)."""


class Hand:
    """Another process that holds one object of a class of ours and calls its methods when told."""

    def __init__(self, kind: str, variables: Mapping[str, str] = {}, **given: Any) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.hand", kind, json.dumps(given)],
            env={**os.environ, **variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, method: str, **given: Any) -> None:
        """Start a method; `hear` waits for what it returns."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([method, given]) + "\n")
        self._process.stdin.flush()

    def hear(self) -> Any:
        """What the method returned."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a measuring process ended with {self._process.wait()}; what it wrote says why")
        return json.loads(line)

    def ask(self, method: str, **given: Any) -> Any:
        """Call a method and wait."""
        self.tell(method, **given)
        return self.hear()

    def close(self) -> None:
        """Nothing more to do: it ends."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_what: object) -> None:
        self.close()


def together(hands: Iterable[Hand], method: str, **given: Any) -> list[Any]:
    """Have all of them do the same at once; what each returned."""
    hands = list(hands)
    for hand in hands:
        hand.tell(method, **given)
    return [hand.hear() for hand in hands]


def seconds(spans: Iterable[Span]) -> float:
    """From the first start to the last end."""
    starts, ends = zip(*spans, strict=True)
    return float(max(ends) - min(starts))


def clock() -> float:
    """Now, on the clock that all processes of the machine share."""
    return time.monotonic()


def main(kind: str, given: str) -> None:
    """Make the object, then do as told until nobody tells any more. Only answers go to standard output."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    module, _, name = kind.partition(":")
    held = getattr(importlib.import_module(module), name)(**json.loads(given))
    for line in sys.stdin:
        method, arguments = json.loads(line)
        answers.write(json.dumps(getattr(held, method)(**arguments)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
