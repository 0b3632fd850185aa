"""`ombud`: finds its subcommands by one loop over a folder and runs the one that was asked for."""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

from ombud.site import commands, environment, marks, settings_file


def main(words: Sequence[str] | None = None) -> int:
    """Run the command in `words` (without the program's name) and return its exit status."""
    said = list(sys.argv[1:] if words is None else words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombud.site.settings")
    settings_file.read(environment.data_folder())
    parser = argparse.ArgumentParser(prog="ombud", description="An open resolution centre for marketplaces.")
    rows = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    names = command_names()
    for name in [said[0]] if said and said[0] in names else names:
        command = command_named(name)
        row = rows.add_parser(name, help=command.HELP, description=command.HELP)
        command.add_arguments(row)
        row.set_defaults(module=command)
    arguments = parser.parse_args(said)
    return run(arguments.module, arguments, said)


def run(command: ModuleType, arguments: argparse.Namespace, said: Sequence[str] = ()) -> int:
    """Run one command, with Django and a running database around it where it says NEEDS_DATABASE = True."""
    from ombud.site.postgres.problem import PostgresProblem

    try:
        status = _run(command, arguments, said)
        sys.stdout.flush()
        return status
    except PostgresProblem as problem:
        print(f"ombud: {problem}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read along (head, less) has read enough; what Python still holds back must not fail at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130


def _run(command: ModuleType, arguments: argparse.Namespace, said: Sequence[str]) -> int:
    name = marks.name_of(command, arguments)
    recorded = name not in marks.HARMLESS
    if not recorded and not getattr(command, "NEEDS_DATABASE", False):
        return int(command.run(arguments))
    from ombud.site.database import database

    with database():
        import django

        django.setup()
        if recorded and name not in marks.AFTERWARDS:
            marks.leave(arguments, said)
        status = int(command.run(arguments))
        if name in marks.AFTERWARDS:
            marks.leave(arguments, said)
        return status


def command_names() -> list[str]:
    """The names as they are typed: `ledger_check.py` is `ledger-check`."""
    return sorted(m.name.replace("_", "-") for m in pkgutil.iter_modules(commands.__path__))


def command_named(name: str) -> ModuleType:
    """The module of one command."""
    return importlib.import_module(f"{commands.__name__}.{name.replace('-', '_')}")


if __name__ == "__main__":
    sys.exit(main())
