"""`ombud privacy`: a list of what was erased under law, erasing it again, and renewing the keys of words."""

import argparse
import sys
from pathlib import Path

HELP = "List what was erased under law, erase it again after a restore, or put the keys of words under a new key."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`erased`, `again FILE` and `renew-keys`."""
    parser.add_argument(
        "what",
        choices=("erased", "again", "renew-keys"),
        help="erased: what was erased, one JSON object a line, to be kept outside of backups; again: erase what such a "
        "list names, after an older backup was brought back; renew-keys: put the keys of people's words under the "
        "first of OMBUD_WORD_KEYS, so that the others can be destroyed",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="with again: the list")


def run(arguments: argparse.Namespace) -> int:
    """0 where all of it was done; 1 where keys can't be opened; 2 where the list is missing or isn't one."""
    if arguments.what == "erased":
        return _erased()
    return _renew() if arguments.what == "renew-keys" else _again(arguments.file)


def _erased() -> int:
    import msgspec

    from ombud.desk.erasing.again import told

    for one in told():
        print(msgspec.json.encode(one).decode())
    return 0


def _again(file: Path | None) -> int:
    import msgspec

    from ombud.desk import clock
    from ombud.desk.erasing.again import Erased, again

    if file is None or not file.is_file():
        print("ombud privacy again: Name the list that `ombud privacy erased` wrote.", file=sys.stderr)
        return 2
    try:
        lines = [msgspec.json.decode(line, type=Erased) for line in file.read_bytes().splitlines() if line.strip()]
    except msgspec.DecodeError as error:
        print(f"ombud privacy again: {file} isn't such a list: {error}", file=sys.stderr)
        return 2
    done = again(lines, clock.now())
    print(f"{len(lines)} lines; {done} were there again and are erased.")
    return 0


def _renew() -> int:
    from ombud.ledger.renewing import renew
    from ombud.site.sealed import UNDER_WORD_KEYS

    stands = [renew(one) for one in UNDER_WORD_KEYS]
    done, shut = sum(one.done for one in stands), sum(one.shut for one in stands)
    print(f"{done} keys lie under the new key now.")
    if shut:
        print(f"{shut} can't be opened by any key that is given: keep the old keys until they can.")
    return 1 if shut else 0
