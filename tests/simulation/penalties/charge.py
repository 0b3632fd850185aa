"""What the watch remembers of one penalty, and what it checks of every event that happens to it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from ombud.core.deadlines import Deadline
from ombud.core.penalty.events.imposing import Imposition, Measure
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import ACCOUNT, PenaltyRules, Violation
from tests.simulation.breach import hold
from tests.simulation.penalties.appeal import Appeal
from tests.simulation.penalties.tables import ANY_TIME, PLATFORM_TURNS

Place = tuple[str, str]


class Charge:
    """From its proposal or imposition on."""

    def __init__(self, id: str, policy: Policy) -> None:
        assert policy.pack.penalties is not None, "these packs penalise"
        self.id = id
        self.policy = policy
        self.rules: PenaltyRules = policy.pack.penalties
        self.stage = ""
        self.proposer = ""
        self.imposition: Imposition
        self.violation: Violation
        self.measures: dict[str, Measure] = {}
        self.on: set[str] = set()
        self.ended: set[str] = set()
        self.deadlines: dict[Place, Deadline] = {}
        self.opened: set[str] = set()
        self.forfeited: dict[str, int] = {}
        self.consulted: Deadline | None = None
        self.appeal = Appeal(self)

    @property
    def imposed(self) -> bool:
        """Whether the shop was ever told of it."""
        return self.stage not in ("", "proposed", "dropped")

    @property
    def stands(self) -> set[str]:
        """Orders that it penalises now."""
        if self.stage not in ("proposed", "in-force"):
            return set()
        return {one.id for one in self.imposition.orders} - self.appeal.restored

    @property
    def frozen(self) -> bool:
        """Whether a freeze of all turnover isn't over."""
        return any(one.whole and id not in self.ended for id, one in self.measures.items())

    @property
    def uncounted(self) -> set[str]:
        """Orders whose sales don't count because of it."""
        off = any(self.measures[one].kind == "sales-not-counted" for one in self.on)
        return self.stands if off else set()

    def happened(self, event: Any, name: str) -> None:
        """Check one event, and remember it. Raises Breach."""
        over = self.stage in ("revoked", "lifted", "dropped")
        hold(not over or name in ANY_TIME, "I7 an ended penalty stays ended", name)
        hold(self.imposed or name in BEFORE, "I7 nothing happens to the shop before it is told", name)
        for one in (*getattr(event, "deadlines", ()), getattr(event, "deadline", None)):
            if one is not None:
                self._due(event, name, one)
        check = CHECKS.get(name)
        if check is not None:
            check(self, event)
        self.appeal.happened(event, name)

    def _due(self, event: Any, name: str, one: Deadline) -> None:
        was = self.deadlines.get((one.kind, one.about))
        kept = was is not None and (one.from_at, one.due_at) == (was.from_at, was.due_at)
        # A measure goes by the instants of its notice, however late the timer came.
        fixed = one.kind == "measure" or name == "PenaltyDeadlineMoved"
        hold(one.from_at >= event.at or kept or fixed, "I12 no clock starts before its notice", (name, one))
        hold(one.due_at > event.at or fixed, "I12 every deadline leaves time", (name, one))
        self.deadlines[one.kind, one.about] = one

    def needs_two(self) -> bool:
        """Whether one person may not impose it alone."""
        limits = self.rules.limits
        return any(
            one.whole or one.kind in (*ACCOUNT, *limits.two_people_for) or one.amount > limits.funds_two_people_above
            for one in self.imposition.measures
        )

    def _says_all(self, imposition: Imposition) -> None:
        whole = imposition.facts and imposition.reasons and imposition.rule and imposition.measures
        hold(bool(whole), "I17 no penalty without facts, rule, measures and reasons", imposition)
        violation = self.rules.violation(imposition.violation)
        hold(violation is not None and violation.rule == imposition.rule, "I16 a penalty cites its rule", imposition)
        assert violation is not None
        self.imposition, self.violation = imposition, violation

    def _proposed(self, event: Any) -> None:
        hold(self.stage == "", "I7 proposed once")
        self._says_all(event.imposition)
        hold(self.needs_two(), "I15 a second person only where one is needed", event.imposition.measures)
        self.stage, self.proposer = "proposed", event.by.id

    def _dropped(self, _event: Any) -> None:
        hold(self.stage == "proposed", "I7 only a proposal is dropped", self.stage)
        self.stage = "dropped"

    def _imposed(self, event: Any) -> None:
        hold(self.stage in ("", "proposed"), "I7 imposed once", self.stage)
        self._says_all(event.imposition)
        who = [self.proposer, event.by.id] if self.stage == "proposed" else [event.by.id]
        hold(list(event.decided_by) == who, "I15 a penalty names who decided on it", event.decided_by)
        hold(len(set(who)) == (2 if self.needs_two() else 1), "I15 two people above the limit", who)
        self.stage = "in-force"
        for one in event.imposition.measures:
            self._begins(one, event.at)
        self.appeal.granted(event)

    def _begins(self, one: Measure, at: datetime) -> None:
        said = self.violation.measure(one.code)
        hold(said is not None and one.begins_at is not None, "I16 a measure of the violation's own", one)
        assert said is not None
        assert one.begins_at is not None
        begins_at = self.policy.end(said.after, at) if said.after else at
        ends_at = self.policy.end(said.lasts, begins_at) if said.lasts else None
        hold((one.begins_at, one.ends_at) == (begins_at, ends_at), "I10 a measure lasts as its pack says", one)
        self.measures[one.id] = one
        if begins_at <= at:
            self.on.add(one.id)

    def _opened(self, event: Any) -> None:
        starts = self.stage == "in-force" and self.appeal.unread and "appeal" in event.by.rights
        hold(event.by.id not in self.opened or starts, "I5 a notice is opened once by each", event.by.id)
        hold((event.terms is not None) == starts, "I12 time to appeal starts once it is read, and once", event)
        self.opened.add(event.by.id)
        if event.terms is not None:
            self.appeal.read(event)

    def _looked(self, event: Any) -> None:
        hold(self.frozen, "I31 only a freeze is looked at again", event)

    def _taken(self, event: Any) -> None:
        one = self.measures[event.measure]
        said = self.violation.measure(one.code)
        hold(event.measure in self.on and said is not None and said.forfeitable, "I35 only what may be is taken", event)
        hold(self.appeal.final, "I35 nothing is taken while it can be appealed", event)
        hold(event.by.id != self.appeal.first, "I15 who imposed it doesn't take", event.by.id)
        self.forfeited[event.measure] = self.forfeited.get(event.measure, 0) + event.amount
        hold(event.amount > 0 and self.forfeited[event.measure] <= one.amount, "I33 no more than was held", event)

    def _began(self, event: Any) -> None:
        one = self.measures[event.measure]
        fresh = event.measure not in self.on and event.measure not in self.ended
        hold(fresh and one.begins_at is not None and one.begins_at <= event.at, "I9 a measure begins in its time", one)
        self.on.add(event.measure)

    def _ended(self, event: Any) -> None:
        one = self.measures[event.measure]
        in_time = one.ends_at is not None and one.ends_at <= event.at
        hold(event.measure in self.on and in_time, "I9 a measure ends in its time", one)
        self._over(event.measure)

    def _lifted(self, event: Any) -> None:
        hold(not self.appeal.under_review, "I7 nothing is lifted under review", event)
        left = self.measures.keys() - self.ended
        hold(set(event.measures) <= left, "I31 only its own measures are lifted", event.measures)
        for one in event.measures:
            self._over(one)
        hold(event.ends == (set(event.measures) == left), "I31 with its last measure a penalty ends", event)
        if event.ends:
            self.stage = "lifted"

    def _revoked(self, _event: Any) -> None:
        hold(self.appeal.outcome == "full", "I27 revoked only where all was upheld", self.appeal.outcome)
        self.stage = "revoked"
        for one in list(self.measures):
            self._over(one)

    def _over(self, measure: str) -> None:
        self.on.discard(measure)
        self.ended.add(measure)

    def _consulted(self, event: Any) -> None:
        was = self.consulted
        same = was is None or event.deadline == was
        hold(same, "I11 more words don't make a shop wait longer", event)
        self.consulted = event.deadline

    def _replied(self, _event: Any) -> None:
        self.consulted = None

    def _reminded(self, event: Any) -> None:
        one = self.deadlines.get((event.kind, event.about))
        fits = one is not None and one.on == "merchant" and one.remind_at is not None and one.remind_at <= event.at
        hold(fits, "I9 a reminder once, when it is due", (event, one))
        assert one is not None
        hold(event.at < one.due_at, "I9 nobody is reminded of what is over", one)

    def _escalated(self, event: Any) -> None:
        hold(event.kind in PLATFORM_TURNS, "I18 only the platform's own turn is handed on", event.kind)
        hold(event.was_due_at <= event.at, "I9 never before its instant", event)
        hold(event.deadline.kind == event.kind, "I18 handed on, not decided", event)
        if event.kind == "consultation":
            self.consulted = event.deadline

    def _moved(self, event: Any) -> None:
        hold(event.deadline.due_at >= event.old_due_at, "I11 never moved to an earlier instant", event)
        if event.kind == "consultation":
            self.consulted = event.deadline

    def expected(self) -> set[Place]:
        """What must be due now: nothing else, and nothing is missing."""
        if self.stage == "proposed":
            return {("penalty-approval", "")}
        some: set[Place] = {("consultation", "")} if self.consulted else set()
        if self.stage != "in-force":
            return some
        for id, one in self.measures.items():
            if id not in self.ended and (id not in self.on or one.ends_at is not None):
                some.add(("measure", id))
        some |= {("freeze-look", "")} if self.frozen else set()
        return some | self.appeal.expected()

    def follows(self, state: Any, at: datetime, *, clock: bool) -> None:
        """What the state says is due is what events opened; none is missing, none is over. Raises Breach."""
        now = {(one.kind, one.about): one for one in state.deadlines}
        hold(len(now) == len(state.deadlines), "I9 one deadline of a kind", state.deadlines)
        hold(now.keys() == self.expected(), "I13 what waits has its deadline", (sorted(now), sorted(self.expected())))
        for place, one in now.items():
            told = self.deadlines.get(place)
            same = told is not None and (one.due_at, one.from_at, one.on) == (told.due_at, told.from_at, told.on)
            hold(same, "I10 only an event sets or moves a deadline", (place, one, told))
            over = one.due_at <= at or (one.remind_at is not None and one.remind_at <= at)
            hold(not (clock and over), "I9 what is due follows", one)
        self.deadlines = now


BEFORE = (
    "PenaltyProposed", "PenaltyImposed", "PenaltyDropped", "PenaltyClaimed", "PenaltyHandedBack", "PenaltyNoted",
    "PenaltyTurnEscalated", "PenaltyDeadlineMoved",
)  # fmt: skip
CHECKS: Mapping[str, Callable[[Charge, Any], None]] = {
    "PenaltyProposed": Charge._proposed,
    "PenaltyDropped": Charge._dropped,
    "PenaltyImposed": Charge._imposed,
    "NoticeOpened": Charge._opened,
    "FreezeLookedAt": Charge._looked,
    "MeasureForfeited": Charge._taken,
    "MeasureBegan": Charge._began,
    "MeasureEnded": Charge._ended,
    "MeasuresLifted": Charge._lifted,
    "PenaltyRevoked": Charge._revoked,
    "ConsultationAsked": Charge._consulted,
    "ConsultationAnswered": Charge._replied,
    "MerchantReminded": Charge._reminded,
    "PenaltyTurnEscalated": Charge._escalated,
    "PenaltyDeadlineMoved": Charge._moved,
}
"""What is checked of an event beyond what holds for all; the rest is the appeal's own."""
