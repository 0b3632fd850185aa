"""What must hold of a pack's deadlines: each can be counted, they fit each other, and what follows leads somewhere."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import pairwise
from typing import get_args

from ombud.core.complaint.lapse import CONSEQUENCES
from ombud.core.deadlines import ComplaintDue, DueKind
from ombud.core.policy.policy import PARTY_KINDS, Policy
from ombud.packs.checks.head import spans
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile

WINDOWS: dict[DueKind, tuple[str, ...]] = {
    "admission": ("admission",),
    "answer": ("answer",),
    "choice": ("choice",),
    "offer": ("offer",),
    "negotiation": ("negotiation",),
    "evidence": ("evidence", "more_time"),
    "excuse": ("excuse",),
    "reply": (),
    "ruling": ("ruling", "senior"),
    "approval": ("approval", "senior"),
    "goods": ("goods",),
    "execution": ("execution", "settlement"),
    "advance": ("advance", "senior"),
    "verification": ("verification", "senior"),
    "review": ("review", "senior"),
    "report": ("report",),
}
"""Which windows each kind of deadline is counted by; time to reply has its own place in a pack."""


def start(found: PackFile) -> datetime:
    """An instant to count from: the first noon under these rules."""
    return datetime.combine(datetime.fromisoformat(found.pack.in_force_from), time(12), UTC)


def known(found: PackFile) -> Iterator[Fault]:
    """Every kind of deadline that a complaint knows has its window, and something that follows it."""
    for kind in get_args(ComplaintDue):
        if kind not in WINDOWS:
            yield found.said_in.fault(("windows",), f"no window is known for deadlines of the kind {kind}", key=True)
        elif kind not in CONSEQUENCES:
            yield found.said_in.fault(("windows",), f"nothing is known to follow a missed {kind}", key=True)


def counted(found: PackFile) -> Iterator[Fault]:
    """Every span ends after it starts, by the pack's own calendar."""
    policy = Policy(pack=found.pack, calendar=found.calendar)
    for way, span in spans(found):
        try:
            policy.end(span, start(found))
        except ValueError as wrong:
            yield found.said_in.fault(way, str(wrong), "hours, days, working_days; business_minutes with service hours")
        except OverflowError:
            yield found.said_in.fault(way, "it ends after the year 9999", "a shorter span")


def fitting(found: PackFile) -> Iterator[Fault]:
    """No window closes before one that runs inside it, and reminders come while there is still time."""
    if list(counted(found)):
        return
    policy, windows, at = Policy(pack=found.pack, calendar=found.calendar), found.pack.windows, start(found)
    both = policy.end(windows.choice, policy.end(windows.answer, at))
    if policy.end(windows.negotiation, at) < both:
        problem = "the talks end before the shop and the consumer have had their turns (answer, then choice)"
        yield found.said_in.fault(
            ("windows", "negotiation"), problem, f"at least until {both:%Y-%m-%d %H:%M} from {at:%Y-%m-%d %H:%M} UTC"
        )
    if policy.end(windows.ruling, at) < policy.end(windows.evidence, at):
        problem = "a ruling falls due before the evidence that was asked for on the first day"
        yield found.said_in.fault(("windows", "ruling"), problem, "no shorter than evidence")
    lead = policy.end(windows.remind_before, at)
    for kind in PARTY_KINDS:
        for name in WINDOWS[kind]:  # type: ignore[index]  # the kinds of a party are kinds
            if policy.end(getattr(windows, name), at) <= lead:
                problem = f"a reminder would come before {name} has begun"
                yield found.said_in.fault(("windows", "remind_before"), problem, f"shorter than {name}")


def replying(found: PackFile) -> Iterator[Fault]:
    """What counts as the last moment is not a side's whole time, and a reply doesn't outlast what it replies to."""
    rules = found.pack.reply
    if rules is None or list(counted(found)):
        return
    policy, at = Policy(pack=found.pack, calendar=found.calendar), start(found)
    whole = policy.end(found.pack.windows.evidence, at)
    if policy.end(rules.last, at) >= whole:
        problem = "all of a side's time for evidence would be its last moment"
        yield found.said_in.fault(("reply", "last"), problem, "shorter than windows.evidence")
    if policy.end(rules.time, at) > whole:
        problem = "the reply would take longer than the evidence it replies to"
        yield found.said_in.fault(("reply", "time"), problem, "no longer than windows.evidence")
    if policy.end(rules.time, at) <= policy.end(found.pack.windows.remind_before, at):
        problem = "a reminder would come before the time to reply has begun"
        yield found.said_in.fault(("windows", "remind_before"), problem, "shorter than reply.time")


def ladder(found: PackFile) -> Iterator[Fault]:
    """A ruling that isn't carried out leads to an end."""
    steps, at = found.pack.ladder, found.said_in.fault
    if not steps:
        yield at(("ladder",), "it is empty: nothing would follow a ruling that isn't carried out", "at least one step")
        return
    if steps[-1].step == "remind":
        last = ("ladder", len(steps) - 1, "step")
        yield at(
            last,
            "it ends with a reminder, so nothing would follow one that is ignored",
            "advance or penalty as the last step",
        )
    for index, (before, step) in enumerate(pairwise(steps)):
        if before.step == "penalty" and step.step != "penalty":
            problem = "nothing follows a penalty: the case is the platform's then"
            yield at(("ladder", index + 1, "step"), problem, "penalty as the last step")


RULES = (known, counted, fitting, replying, ladder)
