"""`ombud init`: asks for what a first platform needs, or takes it from flags, and makes it."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from typing import TypeVar

from ombud.site.first import answers as taken

HELP = "Make a first platform and its administrator."
NEEDS_DATABASE = True
PASSWORD_FROM = "OMBUD_ADMIN_PASSWORD"  # noqa: S105 - the name of a variable, not a password
T = TypeVar("T")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One flag a question; a question without its flag is asked where there is a terminal."""
    parser.add_argument("--name", help="what people call the platform")
    parser.add_argument("--slug", help="its name in addresses and sign-in names (default: from the name)")
    parser.add_argument("--zone", help="its time zone, such as Asia/Shanghai")
    parser.add_argument("--languages", help=f"codes with commas between: {','.join(taken.LANGUAGES)}")
    parser.add_argument("--pack", help="the pack of rules it works under")
    parser.add_argument("--admin", help="the administrator's sign-in name")
    parser.add_argument("--admin-email", help="the administrator's mail address")
    parser.add_argument("--mail", help="the mail server: smtp://user:password@host:587, or '' for none yet")
    parser.add_argument("--mail-from", help="the address that notices come from")
    parser.epilog = f"The administrator's password is asked for, or taken from {PASSWORD_FROM} in the environment."


def run(arguments: argparse.Namespace) -> int:
    """Ask, make, and say how to go on."""
    from ombud.site.first.make import make
    from ombud.site.migration import migrate

    try:
        answers = _asked(arguments)
        migrate(verbosity=0)
        platform = make(answers)
    except taken.NotTaken as why:
        print(f"ombud init: {why}", file=sys.stderr)
        return 1
    print(f"Made the platform {platform.name}. Its administrator signs in as {platform.slug}/{answers.admin}.")
    print("Next: ombud doctor says what is missing to run for real, ombud serve serves.")
    return 0


def _asked(said: argparse.Namespace) -> taken.Answers:
    name = _ask("name", said.name, "Name of the platform", taken.name)
    mail = _ask("mail", said.mail, "Mail server (smtp://user:password@host:587, empty for none yet)", taken.mail, "")
    email = _ask("admin-email", said.admin_email, "Administrator's mail address", taken.email)
    return taken.Answers(
        name=name,
        slug=_ask("slug", said.slug or taken.slug_from(name), "Its name in addresses", taken.slug),
        zone=_ask("zone", said.zone, "Time zone", taken.zone, "Asia/Shanghai"),
        languages=_ask("languages", said.languages, "Languages", taken.languages, ",".join(taken.LANGUAGES)),
        pack=_ask("pack", said.pack, "Pack of rules", taken.pack, "wechat"),
        admin=_ask("admin", said.admin, "Administrator's sign-in name", taken.admin, "admin"),
        admin_email=email,
        password=_password(),
        mail=mail,
        mail_from=_ask("mail-from", said.mail_from, "Notices come from", taken.email, email) if mail else "",
    )


def _ask(flag: str, said: str | None, question: str, take: Callable[[str], T], default: str | None = None) -> T:
    """The flag's answer, or one from the terminal, asked again until it can be taken."""
    if said is not None:
        try:
            return take(said)
        except taken.NotTaken as why:
            raise taken.NotTaken(f"--{flag}: {why}") from None
    if not sys.stdin.isatty():
        if default is not None:
            return take(default)
        raise taken.NotTaken(f"--{flag} is needed where nobody can be asked ({question}).")
    while True:
        try:
            return take(input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default or "")
        except taken.NotTaken as why:
            print(why)


def _password() -> str:
    """From the environment or typed unseen; never from a flag, which other users of the machine could read."""
    given = os.environ.get(PASSWORD_FROM)
    if given is not None or not sys.stdin.isatty():
        if not given:
            raise taken.NotTaken(f"{PASSWORD_FROM} is needed in the environment where nobody can be asked.")
        return taken.password(given)
    while True:
        try:
            return taken.password(getpass.getpass("Administrator's password: "))
        except taken.NotTaken as why:
            print(why)
