"""Whether each platform has the people that its promises need."""

from collections.abc import Iterator

from ombud.accounts.models import ROLE_RIGHTS, Person, Platform
from ombud.packs import load
from ombud.site.doctor.finding import Finding, missing, weak, well


def findings() -> Iterator[Finding]:
    """Platform by platform: its pack, its administrator, its reviewers."""
    platforms = list(Platform.objects.order_by("id"))
    if not platforms:
        yield missing("platform", "There is none yet.", "Run ombud init.")
    for platform in platforms:
        yield _pack(platform)
        yield from _staff(platform)


def _pack(platform: Platform) -> Finding:
    what = f"{platform.slug}: pack"
    try:
        return well(what, f"{load.load_pack(platform.pack).pack.id} is loaded.")
    except (LookupError, ValueError) as why:
        return missing(what, f"{why}", f"Run ombud pack check {platform.pack}.")


def _staff(platform: Platform) -> Iterator[Finding]:
    what = f"{platform.slug}: reviewers"
    staff = Person.objects.filter(platform=platform, is_active=True, kind__in=["reviewer", "admin"])
    rights = [ROLE_RIGHTS.get(person.role or person.kind, ()) for person in staff]
    rule = sum("rule" in each for each in rights)
    approve = sum("approve" in each for each in rights)
    if not any(person.kind == "admin" for person in staff):
        yield missing(f"{platform.slug}: administrator", "There is none.", "Let ombud init make one, or name one.")
    if rule == 0:
        yield missing(what, "There is none: nobody can rule.", "Let the administrator add at least two reviewers.")
        return
    if rule == 1:
        says = "There is one: a review of a ruling by another reviewer can't be held, and will lapse unread."
        yield weak(what, says, "Add a second reviewer.")
    else:
        yield well(what, f"{rule} can rule, so that another than the first can review.")
    if approve == 0 or rule == 1:
        says = f"Nobody but who proposed it could approve a ruling above the limit for one person{_limit(platform)}."
        yield weak(f"{platform.slug}: second person", says, "Give another reviewer the role 'senior'.")


def _limit(platform: Platform) -> str:
    """The pack's limit in minor units, where the pack can be read."""
    try:
        return f" ({load.load_pack(platform.pack).pack.limits.two_people_above} in minor units)"
    except (LookupError, ValueError):
        return ""
