"""What the watch remembers of the appeal against one penalty, and what it checks of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ombud.core.penalty.events.appeal import AppealDecided, Submission
from ombud.core.penalty.state import UNREAD
from ombud.core.people import Clock
from tests.simulation.breach import hold
from tests.simulation.penalties import forms, questions

if TYPE_CHECKING:
    from tests.simulation.penalties.charge import Charge

SENDABLE = ("begun", "incomplete")


class Appeal:
    """Attempts, window, draw and deciders, as the events told of them."""

    def __init__(self, charge: Charge) -> None:
        self.charge = charge
        self.opens: datetime | None = None
        self.closes: datetime | None = None
        self.limit = 0
        self.used = 0
        self.phase = "none"
        self.closed = False
        self.waits_to_open = False
        self.runs = False
        """Whether the merchant's time runs, by the last event that said so."""
        self.drawn: tuple[str, ...] = ()
        self.deciders: set[str] = set()
        self.first = ""
        """Who imposed it, or proposed it."""
        self.unread = False
        """Whether its time waits until somebody reads it."""
        self.prepared: tuple[str, Submission, datetime] | None = None
        self.nothing_for: tuple[str, ...] = ()
        self.questions = 0
        self.question = ""
        self.left = timedelta()
        self.granter = ""
        self.met = False
        self.outside: set[str] = set()
        self.outcome = ""
        self.restored: set[str] = set()

    @property
    def under_review(self) -> bool:
        """Whether a decision is waited for."""
        return self.phase in ("review", "granted")

    @property
    def final(self) -> bool:
        """Whether it can't be appealed, now or later."""
        return not (self.under_review or self.runs or self.waits_to_open or self.unread)

    @property
    def slots(self) -> tuple[str, ...]:
        """What it is decided for, one by one."""
        rules, imposition = self.charge.violation.appeal, self.charge.imposition
        if rules is None:
            return ()
        if rules.slots == "orders":
            return self.drawn
        return tuple(one.id for one in imposition.items) if rules.slots == "items" else ("whole",)

    def granted(self, event: Any) -> None:
        """The terms as the notice grants them."""
        rules, terms, at = self.charge.violation.appeal, event.terms, event.at
        hold((terms is None) == (rules is None), "I17 a notice says whether it can be appealed", terms)
        self.deciders = set(event.decided_by)
        self.first = event.decided_by[0]
        if rules is None:
            return
        end = self.charge.policy.end
        opens_at = end(rules.opens, at) if rules.opens else at
        if event.imposition.told == "in-account":
            self.unread, self.opens, self.limit = True, opens_at, rules.attempts_max
            hold(terms.closes_at == UNREAD, "I12 no clock starts before its notice is read", terms)
            return
        self._starts(terms, at)

    def read(self, event: Any) -> None:
        """Nothing was sent: reading it starts the time."""
        self.unread = False
        self._starts(event.terms, event.at)

    def _starts(self, terms: Any, at: datetime) -> None:
        rules, end = self.charge.violation.appeal, self.charge.policy.end
        assert rules is not None
        opens_at = end(rules.opens, at) if rules.opens else at
        told = (terms.opens_at, terms.closes_at, terms.attempts_max)
        hold(told == (opens_at, end(rules.closes, at), rules.attempts_max), "I10 terms as the pack grants them", terms)
        self.opens, self.closes, self.limit = told
        self.waits_to_open, self.runs = opens_at > at, True

    def happened(self, event: Any, name: str) -> None:
        """Check one event, and remember it. Raises Breach."""
        check = CHECKS.get(name)
        if check is not None:
            check(self, event)

    def window(self, at: datetime) -> bool:
        """Whether an act at this instant is in time: from the first instant on, up to the last and not at it."""
        return self.opens is not None and self.closes is not None and self.opens <= at < self.closes and not self.closed

    def _in_window(self, event: Any) -> None:
        hold(self.window(event.at), "I8 in time, and only then", (self.opens, event.at, self.closes))
        hold(not self.closed, "I29 after its window a penalty is final", event.at)
        hold(self.used < self.limit, "I28 no more attempts than the pack grants", (self.used, self.limit))

    def _begun(self, event: Any) -> None:
        self._in_window(event)
        hold(self.phase not in (*SENDABLE, "review", "granted"), "I7 begun where it stands", self.phase)
        rules = self.charge.violation.appeal
        assert rules is not None
        orders = {one.id for one in self.charge.imposition.orders}
        if rules.slots == "orders":
            if self.drawn:
                hold(event.drawn == self.drawn, "I26 drawn once", (event.drawn, self.drawn))
            fits = len(event.drawn) == min(rules.drawn_max, len(orders)) and set(event.drawn) <= orders
            hold(fits, "I26 so many of the penalised orders are drawn", event.drawn)
            self.drawn = event.drawn
        self.phase = "begun"

    def _declined(self, event: Any) -> None:
        self._in_window(event)

    def _prepared(self, event: Any) -> None:
        self._in_window(event)
        hold(self.phase in SENDABLE, "I7 prepared once begun", self.phase)
        self._complete(event.submission)
        assert self.closes is not None
        hold(event.deadline.due_at < self.closes, "I8 a prepared appeal is sent in time", event.deadline)
        self.prepared = (event.by.id, event.submission, event.deadline.due_at)

    def _kept_back(self, _event: Any) -> None:
        hold(self.prepared is not None, "I7 kept back what was prepared")
        self.prepared = None

    def _complete(self, submission: Submission) -> None:
        rules = self.charge.violation.appeal
        assert rules is not None
        answers = [(one.code, one.slot) for one in submission.answers]
        whole = forms.complete(rules, self.slots, answers, submission.files, submission.nothing_for)
        hold(whole, "I21 an appeal holds what its form asks for", submission)

    def _appealed(self, event: Any) -> None:
        if isinstance(event.by, Clock):
            hold(self.prepared is not None, "I18 time sends only what was prepared", event)
            assert self.prepared is not None
            by, submission, sent_at = self.prepared
            hold(sent_at <= event.at, "I9 never before its instant", (sent_at, event.at))
            same = (event.prepared_by, event.submission) == (by, submission)
            hold(same, "I18 what was prepared is sent as it is", event)
            hold(self.used < self.limit and not self.closed, "I28 no more attempts than the pack grants", event)
        else:
            self._in_window(event)
        hold(self.phase in SENDABLE, "I7 appealed once begun", self.phase)
        self._complete(event.submission)
        self.used += 1
        hold(event.attempt == self.used, "I28 attempts are counted", (event.attempt, self.used))
        self.phase, self.prepared, self.runs, self.waits_to_open = "review", None, False, False
        self.nothing_for = event.submission.nothing_for
        self.questions, self.question = 0, ""

    def _again(self, event: Any, phase: str) -> None:
        """The review is over; the merchant's time runs on where it is left."""
        assert self.closes is not None
        self.phase, self.question, self.granter, self.met = phase, "", "", False
        self.runs = event.deadline is not None
        left = event.at < self.closes and not self.closed and self.used < self.limit and self.outcome != "full"
        hold(self.runs == left, "I29 time runs on exactly where it is left", (event, self.closes))
        if event.deadline is not None:
            hold(event.deadline.due_at == self.closes, "I10 the window closes when it closes", event.deadline)

    def _withdrawn(self, event: Any) -> None:
        hold(self.under_review, "I7 withdrawn while under review", self.phase)
        self.used -= 1
        self._again(event, "withdrawn")

    def _incomplete(self, event: Any) -> None:
        self.deciding(event)
        hold(bool(event.missing), "I16 what is missing is named")
        assert self.closes is not None
        hold(event.complete_until >= self.closes, "I11 a window never closes earlier", event)
        self.used -= 1
        self.closes = event.complete_until
        self._again(event, "incomplete")

    def deciding(self, event: Any) -> None:
        hold(self.phase == "review" and not self.question, "I7 decided while under review", self.phase)
        hold(event.by.id not in self.deciders, "I15 somebody else decides the appeal", event.by.id)

    def _on_condition(self, event: Any) -> None:
        self.deciding(event)
        hold(not self.nothing_for, "I16 nothing is granted for which nothing was shown", self.nothing_for)
        self.phase, self.granter, self.met = "granted", event.by.id, False
        self.deciders.add(event.by.id)

    def _met(self, event: Any) -> None:
        due = self.charge.deadlines["condition", ""]
        hold(self.phase == "granted" and not self.met, "I7 a condition is met once", self.phase)
        hold(event.at < due.due_at, "I8 a condition is met in time, and only then", (event.at, due))
        self.met = True

    def _decided(self, event: AppealDecided) -> None:
        if isinstance(event.by, Clock):
            due = self.charge.deadlines.get(("condition", ""))
            lapsed = self.phase == "granted" and not self.met and due is not None and due.due_at <= event.at
            hold(lapsed and event.outcome == "rejected", "I18 time rejects only what a condition was set for", event)
        elif self.phase == "granted":
            allowed = event.by.id == self.granter or event.by.id not in self.deciders
            hold(self.met and allowed, "I15 somebody else decides the appeal", event.by.id)
            hold(event.outcome in ("full", "rejected"), "I27 a condition is met or it isn't", event.outcome)
        else:
            self.deciding(event)
        self._verdicts(event)
        self.deciders.add(event.by.id)
        self._again(event, "decided")

    def _verdicts(self, event: AppealDecided) -> None:
        named = [one.slot for one in event.verdicts]
        hold(sorted(named) == sorted(self.slots), "I26 each slot has one verdict", (named, self.slots))
        upheld = [one.slot for one in event.verdicts if one.upheld]
        hold(not set(upheld) & set(self.nothing_for), "I16 nothing is upheld for which nothing was shown", upheld)
        outcome = "full" if len(upheld) == len(named) else "part" if upheld else "rejected"
        hold(event.outcome == outcome, "I27 the outcome is what the verdicts come to", event.outcome)
        orders = {one.id for one in self.charge.imposition.orders}
        count_again = set(upheld) & orders if outcome == "part" else set()
        hold(set(event.restored) == count_again, "I27 exactly the upheld orders count again", event.restored)
        self.restored |= count_again
        self.outcome = outcome

    def _window_closed(self, event: Any) -> None:
        assert self.closes is not None
        hold(event.at >= self.closes, "I9 never before its instant", (event.at, self.closes))
        hold(not self.under_review and not self.closed, "I9 a window closes once", self.phase)
        hold(self.prepared is None, "I8 what was prepared in time is sent", self.prepared)
        self.closed, self.runs, self.waits_to_open = True, False, False
        self.phase = "decided" if self.outcome else "closed"

    def _opened(self, event: Any) -> None:
        hold(self.waits_to_open and self.opens is not None and self.opens <= event.at, "I9 opened in its time", event)
        self.waits_to_open = False

    def _moved(self, event: Any) -> None:
        if event.kind == "appeal":
            self.closes = event.deadline.due_at

    def _invited(self, event: Any) -> None:
        hold(event.reviewer not in self.deciders, "I15 whoever decided isn't invited", event.reviewer)
        self.outside.add(event.reviewer)

    def _claimed(self, event: Any) -> None:
        again = self.phase == "review" and event.by.id in self.deciders
        hold(not again, "I15 who decided doesn't take the appeal", event.by.id)

    def expected(self) -> set[tuple[str, str]]:
        """What of the appeal must be due now."""
        if self.phase == "review":
            return {("question", self.question) if self.question else ("appeal-review", "")}
        if self.phase == "granted":
            return {("condition-check" if self.met else "condition", "")}
        some = {("appeal", "")} if self.runs else set()
        some |= {("appeal-opens", "")} if self.waits_to_open else set()
        return some | ({("prepared", "")} if self.prepared else set())


CHECKS: Mapping[str, Callable[[Appeal, Any], None]] = {
    "AppealBegun": Appeal._begun,
    "AppealDeclined": Appeal._declined,
    "AppealPrepared": Appeal._prepared,
    "PreparedKeptBack": Appeal._kept_back,
    "PenaltyAppealed": Appeal._appealed,
    "AppealWithdrawn": Appeal._withdrawn,
    "AppealFoundIncomplete": Appeal._incomplete,
    "QuestionAsked": questions.asked,
    "QuestionAnswered": questions.answered,
    "QuestionLapsed": questions.lapsed,
    "AppealGrantedOnCondition": Appeal._on_condition,
    "ConditionMet": Appeal._met,
    "AppealDecided": Appeal._decided,
    "AppealWindowClosed": Appeal._window_closed,
    "AppealOpened": Appeal._opened,
    "PenaltyDeadlineMoved": Appeal._moved,
    "OutsideInvited": Appeal._invited,
    "PenaltyClaimed": Appeal._claimed,
}
