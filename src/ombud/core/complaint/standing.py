"""What a reader is told of a complaint: whose turn it is, by when, and what follows if nobody acts."""

from typing import Literal

from ombud.core.complaint.state import Complaint
from ombud.core.deadlines import Deadline
from ombud.core.people import Party
from ombud.core.policy.policy import Policy
from ombud.core.struct import Value

YourState = Literal["your-turn", "their-turn", "platform-turn", "closed"]
StepState = Literal["done", "current", "ahead", "skipped"]
BAR = ("received", "negotiating", "platform", "executing", "verifying", "closed")
"""The stages in the order in which a case goes through them."""


class Step(Value, frozen=True):
    """One part of the stage bar."""

    stage: str
    state: StepState


def turns_of(complaint: Complaint) -> tuple[Party, ...]:
    """Whom the case waits for now; usually one, both sides where both were asked for evidence."""
    parties = {one.on for one in complaint.deadlines}
    sides: tuple[Party, ...] = tuple(side for side in ("consumer", "merchant") if side in parties)
    answers_excuse = complaint.deadline("excuse") is not None
    if "platform" in parties and (not sides or answers_excuse):
        return (*sides, "platform")
    # While a side is asked for evidence the platform waits too: it can't rule before.
    return sides


def your_state(complaint: Complaint, party: Party) -> YourState:
    """What the case is to one party: its own turn, the other side's, the platform's, or closed."""
    if complaint.stage == "closed":
        return "closed"
    waits_for = turns_of(complaint)
    if party in waits_for:
        return "your-turn"
    return "platform-turn" if waits_for == ("platform",) else "their-turn"


def nearest(complaint: Complaint, party: Party) -> Deadline | None:
    """The deadline that matters to a party: its own first, else the one that everybody waits for."""
    waits_for = turns_of(complaint)
    for wanted in ((party,), waits_for, ("consumer", "merchant", "platform")):
        own = [one for one in complaint.deadlines if one.on in wanted]
        if own:
            # Talk as a whole may end before the turn does; then that is what follows first.
            both = [one for one in complaint.deadlines if one.on == "both"]
            return min(own + both, key=lambda one: one.due_at)
    return min(complaint.deadlines, key=lambda one: one.due_at, default=None)


def lapse_code(deadline: Deadline, complaint: Complaint, policy: Policy) -> str:
    """A stable code for what follows if nobody acts before this deadline."""
    lapses = policy.pack.lapses
    match deadline.kind:
        case "admission":
            return "admitted"
        case "answer":
            settles = (
                lapses.merchant_silent == "close-for-consumer" and complaint.asked.refund <= complaint.refundable()
            )
            return "settled-as-asked" if settles else "goes-to-platform"
        case "choice":
            return _consumer_silent(policy)
        case "offer":
            if complaint.stage != "negotiating":
                return "offer-lapses"
            return _consumer_silent(policy) if deadline.on == "consumer" else "goes-to-platform"
        case "negotiation" | "goods":
            return "goes-to-platform"
        case "evidence":
            return "turn-lost"
        case "reply":
            return "decided-as-it-is"
        case "excuse":
            request = complaint.request(deadline.about)
            granted = lapses.excuse_unanswered == "granted" and request is not None and request.excuse == "more-time"
            return "excuse-granted" if granted else "excuse-refused"
        case "execution":
            if complaint.obligation and complaint.obligation.ground == "settlement":
                return "goes-to-platform"
            rung = policy.pack.ladder[min(complaint.rung, len(policy.pack.ladder) - 1)]
            return f"ladder-{rung.step}"
        case _:
            return "escalates-to-senior"


def _consumer_silent(policy: Policy) -> str:
    return "closes" if policy.pack.lapses.consumer_silent == "close" else "goes-to-platform"


def awaiting(complaint: Complaint) -> str:
    """Whom and what the case waits for, as a stable code such as `awaiting-merchant-evidence`."""
    kinds = {one.kind: one for one in complaint.deadlines}
    if complaint.stage == "closed":
        return "closed"
    asked = {one.of for one in complaint.open_requests if not one.excuse}
    if asked:
        return f"awaiting-{'both' if len(asked) == 2 else next(iter(asked))}-evidence"
    if "excuse" in kinds:
        return "awaiting-excuse-answer"
    replies = [one.on for one in complaint.deadlines if one.kind == "reply"]
    if replies:
        return f"awaiting-{'both' if len(replies) == 2 else replies[0]}-reply"
    if complaint.stage == "platform":
        return "awaiting-review" if complaint.review and complaint.review.state == "asked" else "awaiting-ruling"
    if "offer" in kinds:
        return f"awaiting-{kinds['offer'].on}-offer-answer"
    return {
        "admission": "awaiting-acceptance",
        "answer": "awaiting-merchant-answer",
        "choice": "awaiting-consumer-choice",
        "goods": "awaiting-goods",
        "execution": "awaiting-execution-proof",
        "advance": "awaiting-platform-execution",
        "verification": "awaiting-verification",
    }.get(next((kind for kind in kinds if kind != "negotiation"), ""), "awaiting-negotiation")


def stages(complaint: Complaint) -> tuple[Step, ...]:
    """The stage bar: what is done, where the case is, what is ahead, and what it didn't need."""
    now = BAR.index(complaint.stage)
    needless = set()
    if not complaint.admitted:
        needless.add("negotiating")
    if complaint.intervened is None:
        needless.add("platform")
    if complaint.obligation is None:
        needless |= {"executing", "verifying"}
    steps = []
    for place, stage in enumerate(BAR):
        if place == now:
            steps.append(Step(stage=stage, state="current"))
        elif place > now:
            steps.append(Step(stage=stage, state="ahead"))
        else:
            steps.append(Step(stage=stage, state="skipped" if stage in needless else "done"))
    return tuple(steps)
