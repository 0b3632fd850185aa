"""The vault after the power went: of what was acknowledged nothing is lost, of what wasn't nothing is wrong."""

import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ombud.vault.store import FolderStore
from ombud.vault.stored import Damaged, Missing
from tests.power.disk import replayed
from tests.power.driver import FILES

ROOT = Path(__file__).resolve().parents[2]
IMAGES_A_TRACE = 100
MEMORY = next((str(one) for one in (Path("/dev") / "shm",) if one.is_dir()), None)
"""Where images are laid out: no disk is needed for what is read at once."""


class Found(NamedTuple):
    """What the images of a campaign showed."""

    images: int
    traces: int
    calls: int
    told: int
    """Files that had been acknowledged, over all images."""
    lost: int
    """Of these, not there, or with other bytes."""
    unhealed: int
    """Files that lie there damaged and aren't mended by being put again."""
    listed: int
    """Names that the vault lists without their bytes having been acknowledged or being right."""


def shim() -> Path | None:
    """The library that is preloaded, made by the C compiler; None where there is none."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    made = Path(tempfile.gettempdir()) / f"ombud-power-{os.getuid()}-{os.getpid()}.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", made, source, "-ldl", "-lpthread"], check=True)
    return made


def campaign(images: int, seed: int, library: Path, fault: str = "") -> Found:
    """So many images from as many traces as it takes."""
    total = Found(0, 0, 0, 0, 0, 0, 0)
    while total.images < images:
        here = min(IMAGES_A_TRACE, images - total.images)
        with traced(seed + total.traces, library, fault) as (root, trace):
            found = _images(root, trace, here, seed + total.traces)
        total = Found(*(one + more for one, more in zip(total, found, strict=True)))
    return total


@contextlib.contextmanager
def traced(seed: int, library: Path, fault: str = "", fail: str = "") -> Iterator[tuple[Path, Path]]:
    """Run the driver with the library around it: where it wrote, and what it asked."""
    place = Path(tempfile.mkdtemp(prefix="ombud-power-"))
    try:
        root = place / "watched"
        root.mkdir()
        run_driver(root, seed, library, fault, {"POWER_TRACE": str(place / "trace"), "POWER_FAIL": fail})
        yield root, place / "trace"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def run_driver(root: Path, seed: int, library: Path, fault: str, more: dict[str, str]) -> None:
    """Keep files below this folder."""
    settings = {name: value for name, value in more.items() if value}
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "LD_PRELOAD": str(library), **settings}
    environment["POWER_ROOT"] = str(root)
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    command: Sequence[str] = [
        sys.executable,
        "-m",
        "tests.power.driver",
        str(root),
        str(seed),
        *([fault] * bool(fault)),
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def _images(root: Path, trace: Path, images: int, seed: int) -> Found:
    chance = random.Random(seed)
    calls = sum(1 for _ in replayed(trace))
    moments = sorted(chance.choices(range(calls), k=images))
    told = lost = unhealed = listed = 0
    for n, disk in enumerate(replayed(trace)):
        while moments and moments[0] == n:
            moments.pop(0)
            acknowledged = set(disk.told)
            told += len(acknowledged)
            with _laid_out(root, disk.after(chance)) as vault:
                lost += sum(not vault.verify(digest) for digest in acknowledged)
                for digest in vault.digests():
                    listed += digest not in acknowledged and not _readable(vault, digest)
                unhealed += sum(not _heals(vault, digest, root) for digest in list(vault.digests()))
    return Found(images, 1, calls, told, lost, unhealed, listed)


@contextlib.contextmanager
def _laid_out(root: Path, left: dict[str, bytes | None]) -> Iterator[FolderStore]:
    """These names and bytes in a folder, as the vault finds them when the machine is on again."""
    with tempfile.TemporaryDirectory(prefix="ombud-image-", dir=MEMORY) as to:
        for name in sorted(left):
            place, data = Path(to) / Path(name).relative_to(root), left[name]
            if data is None:
                place.mkdir(parents=True, exist_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
        yield FolderStore(Path(to) / "vault")


def _readable(vault: FolderStore, digest: str) -> bool:
    """Whether it is read right, or said to be damaged; never other bytes."""
    try:
        vault.get(digest)
    except (Damaged, Missing):
        return True
    return vault.verify(digest)


def _heals(vault: FolderStore, digest: str, root: Path) -> bool:
    """Whether putting the bytes again leaves them whole."""
    if vault.verify(digest):
        return True
    whole = root / "vault" / digest[:2] / digest
    return not whole.exists() or (vault.put(whole.read_bytes()) == digest and vault.verify(digest))


class Refused(NamedTuple):
    """What a disk that says no left behind."""

    told: int
    refused: int
    lost: int
    listed: int
    """Names that the vault lists without the right bytes."""
    again: int
    """Files that aren't there after all were put once more, with the disk as it should be."""


def refusing(seed: int, library: Path, fail: str, fault: str = "") -> Refused:
    """Keep files while calls fail as `fail` says (number of the first, errno, how many), then once more."""
    root = Path(tempfile.mkdtemp(prefix="ombud-full-"))
    try:
        run_driver(root, seed, library, fault, {"POWER_FAIL": fail})
        said = (root / "told").read_text().split("\n")
        vault = FolderStore(root / "vault")
        told = {line for line in said if len(line) == 64}
        lost = sum(not vault.verify(digest) for digest in told)
        listed = sum(not vault.verify(digest) for digest in vault.digests())
        run_driver(root, seed, library, fault, {})
        every = {line for line in (root / "told").read_text().split("\n") if len(line) == 64}
        again = sum(not vault.verify(digest) for digest in every) + (FILES - len(every))
        return Refused(len(told), sum(line.startswith("no ") for line in said), lost, listed, again)
    finally:
        shutil.rmtree(root, ignore_errors=True)
