"""What decisions have a fund keep back and pay, worked out a second time, and held against what is written."""

from datetime import datetime
from typing import Any

import msgspec

from ombud.core.policy.policy import Policy
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided
from ombud.desk.things import THINGS
from tests.simulation.breach import hold
from tests.simulation.desk import Act
from tests.simulation.funds.books import Books

MONEY = ("refund", "return_refund", "compensation")
ARRIVED = ("ExecutionVerified", "ReceiptConfirmed")
STANDS = ("ReviewDecided", "AdjustmentSentBack")
"""What was done before stays done where another look at it changes nothing."""


class _Body(msgspec.Struct):
    event: msgspec.Raw


_body = msgspec.json.Decoder(_Body).decode
_event = THINGS["fund"].read_event
Wanted = dict[str, int | None]


class Claims:
    """The cases that may move money of one fund, and its books."""

    def __init__(self, policy: Policy) -> None:
        self.rules = policy.pack.funds
        self.books = Books()
        self.wanted: dict[str, Wanted] = {}
        """What is to be kept back, by the case that says so; a surge's own under its hold."""
        self.ahead: dict[str, int] = {}
        """What the platform pays in the shop's place, by complaint."""
        self.shop_gave: dict[str, int] = {}
        """Refunds that the shop verifiably gave, by complaint."""
        self.told: dict[str, int] = {}
        """What complaints heard that has left, each."""
        self.confirmed: dict[str, int] = {}
        """What has left by the payments' word, by complaint."""
        self.refunds: set[str] = set()
        """Complaints in which what is paid ahead gives back what was paid for the order."""
        self.case: Any = None
        self.act: Act | None = None

    def committed(self, decided: Decided, batch: Batch, at: datetime, act: Act | None) -> None:
        """Check what one commit moved. Raises Breach."""
        self.case, self.act = decided.state, act
        if self.rules is not None:
            self._money(decided, batch, at)
        _delivered(batch)

    def _money(self, decided: Decided, batch: Batch, at: datetime) -> None:
        names = {type(event).__name__ for event in decided.events}
        match decided.loaded.thing:
            case "penalty":
                self._penalty(decided.state)
            case "complaint":
                self._complaint(decided, names)
        written = None
        for one in batch.streams:
            written = one if one.kind == "fund" else written
        if written is not None:
            for one in batch.events:
                if one.stream == written.id:
                    self._moved(_event(_body(one.body).event), one.type, at)
            self.books.stands(written.state)
        self._stand(decided)

    def paid(self, decided: Decided) -> None:
        """Check the case whose payment has left. Raises Breach."""
        id = decided.loaded.id
        told = sum(getattr(event, "amount", None) or 0 for event in decided.events)
        self.told[id] = self.told.get(id, 0) + told
        self._complaint(decided, {type(event).__name__ for event in decided.events})
        self._stand(decided)

    def _stand(self, decided: Decided) -> None:
        want = {id: amount for its in self.wanted.values() for id, amount in its.items()} | self._unpaid()
        have = {id: one.wanted for id, one in self.books.holds.items()}
        hold(have == want, "I32 holds are what live decisions keep back", (have, want))
        stray = [one for one in self.books.paying.values() if one.case not in self.ahead]
        hold(not stray, "I35 nothing is paid that no decision orders", [one.cause for one in stray])
        self._at_most_paid(decided)

    def _penalty(self, state: Any) -> None:
        on = [one.terms for one in state.measures if one.on and one.terms.kind == "funds-held"]
        self.wanted[state.id] = {f"{state.id}:{one.id}": None if one.whole else one.amount for one in on}

    def _complaint(self, decided: Decided, names: set[str]) -> None:
        state, was = decided.state, decided.loaded.state
        assert self.rules is not None
        heard, left = self.told.get(state.id, 0), self.confirmed.get(state.id, 0)
        hold(heard == left, "I37 a case is told what has left, and nothing else", (heard, left))
        owed = state.obligation if state.stage != "closed" else None
        ordered = owed is not None and owed.ground != "settlement" and owed.terms.remedy in MONEY
        self.wanted[state.id] = {}
        self.ahead.pop(state.id, None)
        if ordered and owed.on == "platform" and state.loss:
            self.ahead[state.id] = owed.terms.amount
            if owed.terms.refund:
                self.refunds.add(state.id)
            elif state.id not in self.books.left:
                self.refunds.discard(state.id)  # a review put something else in the place of a refund
        elif ordered and self.rules.hold_ruling:
            self.wanted[state.id] = {f"case:{state.id}": owed.terms.amount}
        done = bool(names.intersection(ARRIVED))
        if done and was.obligation.on == "merchant":
            self.shop_gave[state.id] = self.shop_gave.get(state.id, 0) + was.obligation.terms.refund
        if "ComplaintClosed" in names and state.how in ("executed", "advanced"):
            hold(done or bool(names.intersection(STANDS)), "I37 done only once that was verified", names)
            open_ = [id for id, one in self.books.paying.items() if one.case == state.id]
            self.ahead |= {state.id: 0} if open_ and state.how == "advanced" else {}

    def _unpaid(self) -> Wanted:
        """What is to be paid ahead and isn't yet, for want of money or because a review is waited for."""
        if self.rules is None or not self.rules.hold_ruling:
            return {}
        begun = {one.case for one in self.books.paying.values()} | self.books.left.keys()
        return {f"case:{id}": amount for id, amount in self.ahead.items() if amount and id not in begun}

    def _moved(self, event: Any, name: str, at: datetime) -> None:
        check = getattr(self, f"_{name}", None)
        if check is not None:
            check(event, at)
        self.books.happened(event, name)

    def _FundsHeld(self, event: Any, _at: datetime) -> None:  # noqa: N802 - named after its event
        if event.cause.kind == "surge":
            hold(self._is("fund.hold"), "I35 a surge holds only when somebody says so", self.act)
            self.wanted[event.hold] = {event.hold: event.wanted}

    def _HoldReleased(self, event: Any, _at: datetime) -> None:  # noqa: N802 - named after its event
        if event.cause.kind == "surge":
            hold(self._is("fund.release"), "I33 a surge's hold is freed by who says so", self.act)
            self.wanted.pop(event.hold, None)
        elif event.cause.kind == "penalty" and event.hold in self.books.holds:
            ended = [one.ended for one in self.case.measures if one.terms.code == event.cause.about]
            wrong = bool(ended) and ended[0] in ("lifted", "revoked")
            taken = self.books.holds[event.hold].forfeited
            hold(not (wrong and taken), "I33 what was wrong comes back whole", (event, taken))

    def _HoldForfeited(self, event: Any, _at: datetime) -> None:  # noqa: N802 - named after its event
        case = self.case
        own = getattr(case, "forfeited", None) is not None and event.cause.id == case.id
        hold(own, "I35 only its own decision takes money", event)
        waits = case.under_review or case.deadline("appeal") or case.deadline("appeal-opens") or case.unread
        hold(case.in_force and not waits, "I35 nothing is taken while it can be appealed", (event, case.deadlines))
        before = self.books.holds[event.hold].forfeited if event.hold in self.books.holds else 0
        taken = before + sum(one.amount for one in event.entries)
        decided = case.forfeited.get(event.hold.partition(":")[2], 0)
        hold(taken <= decided, "I35 no more is taken than was decided", (event, decided))

    def _ForfeitReturned(self, event: Any, _at: datetime) -> None:  # noqa: N802 - named after its event
        code = event.cause.about
        ended = [one.ended for one in self.case.measures if one.terms.code == code]
        hold(ended and ended[0] in ("lifted", "revoked"), "I33 what was right stays taken", (event, ended))

    def _PaymentOrdered(self, event: Any, _at: datetime) -> None:  # noqa: N802 - named after its event
        case = self.case
        stands = getattr(case, "ruling", None) is not None and case.stage in ("executing", "verifying")
        hold(stands and event.cause.id == case.id, "I35 paid only on a decision that stands", (event, case.stage))
        amount, due = sum(one.amount for one in event.entries), self.ahead.get(event.cause.id, 0)
        assert self.rules is not None
        fits = amount == due if self.rules.covers else amount <= due
        hold(fits, "I35 paid as it was decided", (amount, due))
        hold(event.consumer == case.consumer, "I35 paid to whom it is owed", event)

    def _PaymentExecuted(self, event: Any, _at: datetime) -> None:  # noqa: N802 - named after its event
        if self._is("fund.confirm-payment"):
            assert self.act is not None
            told, one = self.act.fields, self.books.paying.get(event.payment)
            same = one is not None and (told["payment"], told["amount"], told["currency"]) == (
                event.payment, one.amount, self.books.currency
            )  # fmt: skip
            hold(same, "I36 executed only where number, amount and currency fit", (told, event))
            case, amount = event.cause.id, sum(entry.amount for entry in event.entries)
            self.confirmed[case] = self.confirmed.get(case, 0) + amount
        else:
            case = self.case
            done = case.stage == "closed" and case.how == "advanced" and event.cause.id == case.id
            hold(done, "I37 executed only once that was verified", event)

    def _PaymentCancelled(self, event: Any, _at: datetime) -> None:  # noqa: N802 - named after its event
        hold(event.cause.id not in self.ahead, "I35 what is still owed ahead is not taken back", event)

    def _is(self, verb: str) -> bool:
        return self.act is not None and self.act.verb.id == verb

    def _at_most_paid(self, decided: Decided) -> None:
        order = decided.parent_state if decided.loaded.thing == "complaint" else None
        if order is None:
            return
        hold(all(amount >= 0 for amount in order.refunds.values()), "I34 no refund below nothing", order.refunds)
        hold(sum(order.refunds.values()) <= order.facts.paid, "I34 no more is promised than was paid", order.refunds)
        left = sum(amount for id, amount in self.books.left.items() if id in self.refunds)
        gave = sum(self.shop_gave.values())
        hold(left + gave <= order.facts.paid, "I34 no more goes back than was paid", (left, gave, order.facts.paid))


def _delivered(batch: Batch) -> None:
    """All of it goes to the log, from which integrators are told, in the same commit."""
    told = [(one.stream, seq) for one in batch.to_log for seq in range(one.first_seq, one.last_seq + 1)]
    written = [(one.id, seq) for one in batch.streams for seq in range(one.was + 1, one.version + 1)]
    hold(sorted(told) == sorted(written), "I42 each event leaves once", (told, written))
