"""Looks at every commit of one shop's penalties, with a memory of its own, and says which rule did not hold.

It is told only what was written; what it needs to know of before it has kept itself. The numbers of the rules are those
of docs/reliability.md.
"""

from collections import Counter
from datetime import datetime
from typing import Any

import msgspec

from ombud.core.penalty.notice import as_notice, redrawn
from ombud.core.people import Invited, Member, Reviewer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided
from tests.simulation.breach import hold
from tests.simulation.desk import Act
from tests.simulation.life import Watch
from tests.simulation.penalties import forms
from tests.simulation.penalties.appeal import SENDABLE
from tests.simulation.penalties.cast import SHOP
from tests.simulation.penalties.charge import Charge
from tests.simulation.penalties.tables import APPEALING, BY, TOLD, TOLD_ONCE_IMPOSED, UNTOLD_UNREAD

_read_list = msgspec.json.Decoder(tuple[str, ...]).decode


class ShopWatch(Watch):
    """Everything about one shop."""

    def __init__(self, policy: Policy, coverage: Counter[str]) -> None:
        super().__init__(policy, coverage)
        self.charges: dict[str, Charge] = {}
        self.carried: set[str] = set()
        """Complaints that were carried into a penalty."""
        self.latest: dict[str, datetime] = {}
        """The latest instant on record for each: what had closed by then stays closed though the clock is set back."""

    def committed(self, decided: Decided, batch: Batch, at: datetime, act: Act | None) -> None:
        """Check one commit. Raises Breach."""
        id, thing = decided.loaded.id, decided.loaded.thing
        names = [type(event).__name__ for event in decided.events]
        if thing != "complaint":
            self.heard(id, names, at, act)
        self.claims.committed(decided, batch, at, act)
        if thing != "penalty":
            return  # a ruled complaint goes on in its own time; its lives are watched elsewhere
        charge = self.charges.setdefault(id, Charge(id, self.policy))
        self.latest[id] = max(at, self.latest.get(id, at))
        if act is not None:
            late = [place for place, one in charge.deadlines.items() if one.due_at <= at]
            hold(not late, "I8 a deadline decides, whatever the timer's lag", (names, late, at))
        on = charge.on.copy()
        for event, name in zip(decided.events, names, strict=True):
            hold(event.at == at, "I2 an event bears the instant of its receipt", (name, event.at, at))
            self._by(event, name, charge)
            charge.happened(event, name)
        self._together(names, charge, decided, batch)
        self._told(decided, batch, names, charge)
        charge.follows(decided.state, at, clock=act is None)
        self._on_the_shop(charge, on, batch)
        self._counts(charge, decided.state, batch)
        if "AppealBegun" in names and charge.appeal.drawn:
            wrong = redrawn(as_notice(decided.state))
            hold(not wrong, "I26 anybody can draw again", wrong)

    def refused(self, act: Act, refusal: Refusal, at: datetime) -> None:
        """A no to an appeal is right only where its window is over, or something is missing. Raises Breach."""
        super().refused(act, refusal, at)
        charge = self.charges.get(act.target)
        if charge is None or act.verb.name not in ("begin", "appeal"):
            return
        appeal, latest = charge.appeal, max(at, self.latest.get(act.target, at))
        may = isinstance(act.by, Member) and act.by.shop == "mugs" and "appeal" in act.by.rights
        open_ = appeal.window(at) and appeal.window(latest)  # a clock that was set back opens and closes nothing
        if not (may and charge.stage == "in-force" and open_ and appeal.used < appeal.limit):
            return
        if act.verb.name == "begin":
            begun = appeal.phase in (*SENDABLE, "review", "granted")
            hold(begun or not act.fields.get("chance"), "I8 in time it may be begun", (refusal.code, at))
        elif appeal.phase in SENDABLE:
            hold(not self._complete(charge, act.fields), "I8 in time a complete appeal is taken", (refusal.code, at))

    def _complete(self, charge: Charge, given: dict[str, Any]) -> bool:
        rules = charge.violation.appeal
        if rules is None or not given:
            return False
        answers = [(one.code, one.slot) for one in given["answers"] if not one.words.blank]
        return forms.complete(rules, charge.appeal.slots, answers, given["files"], given["nothing_for"])

    def _by(self, event: Any, name: str, charge: Charge) -> None:
        by = event.by
        hold(isinstance(by, BY[name]), "I15 only who may", (name, by))
        if isinstance(by, Member):
            hold(by.shop == "mugs", "I15 only the penalised shop", (name, by))
            hold(name not in APPEALING or "appeal" in by.rights, "I15 only who may appeal", (name, by))
            hold(name == "NoticeOpened" or bool(by.rights), "I15 only with a right", (name, by))
        elif isinstance(by, Reviewer):
            hold("rule" in by.rights or "approve" in by.rights, "I19 no act with rights taken away", (name, by))
            hold(name != "OutsideInvited" or "oversee" in by.rights, "I15 who oversees invites", by)
        elif isinstance(by, Invited):
            known = by.penalty == charge.id and by.id in charge.appeal.outside
            hold(known, "I15 an invitation is to one penalty", by)

    def _together(self, names: list[str], charge: Charge, decided: Decided, batch: Batch) -> None:
        full = charge.appeal.outcome == "full"
        if "AppealDecided" in names or "PenaltyRevoked" in names:
            hold(full == ("PenaltyRevoked" in names), "I27 revoked exactly where all was upheld", names)
            hold("AppealDecided" in names, "I6 one batch", names)
        hold(names.count("PenaltyRevoked") <= 1 and names.count("PenaltyImposed") <= 1, "I6 once", names)
        ground = decided.state.imposition.ground
        links = [one for one in batch.events if one.type == "CarriedIntoPenalty"]
        begins = "PenaltyImposed" in names
        hold(len(links) == (1 if begins and ground else 0), "I6 a ground and its penalty in one batch", names)
        if links and ground:
            hold(links[0].stream == ground.id and ground.id not in self.carried, "I30 a ruling is carried once", ground)
            self.carried.add(ground.id)
        if "PenaltyImposed" in names:
            for other in self.charges.values():
                same = other is not charge and other.stands and other.violation.code == charge.violation.code
                twice = other.stands & charge.stands if same and other.stage == "in-force" else set()
                hold(not twice, "I30 no order is penalised twice for the same", (twice, other.id))

    def _told(self, decided: Decided, batch: Batch, names: list[str], charge: Charge) -> None:
        have = {(one.seq, one.to_kind, one.to_ref) for one in batch.messages if one.stream == charge.id}
        for seq, name in enumerate(names, decided.loaded.version + 1):
            if name in UNTOLD_UNREAD and charge.imposition.told == "in-account" and not charge.opened:
                hold((seq, "shop", "mugs") not in have, "I23 what waits in the account isn't sent", name)
            elif name in TOLD or (name in TOLD_ONCE_IMPOSED and charge.imposed):
                hold((seq, "shop", "mugs") in have, "I17 a notice in the same transaction", name)
        if not charge.imposed:
            leaks = [one for one in batch.messages if one.to_kind == "shop"]
            hold(not leaks, "I23 a shop hears nothing of a proposal", leaks)
        hold(len(batch.jobs) == len(batch.messages), "I42 a job for each notice", names)

    def _on_the_shop(self, charge: Charge, before: set[str], batch: Batch) -> None:
        """A measure is on the shop exactly while its own penalty has it on."""
        written = next((one for one in batch.streams if one.id == SHOP), None)
        hold(written is not None or charge.on == before, "I31 the shop follows its penalty", (before, charge.on))
        if written is None:
            return
        measures = written.state.measures
        have = {(one.penalty, one.measure) for one in measures}
        hold(len(have) == len(measures), "I31 a measure is on once", measures)
        want = {(one.id, measure) for one in self.charges.values() for measure in one.on}
        hold(have == want, "I31 a measure is on while its own penalty has it on", have ^ want)

    def _counts(self, charge: Charge, state: Any, batch: Batch) -> None:
        hold(set(state.uncounted) == charge.uncounted, "I31 exactly its orders don't count", state.uncounted)
        row = batch.rows["penalty_row"][-1]
        hold(set(_read_list(row.uncounted)) == charge.uncounted, "I31 the lists say which orders don't count", row)
        if charge.stage == "revoked":
            hold(not charge.on and not any(one.on for one in state.measures), "I6 revoked, and all its measures off")
