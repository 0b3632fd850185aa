"""The rungs of refusals that the verbs of a surge share."""

from ombud.core.people import Actor, Member
from ombud.core.policy.policy import Policy
from ombud.core.policy.surge import SurgeRules
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.surge.state import Surge
from ombud.core.words import Words

OVER = Refusal(code="surge-over", because="This alarm was concluded.")
OPENED = Refusal(code="intervention-open", because="The platform has turned to the shop about this already.")
NOT_OPENED = Refusal(
    code="no-intervention",
    because="The platform hasn’t turned to the shop about this alarm.",
    way_out="Open an intervention first, or dismiss the alarm.",
)
NOT_ITS_CASES = Refusal(
    code="case-of-another-shop",
    because="“{case}” is no case of this shop.",
    way_out="Name cases of the shop that the alarm is about.",
)
NO_WORDS = Refusal(code="no-words", because="Say why, in words that others can follow.", field="words")
TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="words"
)


def rules_of(policy: Policy) -> SurgeRules:
    """What the pack says of surges; an alarm is only raised under a pack that speaks of them."""
    assert policy.pack.surge is not None, "a surge runs under a pack that speaks of surges"
    return policy.pack.surge


def not_to_decide(by: Actor, surge: Surge) -> Refusal | None:
    """Why this actor can't decide about a surge for the platform."""
    return not_reviewer(by) or (OVER if surge.over else None)


def astray(strangers: tuple[str, ...], field: str) -> Refusal | None:
    """Why these can't be gathered: ids that are no cases of the alarm's shop."""
    return NOT_ITS_CASES.at_field(field).given(case=strangers[0]) if strangers else None


def can_read(by: Actor, surge: Surge) -> bool:
    """Whether it is a member of the shop that was told of it."""
    return isinstance(by, Member) and by.shop == surge.shop and surge.opened_at is not None


def unreadable(words: Words, policy: Policy, field: str = "words") -> Refusal | None:
    """What is wrong with the words."""
    if words.blank:
        return NO_WORDS.at_field(field)
    longest = policy.pack.limits.words_max
    if len(words.text) > longest:
        return TOO_LONG.at_field(field).given(words_max=longest, words=len(words.text))
    return None
