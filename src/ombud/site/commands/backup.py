"""`ombud backup`: a copy of database and evidence, taken while people work. Keys are not in it."""

import argparse
from datetime import timedelta
from pathlib import Path

HELP = "Copy the database and the evidence into a folder, while people work; keys are kept elsewhere."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and how long older ones stay."""
    parser.add_argument(
        "folder", type=Path, help="where backups lie; evidence that is there already isn't copied again"
    )
    parser.add_argument(
        "--keep-days", type=int, default=0, help="remove backups older than so many days, and what only they had"
    )


def run(arguments: argparse.Namespace) -> int:
    """0 where all was copied; 1 where evidence is damaged, each file named."""
    from django.utils import timezone

    from ombud.site.backup.take import forget, take

    made = take(arguments.folder, timezone.now())
    for digest in made.files_wrong:
        print(f"{digest} is damaged in the vault and wasn't copied: ombud vault check.")
    if arguments.keep_days:
        gone, files = forget(arguments.folder, timezone.now() - timedelta(days=arguments.keep_days))
        print(f"{gone} older backups removed, with {files} files that no other has.")
    print("Keys are not in it: keep the secret key, the seal keys and the log's keys elsewhere (docs/operate.md).")
    return 1 if made.files_wrong else 0
