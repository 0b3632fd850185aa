"""A pack's own examples must hold: what is due in a case, when, and what follows if nobody acts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from ombud.core.complaint.lapse import TIME, LetTimePass, decide
from ombud.core.complaint.state import Complaint
from ombud.core.deadlines import DueKind
from ombud.core.penalty import lapse
from ombud.core.penalty.state import Penalty
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.packs.checks import penalty_turns
from ombud.packs.checks.walk import opened, turns_of
from ombud.packs.faults import Fault, SaidIn
from ombud.packs.load import PackFile
from ombud.packs.read import read, typed


class Example(Value, frozen=True):
    """One thing that must hold under this pack."""

    says: str
    """In a sentence, for whoever reads the pack."""
    turn: str
    """Where the case is: one of the turns that the walks know."""
    at: str
    """When that turn began, with its offset from UTC."""
    due: DueKind
    due_at: str
    then: str = ""
    """The event that must follow if nobody acts; nothing more is asked where it is left out."""
    violation: str = ""
    """What a penalty is for, where the example is about a penalty; about a complaint otherwise."""


class Examples(Value, frozen=True):
    """The file `examples.toml`."""

    examples: tuple[Example, ...]


def hold(found: PackFile) -> Iterator[Fault]:
    """Every example that doesn't."""
    said, said_in = read(found.place / "examples.toml")
    examples = typed(said, Examples, said_in).examples
    if not examples:
        yield said_in.fault(("examples",), "there is none", "at least one", key=True)
    policy = Policy(pack=found.pack, calendar=found.calendar)
    for index, one in enumerate(examples):
        yield from _broken(one, index, policy, said_in)


def _broken(one: Example, index: int, policy: Policy, said_in: SaidIn) -> Iterator[Fault]:
    instants = {key: _instant(getattr(one, key)) for key in ("at", "due_at")}
    for key, instant in instants.items():
        if instant is None:
            allowed = "such as 2026-02-10T10:00:00+08:00"
            yield said_in.fault(("examples", index, key), "it is no instant with an offset", allowed)
    at, due_at = instants.values()
    if at is None or due_at is None:
        return
    case = _case(one, index, policy, at, said_in)
    if isinstance(case, Fault):
        yield case
        return
    deadline = case.deadline(one.due)
    if deadline is None:
        open_kinds = ", ".join(each.kind for each in case.deadlines)
        yield said_in.fault(("examples", index, "due"), f"no {one.due} is due in this turn", open_kinds)
        return
    if deadline.due_at != due_at:
        told = deadline.due_at.astimezone(due_at.tzinfo).isoformat()
        yield said_in.fault(("examples", index, "due_at"), f"under this pack it is due at {told}")
        return
    events = _followed(case, due_at, policy)
    names = [type(event).__name__ for event in events]
    if one.then and one.then not in names:
        yield said_in.fault(("examples", index, "then"), "it doesn't follow", ", ".join(map(str, names)))


def _case(one: Example, index: int, policy: Policy, at: datetime, said_in: SaidIn) -> Complaint | Penalty | Fault:
    """The complaint or the penalty at the beginning of the turn that the example names."""
    turns: Mapping[str, Complaint | Penalty | Refusal]
    if one.violation:
        rules = policy.pack.penalties
        violation = rules.violation(one.violation) if rules else None
        if violation is None:
            known = ", ".join(each.code for each in rules.violations) if rules else "none"
            return said_in.fault(("examples", index, "violation"), "there is no such violation", known)
        turns = penalty_turns.turns_of(violation, policy, at)
    else:
        turns = {name: opened(events) for name, events in turns_of(policy, at).items()}
    case = turns.get(one.turn)
    if case is None or isinstance(case, Refusal):
        return said_in.fault(("examples", index, "turn"), "there is no such turn", ", ".join(turns))
    return case


def _followed(case: Complaint | Penalty, at: datetime, policy: Policy) -> Sequence[object]:
    """What follows if nobody acts until this instant."""
    events: Sequence[object] | Refusal
    if isinstance(case, Penalty):
        events = lapse.decide(lapse.LetTimePass(by=TIME, at=at, penalty=case.id), case, policy)
    else:
        events = decide(LetTimePass(by=TIME, at=at, complaint=case.id), case, policy)
    assert not isinstance(events, Refusal), "something follows at its deadline"
    return events


def _instant(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.utcoffset() is not None else None
