"""`ombud vault check`: proves that every stored byte is what the rows and the record say."""

import argparse
from typing import Any

HELP = "Check that every stored file is there, unchanged, and named; list what is missing, damaged or unnamed."
NEEDS_DATABASE = True
WORDS = {
    "missing": "is not there",
    "damaged": "is no longer what was put",
    "unnamed": "is named by nothing (a crash between bytes and row leaves such; it harms nothing)",
    "of another size": "has another size than is written down",
    "twice": "was brought twice by the same person and stands as two files",
    "says otherwise": "is the digest in the record, and the vault's row holds another",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """In which form."""
    parser.add_argument("what", choices=("check",))
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    """0 where all is sound, bytes that nothing names included; 1 where anything else is wrong, each thing named."""
    from ombud.ledger.connection import rows
    from ombud.vault.check import Counted, check

    wrong = 0
    for one in check(rows):
        if isinstance(one, Counted):
            _tell(arguments, one._asdict(), f"{one.files} files, {one.digests} digests, {one.size_bytes} bytes: "
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
