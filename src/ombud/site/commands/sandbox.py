"""`ombud sandbox create NAME`: a platform on which integrators try things out; `list`, `forward`, `play`, `reset`."""

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ombud.accounts.models import Platform

HELP = "make a platform on which integrators try things out, and play on it"
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which sandbox."""
    parser.add_argument("what", choices=["create", "list", "forward", "play", "reset"])
    parser.add_argument("name", nargs="?", default="", help="the sandbox's short name, as addresses have it")
    parser.add_argument("script", nargs="?", default="", help="with play: which script; without one, all are listed")
    parser.add_argument("--pack", default="wechat", help="with create: the rules it runs under (wechat)")
    parser.add_argument("--hours", type=float, default=0, help="with forward: how far its clock goes")


def run(arguments: argparse.Namespace) -> int:
    """0 where it was done, 2 where it can't be."""
    from ombud.accounts.models import Platform

    if arguments.what == "list":
        for one in Platform.objects.filter(sandbox=True, apikey__isnull=False).distinct().order_by("slug"):
            print(f"{one.slug}\t{one.pack}\t+{one.ahead_seconds / 3600:.1f} h")
        return 0
    if arguments.what == "create":
        return _create(arguments.name, arguments.pack)
    platform = Platform.objects.filter(slug=arguments.name, sandbox=True).first()
    if platform is None:
        print(f"ombud sandbox: there is no sandbox '{arguments.name}'.", file=sys.stderr)
        return 2
    return {"forward": _forward, "play": _play, "reset": _reset}[arguments.what](platform, arguments)


def _create(slug: str, pack: str) -> int:
    from ombud.accounts.models import Platform
    from ombud.sandbox import make
    from ombud.site.first import answers

    try:
        answers.slug(slug)
        answers.pack(pack)
    except answers.NotTaken as no:
        print(f"ombud sandbox: {no}", file=sys.stderr)
        return 2
    if Platform.objects.filter(slug=slug).exists():
        print(f"ombud sandbox: there is a platform '{slug}' already.", file=sys.stderr)
        return 2
    made = make.create(slug, f"Sandbox {slug}", pack)
    people = ", ".join(f"{slug}/{one[0]}" for one in make.PEOPLE)
    print(
        f"Key:       {made.token}\nPassword:  {made.password}\nPeople:    {people}\n"
        "Both are shown this once. How to go on: docs/webhooks.md"
    )
    return 0


def _forward(platform: "Platform", arguments: argparse.Namespace) -> int:
    from datetime import timedelta

    from ombud.sandbox import clock

    try:
        print(f"It is {clock.forward(platform.pk, timedelta(hours=arguments.hours)):%Y-%m-%d %H:%M} UTC there.")
    except clock.BadStep:
        print("ombud sandbox: the clock only goes forward, by at most 400 days at once: --hours", file=sys.stderr)
        return 2
    return 0


def _play(platform: "Platform", arguments: argparse.Namespace) -> int:
    from ombud.sandbox import scripts
    from ombud.sandbox.play import CantPlay

    names = scripts.offered(platform)
    if arguments.script not in names:
        print("\n".join(names))
        return 2 if arguments.script else 0
    try:
        for act in scripts.run(platform, arguments.script)["acts"]:
            print(f"{act['by']}\t{act['verb']}\t{act['number'] or act['id']}\t{', '.join(act['events'])}")
    except CantPlay as no:
        print(f"ombud sandbox: the rules of this platform don't take it: {no}", file=sys.stderr)
        return 2
    return 0


def _reset(platform: "Platform", _arguments: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from ombud.sandbox import make
    from ombud.webhooks.endpoints import follow

    fresh = make.reset(platform)
    follow(platform.pk, fresh.pk, datetime.now(UTC))
    print("It is empty; people, passwords, keys and webhooks are the same.")
    return 0
