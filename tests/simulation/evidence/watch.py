"""Looks at every commit about one order's evidence, with a memory of its own: files, talk, what is kept, reports."""

from collections import Counter
from datetime import datetime
from hashlib import sha256

from ombud.core.people import Consumer, Member
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided
from tests.simulation.breach import hold
from tests.simulation.complaints.watch import CaseWatch
from tests.simulation.desk import Act
from tests.simulation.evidence.files import Files
from tests.simulation.evidence.keeping import Keeping
from tests.simulation.evidence.reports import Reports
from tests.simulation.evidence.shelf import BROKEN, QUOTA, Held, Shelf
from tests.simulation.evidence.talk import Talk
from tests.simulation.memory import Memory


class EvidenceWatch(CaseWatch):
    """Everything about one order, its evidence above all."""

    def __init__(self, policy: Policy, paid: int, coverage: Counter[str], memory: Memory, shelf: Shelf) -> None:
        super().__init__(policy, paid, coverage)
        self.shelf = shelf
        self.files = Files(shelf)
        self.talk = Talk()
        self.keeping = Keeping(policy)
        self.reports = Reports(policy, self.cases, self.talk, memory)

    def committed(self, decided: Decided, batch: Batch, at: datetime, act: Act | None) -> None:
        """Check one commit. Raises Breach."""
        thing = decided.loaded.thing
        self.reports.nothing_missing()
        if thing in ("complaint", "fund"):
            super().committed(decided, batch, at, act)
        else:
            self.heard(decided.loaded.id, [type(event).__name__ for event in decided.events], at, act)
            hold(all(one.at == at for one in decided.events), "I2 an event bears the instant of its receipt", thing)
            hold(len(batch.jobs) == len(batch.messages), "I42 a job for each notice", thing)
        match thing:
            case "conversation":
                self.talk.committed(decided, batch)
            case "order_vault":
                self.keeping.committed(decided, at, act)
            case "evidence_report":
                self.reports.committed(decided, batch, at, act)
            case "complaint":
                self._case(decided, at)
        self.files.committed(batch)

    def linked(self, carried: Decided, batch: Batch, at: datetime, act: Act | None) -> None:
        """Check what a report means for its case, in the same commit. Raises Breach."""
        names = [type(event).__name__ for event in carried.events]
        self.said.append((at, carried.loaded.id, None, names))
        self.coverage.update(names)
        self.claims.committed(carried, batch, at, act)
        case = self.cases[carried.loaded.id]
        self.reports.linked(carried, act)
        self._happened(case, carried, batch, at)
        self._deadlines(case, carried.state, at, clock=False)
        self._money(case, carried, carried.loaded.id)
        self._case(carried, at)

    def drawn(self, one: Decided, at: datetime) -> None:
        """Check what a case draws on from what a side keeps. Raises Breach."""
        names = [type(event).__name__ for event in one.events]
        self.said.append((at, one.loaded.id, None, names))
        self.coverage.update(names)
        self.keeping.committed(one, at, None)

    def payment_left(self, decided: Decided, batch: Batch, at: datetime) -> None:
        super().payment_left(decided, batch, at)
        self._case(decided, at)

    def refused(self, act: Act, refusal: Refusal, at: datetime) -> None:
        """A no about a report is right as well. Raises Breach."""
        super().refused(act, refusal, at)
        self.reports.refused(act, refusal, at)

    def deposited(self, by: str, data: bytes, held: Held | Refusal) -> None:
        """Somebody brought a file. Raises Breach."""
        digest = sha256(data).hexdigest()
        rows = [one for one in self.shelf.rows.values() if (one.by, one.sha256) == (by, digest)]
        if isinstance(held, Refusal):
            hold(not rows, "I21 what isn't taken leaves nothing", held.code)
            return
        hold(not data.startswith(BROKEN), "I25 what can't be examined is not kept to be shown", held)
        hold(rows == [held], "I21 the same bytes of the same person are one file", rows)
        hold(held.sha256 == digest, "I20 a file's row has the digest of its bytes", held)
        brought = sum(one.by == by for one in self.shelf.rows.values())
        hold(brought <= QUOTA, "I21 files within a person's quota", brought)
        self.files.stands(held)

    def all_told(self, decided: Decided) -> None:
        """The whole commit was looked at: a case draws on each kept file that it names. Raises Breach."""
        if decided.loaded.thing != "complaint":
            return
        for event in decided.events:
            side = "consumer" if isinstance(event.by, Consumer) else "merchant" if isinstance(event.by, Member) else ""
            its = self.keeping.items.get(side, {})
            for file in getattr(event, "files", ()):
                one = its.get(file.file)
                if one is not None and one.stage == "kept":
                    hold(decided.loaded.id in one.drawn, "I24 what a case draws on is known", (file, one))

    def looked(self, file: str, seen: bytes | None) -> None:
        """Somebody asked to see a file. Raises Breach."""
        row = self.shelf.rows[file]
        hold(seen is None or not row.quarantined, "I25 nothing of a file in quarantine is shown", row)
        hold(seen is None or seen != self.shelf.store.kept[row.sha256], "I25 the original is never shown", row)

    def ended(self) -> None:
        """Every file once more, as it lies there now. Raises Breach."""
        for held in self.shelf.rows.values():
            self.files.stands(held)
        self.files.custody()

    def _case(self, decided: Decided, at: datetime) -> None:
        self.reports.case(decided, at)
        self.talk.attached(decided)
