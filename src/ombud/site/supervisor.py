"""Keeps a few child processes running until told to stop, and leaves none behind."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import FrameType

from ombud.site.dies_with_parent import dies_with_parent

LOOK_EVERY_SECONDS = 0.2
STOP_SECONDS_MAX = 15
"""Longer than the 10 s that granian gives a request to end."""
DEATHS_MAX, DEATHS_WITHIN_SECONDS = 5, 60
"""A child that dies more often than this won't be mended by starting it again."""


class ChildKeepsDying(Exception):
    """A child died so often that starting it again is no help."""


@dataclass(kw_only=True)
class Child:
    """One program, its additions to our environment, and how often it died lately."""

    name: str
    command: list[str]
    more: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=DEATHS_MAX))

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches us alone, and tied to our life."""
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, **self.more},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=dies_with_parent(signal.SIGTERM),
        )

    def start_again_if_dead(self) -> None:
        """Take up a child that ended by itself; give up when it keeps ending."""
        if self.process is None or self.process.poll() is None:
            return
        self.deaths.append(time.monotonic())
        if len(self.deaths) == DEATHS_MAX and self.deaths[-1] - self.deaths[0] < DEATHS_WITHIN_SECONDS:
            raise ChildKeepsDying(f"{self.name} ended {DEATHS_MAX} times in a row; what it wrote above says why.")
        print(f"ombud: {self.name} ended with {self.process.returncode}; starting it again.", file=sys.stderr)
        self.start()


class Asked:
    """Whether we were asked to end. A flag, since an exception out of a signal handler may be lost on its way."""

    def __init__(self) -> None:
        self.to_end = False
        for end in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(end, self._hear)  # SIGINT too: a shell's background job starts with it ignored

    def _hear(self, _signal: int, _frame: FrameType | None) -> None:
        self.to_end = True


def finish(child: Child, asked: Asked) -> bool:
    """Run a child to its end and tell whether it did well; asked to end, it is stopped."""
    child.start()
    assert child.process is not None
    while child.process.poll() is None:
        if asked.to_end:
            stop([child])
            return False
        time.sleep(LOOK_EVERY_SECONDS / 4)
    return child.process.returncode == 0


def keep_running(children: Iterable[Child], asked: Asked, look: Callable[[], None] = lambda: None) -> None:
    """Start the children in order, watch them until asked to end, then stop them in the opposite order.

    `look` is called at each round, for what else is to be watched.
    """
    kept = [] if asked.to_end else list(children)
    try:
        for child in kept:
            child.start()
        while not asked.to_end:
            for child in kept:
                child.start_again_if_dead()
            look()
            time.sleep(LOOK_EVERY_SECONDS)
    finally:
        stop(kept)


def stop(children: Iterable[Child]) -> None:
    """Ask all to end, wait for all, and kill those that don't."""
    alive = [c.process for c in children if c.process is not None and c.process.poll() is None]
    for process in reversed(alive):
        process.terminate()
    until = time.monotonic() + STOP_SECONDS_MAX
    for process in alive:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
