"""Which commands leave their mark on the audit log: one table of what shows or changes personal data, rights or keys.

The row stands before the command does anything, on the log of the platform it names, else on every platform's. What is
in neither table leaves one too.
"""

import argparse
import os
import pwd
import re
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType

RECORDED = frozenset((
    "backup", "restore", "init", "import orders", "export ocel", "export statements", "privacy erased",
    "privacy again", "privacy renew-keys", "keys renew", "sign-in openid", "sign-in people", "sign-in handoff",
    "connector add", "connector remove", "ledger rebuild", "ledger recount", "ledger log", "ledger new-key",
    "ledger new-origin", "vault copy", "vault seal", "vault sweep", "pack publish", "pack roll-back",
))  # fmt: skip
"""By command and, where it has several, what it is to do."""
AFTERWARDS = frozenset(("init", "restore"))
"""Before these there is no platform, or not yet its log."""
HARMLESS: Mapping[str, str] = {
    "serve": "what is done through it is written down itself",
    "worker": "the same",
    "migrate": "the database's shape alone; it says what it did on the screen",
    "doctor": "changes nothing, and shows nobody's data: who of the staff lacks a second factor, by name",
    "keys status": "how much lies under which key; neither keys nor what lies under them",
    "ledger check": "hashes alone",
    "ledger compare": "names of rows that differ from the record",
    "vault check": "digests alone",
    "funds check": "sums of shops",
    "orders late": "numbers and stages of orders",
    "connector list": "which there are; no secrets",
    "import sniff": "reads the file that is named, and nothing else",
    "lab screen": "reads the files that are named, without any database",
    "lab add": "the same",
    "lab match": "the same",
    "lab rescreen": "asks the worker to look once more; what it finds is as before",
    "pack list": "rules, which everybody may read",
    "pack check": "the same",
    "pack new": "a file of rules; in force once it is published",
    "pack try": "numbers of cases that would have gone another way",
    "calendar due": "counts days, without any database",
    "calendar recount": "each deadline that moves is an event of its own, told to whom it concerns",
    "sandbox create": "a platform to try things on, with nobody's data",
    "sandbox list": "the same",
    "sandbox forward": "the same",
    "sandbox play": "the same",
    "sandbox reset": "the same",
    "verify": "reads the paper that is named, without any database",
    "penalty redraw": "the same",
    "surge try": "the same",
    "explain": "tells of the code",
    "words": "the same",
    "openapi": "the same",
    "client": "the same",
}
ACCOUNT = re.compile(r"//[^@/\s]*@")
"""Who signs in where, in an address: a mail server's may hold a password."""


def name_of(command: ModuleType, arguments: argparse.Namespace) -> str:
    """The command with what it is to do, as the tables have it."""
    doing = getattr(arguments, "what", None) or getattr(arguments, "action", None)
    name = command.__name__.rpartition(".")[2].replace("_", "-")
    return f"{name} {doing}" if doing else name


def leave(arguments: argparse.Namespace, said: Sequence[str]) -> None:
    """Write it down, with what was asked and by which user of this machine; needs a database and Django around it."""
    from django.db import ProgrammingError
    from django.utils import timezone
    from psycopg.errors import UndefinedTable

    from ombud.accounts.models import Platform
    from ombud.ledger.looked_at import About, recorded

    about, at = About("command", line_of(said), user()), timezone.now()
    try:
        for platform in _concerned(arguments, dict(Platform.objects.values_list("pk", "slug"))):
            recorded(platform, "command", "command-run", about, at, kind="command", via="command")
    except (
        ProgrammingError,
        UndefinedTable,
    ):  # a backup before the migration that brings the log must not be kept from being made
        print("ombud: this database has no audit log yet, so this command isn't on it.", file=sys.stderr)


def line_of(said: Sequence[str]) -> str:
    """What was typed, without passwords."""
    return ACCOUNT.sub("//…@", " ".join(["ombud", *said]))


def user() -> str:
    """Whoever this machine says it is: the user of the process, and who became that."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = str(os.getuid())
    before = os.environ.get("SUDO_USER", "")
    return f"{name} ({before})" if before and before != name else name


def _concerned(arguments: argparse.Namespace, platforms: Mapping[int, str]) -> list[int]:
    """The platform that is named, by its id, its short name or somebody's sign-in name; every one where none is."""
    named = getattr(arguments, "platform", None) or getattr(arguments, "login", "").partition("/")[0]
    return [id for id, slug in platforms.items() if named in (id, slug)] or list(platforms)
