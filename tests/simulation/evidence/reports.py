"""What the watch knows of reports of fake evidence: how many, who was heard, what was found, and what followed."""

from datetime import datetime
from typing import Any

from ombud.core.deadlines import Deadline
from ombud.core.policy.evidence_reports import EvidenceReportRules
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided
from tests.simulation.breach import hold
from tests.simulation.complaints.case import Case
from tests.simulation.desk import Act
from tests.simulation.evidence.events import ADJUSTS, AFTER, MONEY, NOT_TAKEN, NOTES, by_right, noticed
from tests.simulation.evidence.talk import Talk
from tests.simulation.memory import Memory


class Report:
    """One, from its filing on."""

    def __init__(self) -> None:
        self.claims: set[str] = set()
        self.deadlines: dict[str, Deadline] = {}
        self.told = ""
        self.heard = False
        self.results: dict[str, str] = {}
        self.withdrawn = False
        self.beyond = False
        self.file = ""
        self.viewed: set[str] = set()


class Reports:
    """About one order."""

    def __init__(self, policy: Policy, cases: dict[str, Case], talk: Talk, memory: Memory) -> None:
        rules = policy.pack.evidence_reports
        assert rules is not None, "lives of evidence are lived where reports are taken"
        self.rules: EvidenceReportRules = rules
        self.policy = policy
        self.cases = cases
        self.talk = talk
        self.memory = memory
        self.seen: dict[str, Report] = {}
        self.groundless: list[datetime] = []
        self.closed_at: dict[str, datetime] = {}
        self.refunded_at: dict[str, datetime] = {}
        self.exhibits: dict[str, set[str]] = {}
        self.fake: dict[str, set[str]] = {}
        """Of each case, what was found fake in it."""
        self.rulings: dict[str, Any] = {}
        self.unmarked = ""
        """The report of which something was found, until its case is looked at in the same commit."""

    def committed(self, decided: Decided, batch: Batch, at: datetime, act: Act | None) -> None:
        """Check one commit of a report. Raises Breach."""
        state, id = decided.state, decided.loaded.id
        report = self.seen.setdefault(id, Report())
        if act is not None:
            late = [one for one in report.deadlines.values() if one.due_at <= at]
            hold(not late, "I8 a deadline decides, whatever the timer's lag", (late, at))
        for event in decided.events:
            name = type(event).__name__
            by_right(event, name)
            hold(
                not report.results or name in AFTER,
                "I7 concluded is the end",
                name,
            )
            getattr(self, f"_{name}", lambda *_: None)(report, event, decided)
            if isinstance(getattr(event, "deadline", None), Deadline):
                report.deadlines = {event.deadline.kind: event.deadline}
                hold(event.deadline.due_at > event.at, "I12 every deadline leaves time", event)
            messages = [one for one in batch.messages if one.stream == id]
            noticed(name, messages, wanted=report.told == "result", withdrawn=report.withdrawn)
        now = {one.kind: one for one in state.deadlines}
        hold(now == report.deadlines, "I10 only an event sets or moves a deadline", (now, report.deadlines))
        hold(bool(now) == state.open, "I13 an open report waits for somebody", state.stage)
        hold(
            {one.claim: one.result for one in state.results} == report.results, "I22 what was found is recorded", state
        )
        time_passed = any(one.type == "DeadlineLapsed" for one in batch.events)
        funds = [one.id for one in batch.streams if one.kind == "fund" and not time_passed]
        concluded = act is not None and act.verb.id == "evidence_report.conclude"
        hold(not funds or concluded, "I22 a report by itself moves no money", funds)

    def nothing_missing(self) -> None:
        """The commit before left no case without what was found in it. Raises Breach."""
        hold(not self.unmarked, "I24 evidence found fake is flagged", self.unmarked)

    def linked(self, carried: Decided, act: Act | None) -> None:
        """Check what the case learns. Raises Breach."""
        assert act is not None, "a report is filed and concluded by somebody"
        names = [type(event).__name__ for event in carried.events]
        report = self.seen[act.target]
        for event in carried.events:
            if type(event).__name__ == "EvidenceFoundFake":
                hold(event.file == report.file, "I24 what is flagged is what was reported", (event, report.file))
                self.unmarked = ""
        if any(name in ("DeadlineLapsed", "PartyReminded") for name in names):
            return  # the case's own time passed first: what that does the watch of complaints looks at
        if set(names) & ADJUSTS:
            found = "found" in report.results.values() and act.verb.name == "conclude"
            hold(
                found and "adjusted" in act.fields,
                "I22 only what was found true adjusts a case",
                (names, report.results),
            )
            hold("EvidenceFoundFake" in names, "I6 adjusted together with what was found", names)
            self._adjusted(carried)
            return
        hold(set(names) <= NOTES, "I22 a report by itself changes no outcome", names)
        was, now = _outcome(carried.loaded.state), _outcome(carried.state)
        hold(was == now, "I22 a report by itself changes no outcome", (was, now))
        refunds = carried.parent_state.refunds if carried.parent_events else None
        hold(refunds is None, "I22 a report by itself changes no money", refunds)
        if "EvidenceFoundFake" in names:
            hold("found" in report.results.values(), "I22 marked only where something was found", report.results)
        if "EvidenceAccusedBeyondCap" in names:
            state = carried.state
            hold(state.talk_before_reviewer, "I22 beyond the cap the talk is before the reviewer", state.accused)
            hold(self.talk.whole(state), "I22 beyond the cap the whole talk is in the case", state.talks)

    def _adjusted(self, carried: Decided) -> None:
        """By one person only up to the limit, and what was given too much is owed back."""
        was: Any = carried.loaded.state
        for event in carried.events:
            if type(event).__name__ != "LiabilityAdjusted":
                continue
            due = event.ruling.terms.amount if event.ruling.terms.remedy in MONEY else 0
            over = max(0, was.given - was.recoup - due)
            hold(event.recoup == over, "I35 what was given too much is owed back", (event.recoup, over))
            most = self.policy.pack.limits.two_people_above
            hold(max(due, over) <= most, "I19 above the limit two people adjust", (due, over, most))

    def case(self, decided: Decided, at: datetime) -> None:
        """Remember of a case what reports hang on, and check that nothing of its evidence is gone. Raises Breach."""
        state, id = decided.state, decided.loaded.id
        for event in decided.events:
            name = type(event).__name__
            if name == "ComplaintClosed":
                self.closed_at[id] = at
            elif name in ("ComplaintReopened", "ReviewAsked", "LiabilityAdjusted", "AdjustmentProposed"):
                self.closed_at.pop(id, None)
            if name in ("ExecutionVerified", "ReceiptConfirmed") and decided.state.given > decided.loaded.state.given:
                self.refunded_at[id] = at
            if name == "EvidenceFoundFake":
                self.fake.setdefault(id, set()).add(event.file)
            if name in ("Ruled", "LiabilityAdjusted") or (name == "ReviewDecided" and event.ruling is not None):
                self.rulings[id] = event.ruling
        have = {one.id for one in state.exhibits}
        had = self.exhibits.setdefault(id, set())
        hold(had <= have, "I24 evidence in a case stays there", had - have)
        had |= have
        hold(
            state.ruling == self.rulings.get(id),
            "I24 a ruling that relied on it stays",
            (state.ruling, self.rulings.get(id)),
        )
        marked = {one.id for one in state.exhibits if one.fake}
        fake = self.fake.get(id, set()) & have
        hold(marked == fake, "I24 evidence found fake is flagged, and only that", (marked, fake))

    def refused(self, act: Act, refusal: Refusal, at: datetime) -> None:
        """A no to a report was right. Raises Breach."""
        if act.verb.id == "evidence_report.file":
            hold(refusal.code in NOT_TAKEN, "I22 what comes beyond the cap is kept", refusal.code)
        if refusal.code == "evidence-reports-limited":
            hold(self._limited(at), "I22 closed only to a maker of groundless reports", (self.groundless, at))
        elif refusal.code == "evidence-report-too-late":
            ground = self.memory.state("order/o1").complaints
            shut = [one.id for one in ground if self._shut(one.id, at)]
            hold(bool(shut), "I29 a report is taken within its time", (self.closed_at, self.refunded_at, at))
        elif refusal.code == "accused-not-heard":
            report = self.seen[act.target]
            hold(not report.heard, "I22 examined once the accused was heard", act)

    def _EvidenceReportFiled(self, report: Report, event: Any, decided: Decided) -> None:  # noqa: N802 - named after its event
        filed = sum(1 for one in self.seen.values() if one.claims and not one.beyond)
        hold(filed < self.rules.per_order_max, "I22 reports within the pack's number", filed)
        # Who comes in the very instant in which that is found may have been let in a moment before.
        limited = self._limited(event.at, until=event.at)
        hold(not limited, "I22 a maker of groundless reports waits", (self.groundless, event.at))
        hold(not event.complaint or not self._shut(event.complaint, event.at), "I29 reported within its time", event)
        report.claims = {one.claim for one in event.claims}
        report.told, report.file = event.told, event.accused.file
        hold(event.told == self.rules.told, "I18 told as the pack says", event.told)
        for one in event.claims:
            proof = {"from-web": one.links or one.files, "edited": one.shapes, "not-ours": one.files}[one.claim]
            hold(bool(proof), "I21 each claim has its proof", one)
        counted = decided.parent_state.reported
        hold(len(counted) == filed + 1, "I22 each report counts at its order", counted)

    def _EvidenceReportBeyondCap(self, report: Report, event: Any, _decided: Decided) -> None:  # noqa: N802 - the same
        filed = sum(1 for one in self.seen.values() if one.claims and not one.beyond)
        hold(filed == self.rules.per_order_max, "I22 beyond the cap only at the cap", filed)
        report.claims, report.beyond, report.told = {one.claim for one in event.claims}, True, event.told

    def _EvidenceReportAnswered(self, report: Report, event: Any, _decided: Decided) -> None:  # noqa: N802 - the same
        hold(not report.heard, "I7 the accused answers once", event)
        report.heard = True

    def _AccusedSilent(self, report: Report, event: Any, _decided: Decided) -> None:  # noqa: N802 - the same
        hold(event.at >= report.deadlines["heard"].due_at, "I9 never before its instant", event)
        report.heard = True

    def _EvidenceReportOverdue(self, report: Report, event: Any, _decided: Decided) -> None:  # noqa: N802 - the same
        hold(event.at >= report.deadlines["examination"].due_at, "I9 never before its instant", event)

    def _EvidenceReportConcluded(self, report: Report, event: Any, decided: Decided) -> None:  # noqa: N802 - the same
        hold(report.heard, "I22 the accused is heard first", event)
        hold(not report.withdrawn, "I7 taken back is the end", event)
        report.results = {one.claim: one.result for one in event.results}
        hold(report.results.keys() == report.claims, "I22 each claim has its result", (report.results, report.claims))
        hold(
            bool(set(event.relied_on) - {"finding"}), "I16 nothing rests on what a machine found alone", event.relied_on
        )
        report.deadlines = {}
        if "found" in report.results.values() and decided.state.complaint:
            self.unmarked = decided.state.id
        if event.groundless:
            hold(set(report.results.values()) == {"not-shown"}, "I22 groundless only where nothing was shown", event)
            self.groundless.append(event.at)
        case = self.cases.get(decided.state.complaint)
        if case is not None:
            hold(
                event.by.id not in case.decisions.deciders, "I15 concluded by somebody who hasn't decided", event.by.id
            )

    def _EvidenceReportWithdrawn(self, report: Report, _event: Any, _decided: Decided) -> None:  # noqa: N802 - the same
        hold(not report.withdrawn and not report.beyond, "I7 taken back once", report)
        report.withdrawn, report.deadlines = True, {}

    def _EvidenceReportDeadlineMoved(self, _report: Report, event: Any, _decided: Decided) -> None:  # noqa: N802 - the same
        hold(event.deadline.due_at >= event.old_due_at, "I11 never moved to an earlier instant", event)

    def _AccusedViewed(self, report: Report, event: Any, _decided: Decided) -> None:  # noqa: N802 - the same
        hold(event.by.id not in report.viewed, "I7 a first view is noted once", event)
        report.viewed.add(event.by.id)

    def _AccusedOverlayShown(self, report: Report, event: Any, _decided: Decided) -> None:  # noqa: N802 - the same
        hold(event.by.id in report.viewed, "I16 one's own view comes before a machine's", event)

    def _limited(self, at: datetime, until: datetime | None = None) -> bool:
        """Whether the door is closed by what was found before an instant; None: by all that was."""
        rules, found = self.rules, sorted(one for one in self.groundless if until is None or one < until)
        for place in range(len(found) - rules.false_max + 1):
            first, last = found[place], found[place + rules.false_max - 1]
            if last < self.policy.end(rules.false_within, first) and at < self.policy.end(rules.limited, last):
                return True
        return False

    def _shut(self, case: str, at: datetime) -> bool:
        closed = self.closed_at.get(case)
        if closed is None:
            return False
        ends = self.policy.end(self.rules.appeal, self.refunded_at.get(case) or closed)
        review = self.cases[case].review_until
        return at >= max(ends, review or ends)


def _outcome(state: Any) -> tuple[Any, ...]:
    """What is decided, owed, given and waited for in a case."""
    return (
        state.stage, state.how, state.ruling, state.obligation, state.given, state.refunded, state.recoup, state.loss,
        state.deadlines, state.review, state.proposed,
    )  # fmt: skip
