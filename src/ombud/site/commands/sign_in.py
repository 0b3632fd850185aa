"""`ombud sign-in`: a platform's own sign-in by OpenID Connect, the secret of its handoffs, and help for people who
can't come in."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ombud.accounts.models import Platform

HELP = "Give a platform its own sign-in (OpenID Connect) or a secret for handoffs, or help somebody who can't come in."
NEEDS_DATABASE = True
SECRET_FROM = "OMBUD_OPENID_SECRET"  # noqa: S105 - the name of a variable, not a secret


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`openid` with what the provider told when Ombud was registered with it; `handoff` for the secret of those;
    `people` with who needs help."""
    parser.add_argument("what", choices=["openid", "handoff", "people"])
    parser.add_argument("platform", help="the platform's short name")
    parser.add_argument("--take-off", metavar="WHO", help="take off this person's second factor")
    parser.add_argument("--link", metavar="WHO", help="print a link by which this person sets a password, for an hour")
    parser.add_argument("--issuer", help="the provider's issuer, https://…, just as its description says it")
    parser.add_argument("--client", help="the client id it gave")
    parser.add_argument("--name", help="what the button says")
    parser.add_argument("--scope", help="what to ask for (default: openid profile email)")
    parser.add_argument("--ref-claim", help="the claim that tells the platform's own id of a person")
    parser.add_argument("--groups-claim", help="the claim that tells groups (default: groups)")
    parser.add_argument("--group", action="append", metavar="GROUP=ROLE", help="a group whose people are staff here")
    parser.add_argument("--makes-known", action="store_true", help="consumers who come first this way are made known")
    parser.add_argument("--proves-two", action="store_true", help="the provider asks for a second factor itself")
    parser.add_argument("--new", action="store_true", help="with handoff: make a secret and print it, this once")
    parser.add_argument("--at-once", action="store_true", help="with --new: the one before holds no more, not a day on")
    parser.add_argument("--off", action="store_true", help="take the sign-in, or the secret of handoffs, away")
    parser.epilog = f"A client secret is taken from {SECRET_FROM} in the environment, and kept sealed."


def run(arguments: argparse.Namespace) -> int:
    """Keep it, or say what is wrong; without an issuer, show what is there."""
    from ombud.accounts.door_models import OpenId
    from ombud.accounts.models import Platform

    platform = Platform.objects.filter(slug=arguments.platform).first()
    if platform is None:
        return _no(f"There is no platform '{arguments.platform}'.")
    if arguments.what == "people":
        return _help(platform, arguments)
    if arguments.what == "handoff":
        return _handoff(platform, arguments)
    if arguments.off:
        OpenId.objects.filter(platform=platform).update(active=False)
        print(f"{platform.slug}: no sign-in of its own any more. Sessions that are open stay.")
        return 0
    if arguments.issuer:
        return _keep(platform, arguments)
    held = OpenId.objects.filter(platform=platform, active=True).first()
    print(f"{platform.slug}: {held.name}, {held.issuer}, {held.client}" if held else f"{platform.slug}: none")
    return 0


def _keep(platform: "Platform", said: argparse.Namespace) -> int:
    from django.conf import settings

    from ombud.accounts.door_models import OpenId
    from ombud.accounts.openid import sealed_secret
    from ombud.accounts.openid_fetch import fit
    from ombud.accounts.staff import ROLES

    groups = dict(one.rpartition("=")[::2] for one in said.group or ())
    if not fit(said.issuer):
        return _no("The issuer is an https address.")
    if not said.client:
        return _no("Give the --client id as well.")
    if unknown := sorted({role for role in groups.values() if role not in ROLES} | {one for one in groups if not one}):
        return _no(f"--group is GROUP=ROLE, with a role of {', '.join(ROLES)}; not {', '.join(unknown) or 'nothing'}.")
    claims = {"scope": said.scope, "ref": said.ref_claim, "groups": said.groups_claim}
    OpenId.objects.update_or_create(
        platform=platform,
        defaults={
            "name": (said.name or platform.name)[:80],
            "issuer": said.issuer,
            "client": said.client,
            "secret": sealed_secret(platform.pk, os.environ.get(SECRET_FROM, "")),
            "claims": {name: claim for name, claim in claims.items() if claim},
            "groups": groups,
            "makes_known": said.makes_known,
            "proves_two": said.proves_two,
            "active": True,
        },
    )
    print(f"{platform.slug}: signs in by {said.issuer}. Register {settings.ORIGIN}/sign-in/back with it as the address")
    print("that it sends people back to.")
    return 0


def _handoff(platform: "Platform", said: argparse.Namespace) -> int:
    """Make, exchange or take away the secret under which the marketplace signs its users in; else say how it stands."""
    from django.utils import timezone

    from ombud.accounts import handoff_secrets
    from ombud.ledger.looked_at import About, recorded

    at, about = timezone.now(), About("platform", platform.slug)
    if said.off:
        recorded(platform.pk, "command", "handoff-secret-taken-off", about, at, kind="key")
        handoff_secrets.take_off(platform.pk)
    elif said.new:
        recorded(platform.pk, "command", "handoff-secret-made", about, at, kind="key")
        print(handoff_secrets.make(platform.pk, at, at_once=said.at_once))
    platform.refresh_from_db()
    held = handoff_secrets.held(platform, at)
    until = f"; the one before holds until {platform.handoff_before_until:%Y-%m-%d %H:%M} UTC" if len(held) > 1 else ""
    how = f"a secret for handoffs{until}." if held else "no secret for handoffs, so no link of its marketplace lets in."
    print(f"{platform.slug}: {how}", file=sys.stderr)
    return 0


def _help(platform: "Platform", said: argparse.Namespace) -> int:
    """For who can't come in and has nobody to ask but whoever sits at the server. It is written down."""
    from django.conf import settings
    from django.utils import timezone

    from ombud.accounts import password_links, staff
    from ombud.accounts.models import Person
    from ombud.ledger.looked_at import About, recorded

    who, what = said.take_off or said.link, "second-factor-taken-off" if said.take_off else "password-link-made"
    person = Person.objects.filter(platform=platform, ref=who or "", is_active=True).exclude(kind="invited").first()
    if person is None:
        return _no(f"Say who, by --take-off or --link: somebody of {platform.slug} who can sign in.")
    recorded(platform.pk, "command", what, About("person", person.ref), timezone.now(), kind="role")
    if said.take_off:
        staff.take_off_factors(person, timezone.now())
        print(f"{person.login}: no second factor any more; the next sign-in sets one up.")
    else:
        print(f"{settings.ORIGIN}/sign-in/new-password/{password_links.make(person, 'reset')}")
    return 0


def _no(why: str) -> int:
    print(f"ombud sign-in: {why}", file=sys.stderr)
    return 1
