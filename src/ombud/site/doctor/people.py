"""Whether each platform has the people that its promises need."""

from collections.abc import Iterator

from ombud.accounts.models import ROLE_RIGHTS, Person, Platform
from ombud.core.policy.violation import PenaltyRules, Violation
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
    yield from _penalties(platform, rule, approve)


def _penalties(platform: Platform, rule: int, approve: int) -> Iterator[Finding]:
    """Whether an appeal against a penalty always finds somebody who hasn't decided on it before."""
    try:
        rules = load.load_pack(platform.pack).pack.penalties
    except (LookupError, ValueError):
        return
    if rules is None:
        return
    what, needed = f"{platform.slug}: appeals of penalties", deciders_needed(rules)
    if rule >= needed:
        yield well(what, f"{rule} can rule, and one penalty with its appeals is decided by {needed} at most.")
    else:
        says = f"One penalty with its appeals needs up to {needed} who rule, no two the same; here are {rule}."
        yield weak(
            what, says, f"Add {needed - rule} more, or invite a reviewer from outside for each appeal that waits."
        )
    if approve < 2 and any(_two_people(one, rules) for one in rules.violations):
        says = "Who alone has the role 'senior' can't agree to a penalty of their own."
        yield weak(f"{platform.slug}: second person for penalties", says, "Give another reviewer the role 'senior'.")


def deciders_needed(rules: PenaltyRules) -> int:
    """How many different people decide on one penalty at most: whoever imposes it, a second person where its measures
    need one, and another for each appeal that the rules allow."""
    return max(1 + _two_people(one, rules) + (one.appeal.attempts_max if one.appeal else 0) for one in rules.violations)


def _two_people(violation: Violation, rules: PenaltyRules) -> bool:
    return any(one.amount or one.kind in rules.limits.two_people_for for one in violation.measures)


def _limit(platform: Platform) -> str:
    """The pack's limit in minor units, where the pack can be read."""
    try:
        return f" ({load.load_pack(platform.pack).pack.limits.two_people_above} in minor units)"
    except (LookupError, ValueError):
        return ""
