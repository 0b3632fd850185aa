"""Sends hostile files through the one door and says of each what came of it, what it cost, and what is wrong with that.

`python -m tests.vault.gauntlet` runs all of it and prints the table that stands in docs/decisions/isolation.md.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ombud.core.refusal import Refusal
from ombud.vault.isolation.decode import Examined, measured
from ombud.vault.isolation.jails import Jail
from ombud.vault.isolation.run import Outcome
from ombud.vault.isolation.sniff import sniff
from ombud.vault.limits import Limits
from tests.vault import corpus, made
from tests.vault.corpus import MARK, Hostile

CPU_SECONDS_MAX = 5.0
BYTES_MAX = 300_000_000
LOUD = (b"Exif\0", b"ICC_PROFILE\0", b"http://ns.adobe.com/", b"Photoshop 3.0\0", b"\xff\xfe")
"""What introduces metadata in a JPEG; of the last, a comment, only before the picture's own data."""
Measure = Callable[[bytes, Jail, Limits], tuple[Examined | Refusal, Outcome | None]]


class Run(NamedTuple):
    """What came of one file."""

    group: str
    name: str
    came: str
    """`shown`, or the code of the refusal."""
    wall: float
    cpu: float
    peak: int
    breaches: tuple[str, ...]


def run(files: Iterable[Hostile], jail: Jail, limits: Limits, measure: Measure = measured) -> Iterator[Run]:
    """Each file through the door, the server looked at after each."""
    honest, before = made.photo(kind="PNG"), _held()
    for one in files:
        begun = time.perf_counter()
        try:
            answer, outcome = measure(one.data, jail, limits)
        except Exception as error:  # noqa: BLE001 - that is what must not happen, so it is told and not raised
            wall = time.perf_counter() - begun
            yield Run(one.group, one.name, "raised", wall, 0, 0, (f"raised {type(error).__name__}",))
            continue
        wall = time.perf_counter() - begun
        used, peak = _used(outcome, limits) if outcome else (0.0, 0)
        breaches = [*_of_answer(one, answer), *_of_cost(used, peak)]
        if (now := _held()) != before:
            breaches.append(f"the server holds {now} and held {before}")
            before = now
        yield Run(one.group, one.name, _came(answer), wall, used, peak, tuple(breaches))
    answer, _ = measure(honest, jail, limits)
    if not isinstance(answer, Examined):
        yield Run("afterwards", "an honest picture", _came(answer), 0, 0, 0, ("an honest picture is no longer taken",))


def _came(answer: Examined | Refusal) -> str:
    return answer.code if isinstance(answer, Refusal) else "shown" if answer.pictures else "stored"


def _of_answer(one: Hostile, answer: Examined | Refusal) -> Iterator[str]:
    if isinstance(answer, Refusal):
        return
    for picture in answer.pictures:
        if picture.data == one.data or picture.data in one.data:
            yield f"{picture.variant} is the original"
        if one.marked and MARK in picture.data:
            yield f"{picture.variant} carries the payload"
        yield from _of_picture(picture.variant, picture.data)


def _of_picture(variant: str, data: bytes) -> Iterator[str]:
    """A plain JPEG, from its first byte to its last, with nothing in its head but what shows it."""
    seen = sniff(data)
    if isinstance(seen, Refusal) or seen.format != "jpeg" or not data.endswith(b"\xff\xd9"):
        yield f"{variant} is no plain JPEG"
        return
    head = data[: data.index(b"\xff\xda")]
    if any(sign in head for sign in LOUD):
        yield f"{variant} carries metadata"


def _used(outcome: Outcome, limits: Limits) -> tuple[float, int]:
    """Processor time and memory; of a worker that was ended before it could say, all that it was allowed."""
    if outcome.peak_bytes:
        return outcome.cpu_seconds, outcome.peak_bytes
    return float(limits.cpu_seconds), limits.memory_bytes


def _of_cost(cpu: float, peak: int) -> Iterator[str]:
    if cpu > CPU_SECONDS_MAX:
        yield f"{cpu:.1f} s of processor time"
    if peak > BYTES_MAX:
        yield f"{peak // 1_000_000} MB"


def _held() -> tuple[int, int]:
    """Open files and children of this process."""
    children = sum(len((task / "children").read_text().split()) for task in Path("/proc/self/task").iterdir())
    return len(list(Path("/proc/self/fd").iterdir())), children


def everything() -> Iterator[Hostile]:
    """The long form."""
    yield from corpus.pillow()
    yield from corpus.appended()
    yield from corpus.wrongly_named()
    yield from corpus.truncated(150)
    yield from corpus.changed(200)
    yield from corpus.bombs()
    yield from corpus.largest()


def table(runs: Iterable[Run]) -> str:
    """The runs by group, as the documents show them."""
    lines = [
        "| Files | | Shown | Refused | Longest | of processor time | Most memory | Breaches |",
        "|---|---|---|---|---|---|---|---|",
    ]
    groups: dict[str, list[Run]] = {}
    for one in runs:
        groups.setdefault(one.group, []).append(one)
    for group, its in groups.items():
        shown = sum(one.came in ("shown", "stored") for one in its)
        wall, cpu, peak = max(one.wall for one in its), max(one.cpu for one in its), max(one.peak for one in its)
        breaches = sum(len(one.breaches) for one in its)
        lines.append(
            f"| {group} | {len(its)} | {shown} | {len(its) - shown} | {wall:.1f} s | {cpu:.1f} s "
            f"| {peak // 1_000_000} MB | {breaches} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Run all of it in the first jail that holds, print the table, and fail where anything is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombud.site.settings")
    from ombud.vault.isolation import jails

    jail = next(jails.possible())
    runs = []
    for one in run(everything(), jail, Limits()):
        runs.append(one)
        if one.breaches or one.wall > 5 or one.group.startswith(("bombs", "the largest")):
            print(f"{one.name}: {one.came}, {one.wall:.2f} s, {one.cpu:.2f} s, {one.peak // 1_000_000} MB",
                  *one.breaches, file=sys.stderr)  # fmt: skip
    print(table(runs))
    ended = sum(one.came in ("took-too-long", "decoder-failed") for one in runs)
    print(f"\n{len(runs)} files in {jail.name}; {ended} workers were ended before they could say what they used.")
    sys.exit(any(one.breaches for one in runs))


if __name__ == "__main__":
    main()
