"""What this reader may do now: asked of the verbs themselves, so that pages and the desk can't disagree."""

from ombud.core.refusal import Refusal
from ombud.desk.access import Case
from ombud.desk.things import VERBS

MISSING = Refusal(code="not-available", because="This isn’t available here.")


def refusal_of(case: Case, verb: str) -> Refusal | None:
    """Why this reader can't do this now (`complaint.offer`), or None. A verb that doesn't exist is refused."""
    known = VERBS.get(verb)
    if known is None:
        return MISSING
    refusal: Refusal | None = known.may(case.by, case.complaint, case.policy, case.at)
    return refusal


def allowed(case: Case, *verbs: str) -> tuple[str, ...]:
    """Those of these verbs that this reader may do now."""
    return tuple(verb for verb in verbs if refusal_of(case, verb) is None)
