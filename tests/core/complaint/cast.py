"""A case at every point of its life, and how tests act on one."""

from datetime import datetime
from types import ModuleType
from typing import Any, NamedTuple

from msgspec.structs import replace

from ombud.core.command import Command
from ombud.core.complaint import (
    admit,
    answer,
    ask_review,
    decide_review,
    escalate,
    excuse,
    file,
    lapse,
    offer,
    open_exhibits,
    prove,
    request_evidence,
    rule,
    submit,
    verify,
    withdraw,
)
from ombud.core.complaint.file import Contact, LineClaim
from ombud.core.complaint.state import Complaint, evolve
from ombud.core.files import File
from ombud.core.money import Terms
from ombud.core.order import state as order_state
from ombud.core.order.events import Facts, Line, OrderTold
from ombud.core.order.follow import follow
from ombud.core.order.state import Order
from ombud.core.people import Actor, Reviewer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.complaint.world import BORIS, CARLA, DAY, HOUR, IMPORTER, POLICY, RITA, RUTH, T0, TIME

FACTS = Facts(
    number="A-1",
    shop="mugs",
    consumer="carla",
    currency="CNY",
    paid=12_000,
    freight=1_000,
    purchased_at=T0 - 10 * DAY,
    lines=(
        Line(id="l1", title="Mug", quantity=2, unit_price=3_000),
        Line(id="l2", title="Teapot", quantity=1, unit_price=5_000),
    ),
)


def ordered(**changed: Any) -> Order:
    """Two mugs and a teapot: 110.00 and 10.00 of freight."""
    told = OrderTold(by=IMPORTER, at=T0 - 9 * DAY, order="order-1", facts=replace(FACTS, **changed), source="test")
    return order_state.evolve(None, told)


class Case(NamedTuple):
    """A complaint with everything that happened to it, and its order."""

    state: Complaint
    events: tuple[Any, ...]
    """Of the last act alone."""
    order: Order
    policy: Policy
    record: tuple[Any, ...] = ()
    """Of the whole life."""

    @property
    def at(self) -> datetime:
        """When something happened last."""
        at: datetime = self.record[-1].at
        return at

    def then(self, verb: ModuleType, by: Actor, *, at: datetime | None = None, **fields: Any) -> "Case":
        """The case after an act that has to succeed."""
        found = attempt(verb, self, by, at=at, **fields)
        assert not isinstance(found, Refusal), found
        return self.happened(found)

    def happened(self, events: tuple[Any, ...]) -> "Case":
        """The case after these events."""
        return _after(self, events)

    def attached(self) -> Complaint:
        """The complaint with its order, as the desk loads it."""
        return replace(self.state, order=self.order)

    def wait(self, until: datetime) -> "Case":
        """The case after time passed, as the desk lets it pass before every act."""
        return self.then(lapse, TIME, at=until)

    def due(self, kind: Any, about: str = "") -> datetime:
        """When the open deadline of this kind is over."""
        deadline = self.state.deadline(kind, about)
        assert deadline is not None, f"no {kind} in {self.state.deadlines}"
        return deadline.due_at


def command_of(verb: ModuleType) -> type[Any]:
    """The one command of a verb's file."""
    (found,) = (
        one
        for one in vars(verb).values()
        if isinstance(one, type) and issubclass(one, Command) and one.__module__ == verb.__name__
    )
    return found


def attempt(verb: ModuleType, case: Case, by: Actor, *, at: datetime | None = None, **fields: Any) -> Any:
    """What the verb decides: events, or a refusal."""
    command = command_of(verb)(by=by, at=at or case.at, complaint=case.state.id, **fields)
    return readable(verb.decide(command, case.attached(), case.policy))


def readable(found: Any) -> Any:
    """What was decided; every figure that a refusal names has to be in its facts."""
    if isinstance(found, Refusal):
        assert (found.because + found.way_out).format(**found.facts)
    return found


def attempt_filing(order: Order, policy: Policy = POLICY, by: Actor = CARLA, at: datetime = T0, **changed: Any) -> Any:
    """What filing decides; by default both mugs are complained about, with one photo."""
    fields: dict[str, Any] = {
        "complaint": "c1",
        "number": "N1",
        "order": order.id,
        "reason": "quality",
        "lines": (LineClaim(line="l1", quantity=2),),
        "asked": Terms(remedy="refund", amount=6_000),
        "problem": Words("Both handles broke."),
        "contact": Contact(phone=Words("139")),
        "files": (PHOTO,),
    }
    return readable(file.decide(file.FileComplaint(by=by, at=at, **(fields | changed)), order, policy))


def filed(order: Order | None = None, policy: Policy = POLICY, **changed: Any) -> Case:
    """A complaint that was just filed; held at the door where `sure` abuse is in its words."""
    order = order or ordered()
    events = attempt_filing(order, policy, **changed)
    assert not isinstance(events, Refusal), events
    return _after(None, events, order, policy)


def _after(case: Case | None, events: tuple[Any, ...], order: Order | None = None, policy: Policy = POLICY) -> Case:
    order = case.order if case else order
    assert order is not None
    state = case.state if case else None
    for event in events:
        state = evolve(state, event)
        for echo in follow(event, state, order):
            order = order_state.evolve(order, echo)
    assert state is not None
    return Case(state, events, order, case.policy if case else policy, (*(case.record if case else ()), *events))


PHOTO = File(file="photo-1", kind="photo-goods", sha256="aa", media_type="image/jpeg")
CHAT = File(file="chat-1", kind="chat", sha256="bb", media_type="image/png")
REFUND = Terms(remedy="refund", amount=6_000)
PART = Terms(remedy="refund", amount=2_000)
NOTHING = Terms(remedy="none")
EXCHANGE = Terms(remedy="exchange")
RETURN = Terms(remedy="return_refund", amount=6_000)
SAID = Words("As it is.")
FINDINGS: dict[str, Any] = {
    "liability": "merchant",
    "merchant_share": 100,
    "terms": REFUND,
    "reason": "goods-faulty",
    "facts": Words("The handles broke on the first day."),
    "reasons": Words("A mug holds tea."),
    "relied_on": ("photo-1",),
    "rules": ("1.1",),
}
FOR_SHOP: dict[str, Any] = FINDINGS | {"liability": "none", "merchant_share": 0, "terms": NOTHING}


def ruled(case: Case, by: Reviewer = RITA, **changed: Any) -> Case:
    """The case after a ruling, every exhibit opened before."""
    seen = case.then(open_exhibits, by, exhibits=tuple(one.id for one in case.state.exhibits))
    return seen.then(rule, by, **(FINDINGS | changed))


HELD = filed(problem=Words("These scoundrels broke it."))
NEGOTIATING = filed()
REFUSED = NEGOTIATING.then(answer, BORIS, at=T0 + HOUR, stance="refuses", words=SAID)
OFFERED = REFUSED.then(offer, BORIS, terms=PART)
"""The shop offers a part; the consumer's turn."""
SETTLED = NEGOTIATING.then(answer, BORIS, at=T0 + HOUR, stance="agrees", words=SAID)
PLATFORM = REFUSED.then(escalate, CARLA)
ASKED = PLATFORM.then(request_evidence, RITA, of="merchant", items=("chat",), words=SAID)
BOTH_ASKED = PLATFORM.then(request_evidence, RITA, of="both", words=SAID)
EXCUSED = ASKED.then(excuse, BORIS, at=ASKED.at + 8 * HOUR, request="r1", kind="more-time", words=SAID)
LOST = ASKED.wait(ASKED.due("evidence"))
LATE_GIVEN = LOST.then(submit, BORIS, words=SAID)
RULED = ruled(PLATFORM)
PROPOSED = ruled(
    filed(lines=(LineClaim(line="l1", quantity=2), LineClaim(line="l2")))
    .then(answer, BORIS, stance="refuses", words=SAID)
    .then(escalate, CARLA),
    terms=Terms(remedy="refund", amount=12_000),
)
PROVED = RULED.then(prove, BORIS, proof="refund-number", reference=Words("1234567"))
EXECUTED = PROVED.then(verify, RITA)
FOR_NOBODY = ruled(PLATFORM, **FOR_SHOP)
"""Closed by a ruling under which nothing is owed."""
IN_REVIEW = RULED.then(ask_review, BORIS, words=SAID)
REVIEWED = IN_REVIEW.then(decide_review, RUTH, upheld=True, words=SAID)
WITHDRAWN = NEGOTIATING.then(withdraw, CARLA)
REMINDED = RULED.wait(RULED.due("execution"))
ADVANCED = REMINDED.wait(REMINDED.due("execution"))
"""The shop didn't pay; the platform pays ahead."""
ADMITTED = HELD.then(admit, RITA)
OPEN_CASES = (
    HELD,
    NEGOTIATING,
    REFUSED,
    OFFERED,
    SETTLED,
    PLATFORM,
    ASKED,
    EXCUSED,
    LOST,
    RULED,
    PROPOSED,
    PROVED,
    IN_REVIEW,
    ADVANCED,
)
CLOSED_CASES = (EXECUTED, FOR_NOBODY, WITHDRAWN)
