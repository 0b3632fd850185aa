"""`python -m tests.kill.full`: PostgreSQL and the vault on a disk that fills up, is full, and has room again.

Runs in a mount namespace of its own (`unshare --mount`), as root: the disk is a small tmpfs that nobody else sees.
"""

import argparse
import contextlib
import errno
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.kill.place import Place

SIZE = "420m"
BALLAST = 8 << 20
ACTS_A_TIME = 25
RECOVER_SECONDS_MAX = 60


def main() -> int:
    """Fill it so often, and count."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill.full", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if os.environ.get("OMBUD_OWN_MOUNTS") != "1":
        command = ["unshare", "--mount", sys.executable, "-m", "tests.kill.full", "--rounds", str(given.rounds)]
        return subprocess.run(command, env={**os.environ, "OMBUD_OWN_MOUNTS": "1"}, check=False).returncode
    disk = Path(tempfile.mkdtemp(prefix="ombud-full-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", disk], check=True)
    tempfile.tempdir = str(disk)  # the place makes itself there
    place = Place()
    os.environ.update(place.environment)
    try:
        told = _run(place, given.rounds)
    finally:
        place.stop()
        subprocess.run(["umount", "-l", disk], check=False)
        disk.rmdir()
    print(json.dumps(told))
    return 0 if told["clean"] else 1


def _run(place: Place, rounds: int) -> dict[str, Any]:
    place.start_postgres()
    import django

    django.setup()
    from ombud.ledger.connection import forget
    from ombud.site.migration import migrate
    from tests.cast import a_complaint, an_order, world

    migrate(verbosity=0)
    made = world()
    case = a_complaint(made, an_order(made, "full"))
    answers: dict[str, Any] = {}
    files: set[str] = set()
    count: Counter[str] = Counter()
    slowest = 0.0
    for n in range(rounds):
        _acts(made, case.id, answers, files, count, f"{n}-before")
        ballast = _fill(place.folder)
        _acts(made, case.id, answers, files, count, f"{n}-full")
        for one in ballast:
            one.unlink()
        began = time.monotonic()
        while not _works(place, made, case.id, answers, f"{n}-after-{count['tries']}"):
            count["tries"] += 1
            if time.monotonic() - began > RECOVER_SECONDS_MAX:
                raise AssertionError((place.folder / "postgres" / "postgres.log").read_text()[-2000:])
            time.sleep(0.1)
        slowest = max(slowest, time.monotonic() - began)
        _acts(made, case.id, answers, files, count, f"{n}-again")
    forget()
    found = _found(made.platform.pk, case.id, answers, files)
    return {
        "rounds": rounds, "acknowledged": len(answers), "files": len(files), "refused": count["refused"],
        "files_refused": count["files refused"], "slowest_recovery_seconds": round(slowest, 2), **found,
        "clean": not any(found.values()) and count["refused"] + count["files refused"] > 0,
    }  # fmt: skip


def _found(platform: int, case: str, answers: dict[str, Any], files: set[str]) -> dict[str, int]:
    """What isn't as it should be; all 0 if nothing."""
    from ombud.desk.rebuild import rebuild
    from ombud.ledger.check import broken
    from ombud.ledger.connection import rows
    from ombud.vault.store import vault_store

    causes = Counter(
        cause
        for (cause,) in rows(
            "SELECT convert_from(body, 'UTF8')::jsonb ->> 'cause' FROM event WHERE stream = %s", (case,)
        )
    )
    return {
        "lost": sum(key not in causes for key in answers),
        "doubled": sum(causes[key] > 1 for key in answers),
        "files_lost": sum(not vault_store().verify(digest) for digest in files),
        "files_wrong": sum(not vault_store().verify(digest) for digest in vault_store().digests()),
        "chains_broken": sum(1 for _ in broken()),
        "rows_differing": len(rebuild(replace=False, platform=platform)),
    }


def _acts(made: Any, case: str, answers: dict[str, Any], files: set[str], count: Counter[str], name: str) -> None:
    """Some acts and some files; what isn't acknowledged is counted and left."""
    import psycopg

    from ombud.vault.store import vault_store

    for n in range(ACTS_A_TIME):
        key = f"{name}-{n}"
        try:
            answers[key] = _say(made, case, key)
        except psycopg.Error:
            count["refused"] += 1
        try:
            files.add(vault_store().put(os.urandom(200_000)))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            count["files refused"] += 1


def _say(made: Any, case: str, key: str) -> Any:
    from ombud.desk.handle import Act, Done, handle

    words = {"words": f"Room on the disk for {key}."}
    done = handle(Act(made.platform.pk, "complaint.note", case, made.rita, words, key=key))
    assert isinstance(done, Done), done
    return done


def _works(place: Place, made: Any, case: str, answers: dict[str, Any], key: str) -> bool:
    """Whether it can be written again; PostgreSQL may have to be started, as `ombud serve` does."""
    import psycopg

    from ombud.ledger.connection import forget

    if place.postgres is None or not place.postgres.alive:
        place.start_postgres()
        forget()
    with contextlib.suppress(psycopg.Error):
        answers[key] = _say(made, case, key)
        return True
    forget()
    return False


def _fill(folder: Path) -> list[Path]:
    """Files until there is no room at all."""
    made, size = [], BALLAST
    while size >= 512:
        path = folder / f"ballast-{len(made)}"
        made.append(path)
        try:
            path.write_bytes(bytes(size))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            size //= 4
    return made


if __name__ == "__main__":
    sys.exit(main())
