"""The procedure under a pack, walked and not drawn: who has which turn, by when, and where it leads if nobody acts.

Each turn is made by the core's own verbs and its deadline lapses by the core's own tables, so that the picture can't
say anything else than what happens.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from ombud.core.complaint import lapse as of_complaint
from ombud.core.complaint.events.work import DeadlineLapsed
from ombud.core.complaint.state import Complaint
from ombud.core.complaint.state import evolve as evolve_complaint
from ombud.core.deadlines import Deadline
from ombud.core.penalty import lapse as of_penalty
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.state import evolve as evolve_penalty
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.policy.violation import Violation
from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.packs.checks import penalty_turns, walk
from ombud.packs.checks.turns import WINDOWS

AT = datetime(2026, 3, 9, 2, tzinfo=UTC)
"""A plain Monday morning with no holiday near; only the order of turns depends on it, no figure that is shown."""
COMPLAINT_STAGES = ("received", "negotiating", "platform", "executing", "verifying", "closed")
PENALTY_STAGES = ("proposed", "notice", "review", "condition", "stands", "ended")
STEPS_MAX = 400
"""More turns than any procedure has."""


class Turn(Value, frozen=True):
    """Somebody's turn."""

    stage: str
    kind: str
    """What is due, as the core names deadlines."""
    on: str
    """Who acts: consumer, merchant, both, platform."""
    span: Span | None
    """By when, counted from its beginning; None where the beginning says it."""
    leads_to: str
    """The stage in which the case is if nobody acts."""
    rung: int = 0
    """How many steps of the ladder were climbed before."""
    late: bool = False
    """Whether it is the senior reviewers' turn, because the platform was late before."""


def complaint_turns(policy: Policy) -> tuple[Turn, ...]:
    """Every turn of a complaint under this policy, in the order of its stages."""
    begin = [walk.opened(events) for events in walk.turns_of(policy, AT).values()]
    found = _walked(begin, lambda one: list(_after_complaint(one, policy)))
    return tuple(sorted(found, key=lambda turn: COMPLAINT_STAGES.index(turn.stage)))


def penalty_turns_of(violation: Violation, policy: Policy) -> tuple[Turn, ...]:
    """Every turn of a penalty for this violation, in the order of its stages; measures that come and go by themselves
    are nobody's turn."""
    turns = penalty_turns.turns_of(violation, policy, AT).values()
    begin = [one for one in turns if not isinstance(one, Refusal)]
    found = _walked(begin, lambda one: list(_after_penalty(one, violation, policy)))
    return tuple(sorted(found, key=lambda turn: PENALTY_STAGES.index(turn.stage)))


def _walked(begin: Iterable[Any], after: Callable[[Any], Sequence[tuple[Turn, Any]]]) -> list[Turn]:
    """All turns that can be reached from these states by nobody acting, each once."""
    found: dict[Turn, None] = {}
    waiting, steps = list(begin), 0
    while waiting and steps < STEPS_MAX:
        steps += 1
        for turn, state in after(waiting.pop(0)):
            if turn not in found:
                found[turn] = None
                waiting.append(state)
    # A clock that goes on where it stood is no turn of its own.
    timed = {_about(turn) for turn in found if turn.span}
    return [turn for turn in found if turn.span or _about(turn) not in timed]


def _about(turn: Turn) -> tuple[str, ...]:
    return turn.stage, turn.kind, turn.on, turn.leads_to


def _after_complaint(complaint: Complaint, policy: Policy) -> Iterator[tuple[Turn, Complaint]]:
    for deadline in complaint.deadlines:
        at = deadline.due_at
        events = (
            DeadlineLapsed(by=of_complaint.TIME, at=at, kind=deadline.kind, about=deadline.about, due_at=at),
            *of_complaint.CONSEQUENCES[deadline.kind](deadline, complaint, policy, at),
        )
        then = complaint
        for event in events:
            then = evolve_complaint(then, event)
        windows = policy.pack.windows
        names = WINDOWS[deadline.kind]
        late = bool(complaint.overdue) and deadline.on == "platform" and "senior" in names
        spans = [windows.senior] if late else [getattr(windows, name) for name in names if name != "senior"]
        spans += [policy.pack.reply.time] if deadline.kind == "reply" and policy.pack.reply else []
        spans += [rung.span for rung in policy.pack.ladder] if complaint.rung else []
        yield (
            Turn(
                stage=complaint.stage,
                kind=deadline.kind,
                on=deadline.on,
                span=_span(deadline, spans, policy),
                leads_to=then.stage,
                rung=complaint.rung if deadline.kind in ("execution", "advance") else 0,
                late=late,
            ),
            then,
        )


def _after_penalty(penalty: Penalty, violation: Violation, policy: Policy) -> Iterator[tuple[Turn, Penalty]]:
    for deadline in penalty.deadlines:
        then = penalty
        for event in of_penalty.CONSEQUENCES[deadline.kind](deadline, penalty, policy, deadline.due_at):
            then = evolve_penalty(then, event)
        if deadline.kind == "measure":
            continue
        own = deadline.kind in ("appeal", "appeal-opens", "prepared")
        late = bool(penalty.overdue) and deadline.on == "platform" and not own
        yield (
            Turn(
                stage=_stage(penalty),
                kind=deadline.kind,
                on="merchant" if own else deadline.on,
                span=_span(deadline, _penalty_spans(violation, policy, late=late), policy),
                leads_to=_stage(then),
                late=late,
            ),
            then,
        )


def _penalty_spans(violation: Violation, policy: Policy, *, late: bool) -> list[Span]:
    rules = policy.pack.penalties
    assert rules is not None, "there is a violation"
    windows, appeal = rules.windows, violation.appeal
    if late:
        return [windows.senior]
    own = [one for one in (appeal.opens, appeal.closes) if one is not None] if appeal else []
    return [*own, *(getattr(windows, name) for name in windows.__struct_fields__)]


def _span(deadline: Deadline, spans: Iterable[Span], policy: Policy) -> Span | None:
    """The window that the core counted this deadline by: the one that ends where it ends."""
    return next((one for one in spans if policy.end(one, deadline.from_at) == deadline.due_at), None)


def _stage(penalty: Penalty) -> str:
    """Where a penalty stands, in the few words that a picture has room for."""
    if penalty.stage == "proposed":
        return "proposed"
    if not penalty.in_force:
        return "ended"
    if penalty.appeal in ("review", "granted"):
        return "condition" if penalty.appeal == "granted" else "review"
    return "notice" if penalty.closes_at is not None and penalty.deadline("appeal") else "stands"
