"""What must be so of each commit about a complaint, whatever was before: by whom, together with what, told to whom."""

from typing import Any

from ombud.core.people import Consumer, Member, Reviewer
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided
from tests.simulation.breach import hold
from tests.simulation.complaints.tables import BY, DECIDING, ENDS, NEEDS, told


def noticed(decided: Decided, batch: Batch, names: list[str]) -> None:
    """Whoever must be told has a notice, with a job for it. Raises Breach."""
    have = {(one.to_kind, one.seq) for one in batch.messages}
    for seq, (event, name) in enumerate(zip(decided.events, names, strict=True), decided.loaded.version + 1):
        for whom in told(event, name):
            hold((whom, seq) in have, "I17 a notice in the same transaction", (name, whom))
    hold(len(batch.jobs) == len(batch.messages), "I42 a job for each notice", names)


def together(names: list[str]) -> None:
    """What belongs together was written together. Raises Breach."""
    for place, name in enumerate(names):
        if name in ENDS:
            hold(any(one in names[place + 1 :] for one in ENDS[name]), "I6 one batch", names)
        if name in NEEDS:
            hold(any(one in names[:place] for one in NEEDS[name]), "I6 one batch", names)
    hold(names.count("ComplaintClosed") <= 1, "I6 closed once", names)
    lapses = names.count("DeadlineLapsed")
    hold(names.count("TurnEscalated") <= lapses, "I9 one escalation for each lapse", names)


def by_right(event: Any, name: str, state: Any) -> None:
    """Whoever did it may. Raises Breach."""
    by = event.by
    hold(isinstance(by, BY[name]), "I15 only who may", (name, by))
    if isinstance(by, Consumer):
        hold(by.id == state.consumer, "I15 only this case's consumer", (name, by))
    elif isinstance(by, Member):
        hold(by.shop == state.shop and "answer" in by.rights, "I15 only this case's shop", (name, by))
    elif isinstance(by, Reviewer) and name in DECIDING:
        hold("rule" in by.rights or "approve" in by.rights, "I19 no act with rights taken away", (name, by))
