"""`ombud pack publish` and `ombud pack roll-back`: what the page of the rules does, by whoever has the right to it."""

import argparse
import sys

VERBS = {"publish": "rulebook.publish", "roll-back": "rulebook.roll-back"}


def add_arguments(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Which version, from which day, why, on whose behalf."""
    for action, told in (
        ("publish", "Have a platform's new cases run under a version from a day on, announced now."),
        ("roll-back", "Have new cases run under an earlier version again from a day on, announced now."),
    ):
        made = actions.add_parser(action, help=told, description=told)
        made.add_argument("version", metavar="NAME@VERSION", help="such as mine@2")
        made.add_argument("--from", dest="since", required=True, metavar="DAY", help="local day, such as 2026-09-01")
        made.add_argument("--because", required=True, metavar="WORDS", help="why, in words that everybody may read")
        made.add_argument("--as", dest="login", required=True, metavar="PLATFORM/HANDLE", help="who decides it")


def run(arguments: argparse.Namespace) -> int:
    """0 once it is announced; 1 with the reason and the way out where the rules refuse; 2 for an unknown person."""
    from ombud.site.database import database

    with database():
        import django

        django.setup()
        return _decide(arguments)


def _decide(arguments: argparse.Namespace) -> int:
    from ombud.accounts.models import Person
    from ombud.accounts.platforms import settings_of
    from ombud.core.refusal import Refusal
    from ombud.core.rulebook.state import ID
    from ombud.desk.handle import Act, handle
    from ombud.desk.said import said

    person = Person.objects.filter(login=arguments.login, is_active=True).first()
    if person is None:
        print(f"ombud pack {arguments.action}: nobody signs in as {arguments.login!r}", file=sys.stderr)
        return 2
    fields = {"pack": arguments.version, "since": arguments.since, "words": arguments.because}
    verb = VERBS[arguments.action]
    outcome = handle(Act(person.platform_id, verb, ID, person.actor(), fields, via="command"))
    if isinstance(outcome, Refusal):
        told = said(outcome, settings_of(person.platform_id).zone)
        print(f"ombud pack {arguments.action}: {' '.join(filter(None, (told.text, told.way_out)))}", file=sys.stderr)
        return 1
    print(f"Announced on {person.platform.slug}: {arguments.version} applies to new cases from {arguments.since}.")
    return 0
