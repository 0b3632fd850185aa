"""A place whose site and worker are told another time than PostgreSQL and whoever asks them."""

import subprocess
from pathlib import Path

from tests.kill.place import Place

PATTERN = "*/faketime/libfaketimeMT.so.1"


def library() -> Path | None:
    """The library as Debian installs it, where it does."""
    return next(iter(sorted(Path("/usr/lib").glob(PATTERN))), None)


class ClockPlace(Place):
    """Every process of ours reads how far its clock is off from one file, each time it asks."""

    def __init__(self) -> None:
        super().__init__()
        self.offset = self.folder / "offset"
        self.set_clock(0)

    def set_clock(self, hours: int) -> None:
        """So many hours from the true time, at once, for site and worker."""
        new = self.offset.with_suffix(".new")
        new.write_text(f"{hours * 3600:+d}\n")
        new.replace(self.offset)

    def _start(self, command: list[str], log: str, **more: str) -> "subprocess.Popen[bytes]":
        fake = {
            "LD_PRELOAD": str(library()),
            "FAKETIME_TIMESTAMP_FILE": str(self.offset),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # nobody sets the clock that waits are measured with
        }
        return super()._start(command, log, **fake, **more)
