"""Planted faults in what may be done, and in what it leads to."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from ombud.core.complaint.events import execution, filing, intervention, ruling, work
from ombud.core.complaint.state import Complaint
from ombud.core.people import Reviewer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk import decide as deciding
from ombud.desk.decide import Decided, Loaded
from ombud.desk.things import Verb
from tests.simulation.desk import Desk
from tests.simulation.life import Plant
from tests.simulation.plant import sees, sees_parent, tells


def _late_as_in_time(told: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    return tuple(replace(e, late=False) if isinstance(e, intervention.EvidenceSubmitted) else e for e in told)


def _excuse_costs_time(events: tuple[Any, ...], loaded: Loaded) -> tuple[Any, ...]:
    """After an excuse the side has what would be left if the clock had run on, at least a second."""

    def shorter(event: Any) -> Any:
        if not isinstance(event, intervention.ExcuseRefused | intervention.ExcuseGranted) or event.deadline is None:
            return event
        return replace(event, deadline=replace(event.deadline, due_at=event.at + timedelta(seconds=1), remind_at=None))

    return tuple(shorter(event) for event in events)


def _proof_is_enough(events: tuple[Any, ...], loaded: Loaded) -> tuple[Any, ...]:
    """The shop's own proof closes the case."""
    if not isinstance(events[0], execution.ExecutionProved):
        return events
    proved = events[0]
    verified = execution.ExecutionVerified(by=proved.by, at=proved.at)
    return (proved, verified, filing.ComplaintClosed(by=proved.by, at=proved.at, how="executed"))


def _moved_back(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    def earlier(event: Any) -> Any:
        if not isinstance(event, work.DeadlineMoved):
            return event
        return replace(event, deadline=replace(event.deadline, due_at=event.old_due_at - timedelta(hours=1)))

    return tuple(earlier(event) for event in events)


def _ruled_without_the_end(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    if any(isinstance(one, ruling.Ruled) for one in events):
        return tuple(one for one in events if not isinstance(one, filing.ComplaintClosed))
    return events


def _no_time_to_reply(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    return tuple(one for one in events if not isinstance(one, intervention.ReplyTimeGiven))


def _reply_counts_as_late(events: tuple[Any, ...], loaded: Loaded) -> tuple[Any, ...]:
    """A side whose turn was lost is late for ever, also with its reply."""
    lost = {one.of for one in getattr(loaded.state, "requests", ()) if one.state == "lost"}

    def late(event: Any) -> Any:
        mine = isinstance(event, intervention.EvidenceSubmitted) and not event.request and event.side in lost
        return replace(event, late=True) if mine and loaded.state.stage == "platform" else event

    return tuple(late(event) for event in events)


def _nobody_may_reply(case: Complaint) -> Complaint:
    return replace(case, deadlines=tuple(one for one in case.deadlines if one.kind != "reply"))


def _no_reply_when_reopened(case: Complaint) -> Complaint:
    return replace(case, replies=()) if case.stage == "closed" else case


def promise_kept_after_the_end(desk: Desk) -> None:
    """A case that ends without paying goes on holding what it had promised."""

    def kept(decided: Any) -> Any:
        if not isinstance(decided, Decided) or decided.parent_state is None:
            return decided
        was = decided.loaded.parent.state.refunds if decided.loaded.parent else {}
        less = [e for e in decided.parent_events if getattr(e, "amount", 1) >= was.get(getattr(e, "complaint", ""), 0)]
        if len(less) == len(decided.parent_events):
            return decided
        refunds = {case: max(amount, was.get(case, 0)) for case, amount in decided.parent_state.refunds.items()}
        return decided._replace(parent_events=tuple(less), parent_state=replace(decided.parent_state, refunds=refunds))

    decide, passes = desk.decide, desk.time_passes
    desk.decide = lambda verb, command, loaded, policy: kept(decide(verb, command, loaded, policy))
    desk.time_passes = lambda loaded, policy, at: kept(passes(loaded, policy, at))


def rights_not_looked_at(desk: Desk) -> None:
    """A session goes on with the rights it began with."""
    decide = desk.decide

    def trusting(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        by = command.by
        if not (isinstance(by, Reviewer) and not by.rights):
            return decide(verb, command, loaded, policy)
        outcome = decide(verb, replace(command, by=replace(by, rights=("rule", "approve"))), loaded, policy)
        if isinstance(outcome, Refusal):
            return outcome
        return deciding.happened(loaded, [replace(event, by=by) for event in outcome.events])

    desk.decide = trusting


def state_not_what_happened(desk: Desk) -> None:
    """The stored state forgets the exhibits: a fold that differs from the record."""
    decide = desk.decide

    def forgetting(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        outcome = decide(verb, command, loaded, policy)
        if isinstance(outcome, Refusal):
            return outcome
        return outcome._replace(state=replace(outcome.state, opened=()))

    desk.decide = forgetting


def own_proposal_approved(desk: Desk) -> None:
    """Whoever proposed a ruling may be the second person too."""
    decide = desk.decide

    def lenient(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        state = loaded.state
        if state is None or command.by.id != state.proposed_by:
            return decide(verb, command, loaded, policy)
        outcome = decide(verb, command, loaded._replace(state=replace(state, proposed_by="somebody")), policy)
        if isinstance(outcome, Refusal):
            return outcome
        named = [replace(e, decided_by=command.by.id) if isinstance(e, ruling.Ruled) else e for e in outcome.events]
        return deciding.happened(loaded, named)

    desk.decide = lenient


def _everything_opened(case: Complaint) -> Complaint:
    return replace(case, opened=tuple(one.id for one in case.exhibits))


DECIDING: Mapping[str, Plant] = {
    "late evidence as in time": tells(_late_as_in_time),
    "an excuse costs time": tells(_excuse_costs_time, time=True),
    "a proof is enough": tells(_proof_is_enough),
    "deadline moved back": tells(_moved_back),
    "ruled without the end": tells(_ruled_without_the_end),
    "promise kept after the end": promise_kept_after_the_end,
    "rights not looked at": rights_not_looked_at,
    "state not what happened": state_not_what_happened,
    "no time to reply": tells(_no_time_to_reply),
    "decided while a side may reply": sees(_nobody_may_reply, "complaint"),
    "time to reply again and again": sees(lambda case: replace(case, replies=()), "complaint"),
    "a reply counts as late": tells(_reply_counts_as_late),
    "taken back, and the other's reply with it": sees(_no_reply_when_reopened, "complaint"),
    "same reviewer reviews": sees(lambda case: replace(case, ruled_by=()), "complaint"),
    "own proposal approved": own_proposal_approved,
    "reopened twice": sees(lambda case: replace(case, reopened=False), "complaint"),
    "reviewed twice": sees(lambda case: replace(case, review=None) if case.stage == "closed" else case, "complaint"),
    "ruled with exhibits unopened": sees(_everything_opened, "complaint"),
    "second intervention": sees_parent(lambda order: replace(order, interventions=())),
    "refund cap of one case only": sees_parent(lambda order: replace(order, refunds={})),
    "two open complaints about the same": sees_parent(lambda order: replace(order, complaints=())),
}
