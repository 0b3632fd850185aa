"""Looks at every commit of one order's complaints, with a memory of its own, and says which rule did not hold.

It is told only what was written; what it needs to know of before it has kept itself. The numbers of the rules are those
of docs/reliability.md.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from ombud.core.complaint.events.talk import Obligation
from ombud.core.people import Consumer, Member, Reviewer
from ombud.core.policy.policy import Policy
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided
from tests.simulation.breach import hold
from tests.simulation.complaints.case import Case, carried
from tests.simulation.complaints.commits import by_right, noticed, together
from tests.simulation.complaints.tables import AFTER, OPENS
from tests.simulation.desk import Act
from tests.simulation.life import Watch

SECOND = timedelta(seconds=1)


class CaseWatch(Watch):
    """Everything about one order."""

    def __init__(self, policy: Policy, paid: int, coverage: Counter[str]) -> None:
        super().__init__(policy, coverage)
        self.paid = paid
        self.cases: dict[str, Case] = {}
        self.interventions = 0

    def committed(self, decided: Decided, batch: Batch, at: datetime, act: Act | None) -> None:
        """Check one commit. Raises Breach."""
        id = decided.loaded.id
        names = [type(event).__name__ for event in decided.events]
        self.heard(id, names, at, act)
        self.claims.committed(decided, batch, at, act)
        if decided.loaded.thing == "fund":
            return
        case = self.cases.setdefault(id, Case())
        if act is not None:
            self._in_time(case, at, names)
        self._happened(case, decided, batch, at)
        self._deadlines(case, decided.state, at, clock=act is None)
        self._money(case, decided, id)

    def _happened(self, case: Case, decided: Decided, batch: Batch, at: datetime) -> None:
        names = [type(event).__name__ for event in decided.events]
        noticed(decided, batch, names)
        by_payments = [getattr(event, "amount", None) is not None for event in decided.events]
        case.replies.committed(decided.events, dict(case.deadlines), self.policy)
        together([name for name, paid in zip(names, by_payments, strict=True) if not paid])
        for event, name in zip(decided.events, names, strict=True):
            hold(event.at == at, "I2 an event bears the instant of its receipt", (name, event.at, at))
            by_right(event, name, decided.state)
            self._one(case, event, name)

    def payment_left(self, decided: Decided, batch: Batch, at: datetime) -> None:
        """The payments' own word: no act of a party's, so no deadline is looked at. Raises Breach."""
        super().payment_left(decided, batch, at)
        case = self.cases[decided.loaded.id]
        self._happened(case, decided, batch, at)
        self._deadlines(case, decided.state, at, clock=False)
        self._money(case, decided, decided.loaded.id)

    def _in_time(self, case: Case, at: datetime, names: list[str]) -> None:
        """Nobody acts while something that is due has not followed yet."""
        late = [place for place, one in case.deadlines.items() if one.due_at <= at]
        hold(not late, "I8 a deadline decides, whatever the timer's lag", (names, late, at))

    def _one(self, case: Case, event: Any, name: str) -> None:
        if case.closed:
            hold(name in OPENS or name in AFTER, "I7 closed is the end", name)
        for one in carried(event):
            moved = name == "DeadlineMoved" and one.from_at == case.deadlines[event.kind, event.about].from_at
            hold(one.from_at >= event.at or moved, "I12 no deadline starts before its notice", (name, one))
            # Of an excuse given in the last second not a whole second was left.
            hold(one.due_at > event.at or name == "ExcuseRefused", "I12 every deadline leaves time", (name, one))
            case.deadlines[one.kind, one.about] = one
        files = getattr(event, "files", ())
        if files:
            side = "consumer" if isinstance(event.by, Consumer) else "merchant" if isinstance(event.by, Member) else ""
            case.files[side] += len(files)
            most = self.policy.pack.limits.files_max
            hold(not side or case.files[side] <= most, "I21 files within the cap", case.files)
        case.decisions.happened(event, name)
        follow = FOLLOW.get(name)
        if follow is not None:
            follow(self, case, event)

    def _deadlines(self, case: Case, state: Any, at: datetime, *, clock: bool) -> None:
        """What the state says is open is what events opened; none is missing, none is over."""
        now = {(one.kind, one.about): one for one in state.deadlines}
        hold(len(now) == len(state.deadlines), "I9 one deadline of a kind", state.deadlines)
        for place, one in now.items():
            told_of = case.deadlines.get(place)
            same = told_of is not None and (one.due_at, one.from_at, one.on) == (
                told_of.due_at,
                told_of.from_at,
                told_of.on,
            )
            hold(same, "I10 only an event sets or moves a deadline", (place, one, told_of))
            if clock:
                over = one.due_at <= at or (one.remind_at is not None and one.remind_at <= at)
                hold(not over, "I9 what is due follows", one)
        case.deadlines = now
        open_ = state.stage != "closed"
        hold(bool(now) == open_, "I13 an open case waits for somebody, a closed one for nobody", state.stage)
        if state.stage == "platform":
            on = {one.on for one in now.values()}
            hold("platform" in on, "I13 a case with the platform has the platform's turn", now)

    def _money(self, case: Case, decided: Decided, id: str) -> None:
        order = decided.parent_state
        if order is None:
            return
        promised = order.refunds.get(id, 0)
        mine = case.refunded + case.owed
        hold(all(amount >= 0 for amount in order.refunds.values()), "I34 no refund below nothing", order.refunds)
        hold(promised >= mine, "I34 what is owed is reserved on the order", (promised, mine))
        if case.closed:
            hold(promised == case.refunded, "I34 what isn't owed any more is free again", (promised, case.refunded))
        total = sum(one.refunded + one.owed for one in self.cases.values())
        hold(total <= self.paid, "I34 no more goes back than was paid", (total, self.paid))
        hold(sum(order.refunds.values()) <= self.paid, "I34 no more is promised than was paid", order.refunds)
        live = [one for one in order.complaints if one.live]
        about = [(one.reason, line) for one in live for line in one.lines]
        hold(len(about) == len(set(about)), "I3 one open complaint about the same", about)

    def _filed(self, case: Case, event: Any) -> None:
        hold(not case.files or case.files["consumer"] == len(event.files), "I7 filed once")

    def _closed(self, case: Case, event: Any) -> None:
        case.closed, case.how, case.owed = True, event.how, 0
        if event.how == "lapsed":
            closes = self.policy.pack.lapses.consumer_silent == "close"
            hold(closes, "I18 time does only what the pack says", "closed on a consumer's silence")
        if event.how in ("executed", "advanced") and not case.reviews:
            hold(case.refunded >= 0 and case.decisions.done, "I37 done only once that was verified", event.how)

    def _withdrawn(self, case: Case, event: Any) -> None:
        case.reopen_until = event.reopen_until

    def _reopened(self, case: Case, event: Any) -> None:
        case.closed = False
        case.reopened += 1
        hold(case.reopened == 1, "I7 reopened once")
        hold(case.reopen_until is not None and event.at < case.reopen_until, "I7 reopened within its window")

    def _owes(self, case: Case, event: Any) -> None:
        owed: Obligation | None = event.obligation
        case.owed = owed.terms.refund if owed else 0
        case.decisions.done = False

    def _stepped_in(self, case: Case, _event: Any) -> None:
        case.owed = 0

    def _asked_for_help(self, _case: Case, _event: Any) -> None:
        self.interventions += 1
        most = self.policy.pack.limits.interventions_max
        hold(self.interventions <= most, "I7 the platform is asked within the pack's number", self.interventions)

    def _requested(self, case: Case, event: Any) -> None:
        hold(event.request not in case.requests, "I7 a request has its own number", event.request)
        case.requests[event.request] = (event.of, event.deadline.due_at)

    def _submitted(self, case: Case, event: Any) -> None:
        if not event.request:
            return
        side, until = case.requests[event.request]
        hold(side == event.side, "I15 each side answers its own request", event)
        if event.request in case.lost:
            hold(event.late, "I8 late evidence is marked late", event)
        elif until is not None:
            hold(
                event.late == (event.at >= until), "I8 late evidence is marked late", f"{event.at} {until} {event.late}"
            )

    def _excused(self, case: Case, event: Any) -> None:
        side, until = case.requests[event.request]
        assert until is not None, "an excuse is given while time runs"
        hold(event.at < until, "I8 an excuse comes in time", f"{event.at} {until}")
        hold(event.request not in case.left, "I14 one excuse a request", event.request)
        case.left[event.request] = until - event.at
        case.requests[event.request] = (side, None)

    def _excuse_answered(self, case: Case, event: Any) -> None:
        side, _ = case.requests[event.request]
        if event.deadline is None:
            return
        least = event.at + case.left[event.request] - SECOND
        hold(event.deadline.due_at >= least, "I11 an excuse stops the clock", f"{event.deadline.due_at} < {least}")
        case.requests[event.request] = (side, event.deadline.due_at)

    def _lost(self, case: Case, event: Any) -> None:
        _, until = case.requests[event.request]
        hold(
            until is not None and until <= event.at,
            "I9 a turn is lost only when its time is over",
            f"{until} {event.at}",
        )
        hold(event.request not in case.lost, "I9 a turn is lost once", event.request)
        case.lost.add(event.request)

    def _lapsed(self, case: Case, event: Any) -> None:
        one = case.deadlines.get((event.kind, event.about))
        hold(one is not None and one.due_at == event.due_at, "I9 only an open deadline lapses", (event, one))
        assert one is not None
        hold(event.at >= event.due_at, "I9 never before its instant", (event.at, event.due_at))
        key = (event.kind, event.about, event.due_at, one.from_at)
        hold(key not in case.lapsed, "I9 exactly one lapse for a deadline", key)
        case.lapsed.add(key)

    def _review_ends(self, case: Case, event: Any) -> datetime | None:
        """From a ruling; for a shop that can report fake evidence from a refund without return, too."""
        rules, at = self.policy.pack.evidence_reports, case.refunded_at
        if rules is None or at is None or event.side != "merchant" or case.goods_sent or not case.closed:
            return case.review_until
        ends = self.policy.end(rules.appeal, at)
        return max(case.review_until, ends) if case.review_until else ends

    def _review_asked(self, case: Case, event: Any) -> None:
        until = self._review_ends(case, event)
        hold(until is not None and event.at < until, "I29 asked within its window", (event.at, until))
        case.reviews += 1
        case.closed = False
        hold(case.reviews == 1, "I28 a ruling is reviewed once")

    def _ruled(self, case: Case, event: Any) -> None:
        hold(not case.reviews or event.obligation is None or case.decisions.reviewed, "I28 no new ruling under review")
        case.review_until = event.review_until
        self._owes(case, event)

    def _doubted(self, case: Case, _event: Any) -> None:
        """A second person looks at an adjustment: the case is open until it is adjusted, or stands as it was."""
        case.closed = False

    def _adjusted(self, case: Case, event: Any) -> None:
        case.closed, case.reviews, case.review_until = False, 0, event.review_until
        self._owes(case, event)

    def _reviewed(self, case: Case, event: Any) -> None:
        owed: Obligation | None = event.obligation
        case.owed = owed.terms.refund if owed and event.deadline else 0

    def _sent_back(self, case: Case, _event: Any) -> None:
        case.goods_sent = True

    def _proved(self, case: Case, _event: Any) -> None:
        case.proofs += 1

    def _arrived(self, case: Case, event: Any) -> None:
        paid = getattr(event, "amount", None)
        came = case.owed if paid is None else min(paid, case.owed)
        case.refunded += came
        case.refunded_at = event.at if came else case.refunded_at
        case.owed -= came
        case.decisions.done = True
        if isinstance(event.by, Reviewer):
            hold(case.proofs > 0, "I37 verified only what was proved")

    def _moved(self, _case: Case, event: Any) -> None:
        hold(event.deadline.due_at >= event.old_due_at, "I11 never moved to an earlier instant", event)


FOLLOW = {
    "ComplaintClosed": CaseWatch._closed,
    "ComplaintWithdrawn": CaseWatch._withdrawn,
    "ComplaintReopened": CaseWatch._reopened,
    "Settled": CaseWatch._owes,
    "Ruled": CaseWatch._ruled,
    "ReviewDecided": CaseWatch._reviewed,
    "ReviewAsked": CaseWatch._review_asked,
    "AdjustmentProposed": CaseWatch._doubted,
    "LiabilityAdjusted": CaseWatch._adjusted,
    "PlatformSteppedIn": CaseWatch._stepped_in,
    "InterventionAsked": CaseWatch._asked_for_help,
    "EvidenceRequested": CaseWatch._requested,
    "EvidenceSubmitted": CaseWatch._submitted,
    "ExcuseGiven": CaseWatch._excused,
    "ExcuseGranted": CaseWatch._excuse_answered,
    "ExcuseRefused": CaseWatch._excuse_answered,
    "TurnLost": CaseWatch._lost,
    "DeadlineLapsed": CaseWatch._lapsed,
    "ExecutionProved": CaseWatch._proved,
    "ExecutionVerified": CaseWatch._arrived,
    "ReceiptConfirmed": CaseWatch._arrived,
    "DeadlineMoved": CaseWatch._moved,
    "GoodsSentBack": CaseWatch._sent_back,
}
"""What the watch does beyond what it checks of every event."""
