"""`ombud vault`: proves that every stored byte is what the rows and the record say; copies, seals and sweeps."""

import argparse
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

HELP = (
    "Check that every stored file is there, unchanged, and named; copy all elsewhere; seal what lies in plain; sweep."
)
NEEDS_DATABASE = True
WORDS = {
    "missing": "is not there",
    "damaged": "is no longer what was put",
    "shut": "can't be opened: the key that wraps its key isn't among OMBUD_WORD_KEYS, or its key was changed",
    "unnamed": "is named by nothing (a crash between bytes and row leaves such; it harms nothing: ombud vault sweep)",
    "of another size": "has another size than is written down",
    "twice": "was brought twice by the same person and stands as two files",
    "not erased": "was to be erased under law and still lies here; the worker finishes it",
    "says otherwise": "is the digest in the record, and the vault's row holds another",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """In which form, and where to."""
    parser.add_argument(
        "what",
        choices=("check", "copy", "seal", "sweep"),
        help="check: list what is missing, damaged or unnamed; copy: bring everything from the data folder into the "
        "bucket that OMBUD_S3_BUCKET names, or with --into from wherever it is into a folder; seal: encrypt what lies "
        "there in plain from before that was done; sweep: say what lies there for more than a day and nothing names, "
        "and with --remove take it away; all may be begun again",
    )
    parser.add_argument("--remove", action="store_true", help="with sweep: take it away, instead of only naming it")
    parser.add_argument("--hours", type=int, default=24, help="with sweep: how old it must be; 24 at the least")
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="with copy: into this folder, for a backup")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    """0 where all is well; 1 where anything is wrong, each thing named; 2 where there is nowhere to copy to."""
    return {"copy": _copy, "seal": _seal, "check": _check, "sweep": _sweep}[arguments.what](arguments)


def _copy(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from ombud.vault.copy import copy
    from ombud.vault.store import FolderStore, vault_root, vault_store
    from ombud.vault.stored import Away

    if arguments.into is None and not settings.VAULT_S3:
        print("ombud vault copy: Name a bucket (OMBUD_S3_BUCKET …), or a folder with --into.", file=sys.stderr)
        return 2
    target = FolderStore(arguments.into) if arguments.into else vault_store()
    source = vault_store() if arguments.into else FolderStore(vault_root())
    try:
        done = copy(source, target)
    except Away as error:
        print(f"ombud vault copy: The store doesn't answer: {error}. Begin again once it does.", file=sys.stderr)
        return 1
    for digest in done.wrong:
        _tell(arguments, {"wrong": digest}, f"{digest} is damaged here and wasn't copied.")
    _tell(arguments, done._asdict(), f"{done.copied} files copied, {done.there} were there, {done.size_bytes} bytes in "
          f"all; every one was compared with its digest. {len(done.wrong)} wrong.")  # fmt: skip
    return 1 if done.wrong else 0


def _seal(arguments: argparse.Namespace) -> int:
    """0 once nothing lies in plain; 1 where something can't be sealed, each named."""
    from ombud.vault.seal import plain, seal
    from ombud.vault.stored import Away

    try:
        done = seal()
    except Away as error:
        print(f"ombud vault seal: The store doesn't answer: {error}. Begin again once it does.", file=sys.stderr)
        return 1
    for digest in done.wrong:
        _tell(arguments, {"wrong": digest}, f"{digest} is missing or damaged and stays as it is: ombud vault check.")
    left = plain()
    _tell(arguments, {**done._asdict(), "left": left.files}, f"{done.sealed} sealed, {done.removed} plain ones taken "
          f"away; {left.files} files have no key. {len(done.wrong)} wrong.")  # fmt: skip
    return 1 if done.wrong or any(left) else 0


def _sweep(arguments: argparse.Namespace) -> int:
    """0 where nothing is left to take away, or nothing was to be; 1 where it couldn't be; 2 where it makes no sense."""
    from ombud.vault.stored import Away
    from ombud.vault.sweep import Progress, TooMuch, sweep

    if arguments.hours < 24:
        print("ombud vault sweep: An upload may be under way: nothing younger than 24 hours is taken.", file=sys.stderr)
        return 2

    def told(one: Progress) -> None:
        print(f"{one.looked} looked at, {one.unnamed} named by nothing, {one.removed} taken away", file=sys.stderr)

    try:
        done = sweep(age=timedelta(hours=arguments.hours), remove=arguments.remove, told=told)
    except Away as error:
        print(f"ombud vault sweep: The store doesn't answer: {error}. Begin again once it does.", file=sys.stderr)
        return 1
    except TooMuch:
        print("ombud vault sweep: Nothing names more than half of what lies there, so nothing is taken away: is this "
              "the right database, and not brought back from an old backup?", file=sys.stderr)  # fmt: skip
        return 1
    what = f": {done.removed} taken away, and {done.unfinished} unfinished files" if arguments.remove else (
           ": --remove takes them away" if done.unnamed else "")  # fmt: skip
    _tell(arguments, done._asdict(), f"{done.looked} looked at; {done.unnamed} named by nothing, {done.size_bytes} "
          f"bytes{what}.")  # fmt: skip
    return 0


def _check(arguments: argparse.Namespace) -> int:
    """0 where all is sound, bytes that nothing names included; 1 where anything else is wrong, each thing named."""
    from ombud.ledger.connection import rows
    from ombud.vault.check import Counted, check

    wrong = 0
    for one in check(rows):
        if isinstance(one, Counted):
            _tell(arguments, one._asdict(), f"{one.files} files, {one.digests} digests, {one.size_bytes} bytes, "
                  f"{one.erased} erased under law, {one.plain} in plain: "
                  + (f"{wrong} wrong." if wrong else "every byte is what it was."))  # fmt: skip
            continue
        wrong += one.what != "unnamed"
        named = f" ({one.where})" if one.where else ""
        _tell(arguments, one._asdict(), f"{one.digest}{named} {WORDS[one.what]}.")
    return 1 if wrong else 0


def _tell(arguments: argparse.Namespace, told: dict[str, Any], words: str) -> None:
    if arguments.json:
        import msgspec

        words = msgspec.json.encode(told).decode()
    print(words)
