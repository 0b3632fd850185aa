"""The rungs that both ladders share: who decides about the rules, and which day isn't too early."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ombud.core.calendar import day_of
from ombud.core.people import Actor, Reviewer, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.rulebook.state import ID
from ombud.core.words import Words

NOT_STAFF = Refusal(code="reviewer-only", because="Only the platform's reviewers can do this.")
NO_RIGHT = Refusal(
    code="no-right",
    because="Your role doesn't include this.",
    way_out="Ask whoever manages roles to do it or to give you the right.",
)
NO_SUCH_RULEBOOK = Refusal(code="no-such-rulebook", because="A platform has one rulebook, “{rulebook}”.")
NO_WORDS = Refusal(code="no-words", because="Say why, in words that everybody may read.", field="words")
TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="words"
)
NO_SUCH_VERSION = Refusal(
    code="version-unknown",
    because="There is no version “{pack}” of a pack here.",
    way_out="Name one that ombud pack list shows, as name@version.",
    field="pack",
)
NOT_IN_ORDER = Refusal(
    code="version-not-in-order",
    because="“{pack}” can't be used yet: the check finds {faults} to put right.",
    way_out="Run ombud pack check, which shows each with its place.",
    field="pack",
)
NO_DAY = Refusal(code="not-a-day", because="This is no day.", way_out="Write it like 2026-01-31.", field="since")
TOO_EARLY = Refusal(
    code="announced-too-late",
    because="Rules are announced {days} days before they apply.",
    way_out="The first day possible is {earliest}.",
    field="since",
)
ALREADY = Refusal(
    code="applies-already",
    because="“{pack}” applies on that day already.",
    way_out="Choose another version or another day.",
    field="pack",
)


def not_overseer(by: Actor) -> Refusal | None:
    """Why this actor can't decide about the rules."""
    if not isinstance(by, Reviewer):
        return NOT_STAFF
    return None if can(by, "oversee") else NO_RIGHT


def misnamed(rulebook: str, words: Words, policy: Policy) -> Refusal | None:
    """What is wrong with the rulebook named or with the reason given."""
    if rulebook != ID:
        return NO_SUCH_RULEBOOK.given(rulebook=ID)
    if words.blank:
        return NO_WORDS
    longest = policy.pack.limits.words_max
    return TOO_LONG.given(words_max=longest, words=len(words.text)) if len(words.text) > longest else None


def unusable(pack: str, fingerprint: str, faults: int) -> Refusal | None:
    """Why this version can't apply: it isn't there, or the check finds something."""
    if not fingerprint:
        return NO_SUCH_VERSION.given(pack=pack)
    return NOT_IN_ORDER.given(pack=pack, faults=faults) if faults else None


def is_day(text: str) -> bool:
    """Whether it is a day as 2026-01-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def local_day(policy: Policy, at: datetime) -> str:
    """The local day of an instant."""
    return day_of(policy.calendar.zone, at).isoformat()


def earliest(policy: Policy, at: datetime) -> str:
    """The first local day before which whole days of notice lie, as many as the pack in force promises."""
    local = at.astimezone(ZoneInfo(policy.calendar.zone)).replace(tzinfo=None)
    after = local + timedelta(days=policy.pack.notice_days)
    midnight = after.replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight if after == midnight else midnight + timedelta(days=1)).date().isoformat()


def too_early(since: str, policy: Policy, at: datetime) -> Refusal | None:
    """That the notice would be shorter than the pack in force promises."""
    first = earliest(policy, at)
    return TOO_EARLY.given(days=policy.pack.notice_days, earliest=first) if since < first else None
