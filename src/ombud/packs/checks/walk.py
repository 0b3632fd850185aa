"""Walk the procedure under a pack with nobody acting: from every turn, time alone must lead to an end."""

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from ombud.core.complaint import replies, turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.execution import ExecutionProved
from ombud.core.complaint.events.filing import ClaimedLine, ComplaintFiled, KeptContact
from ombud.core.complaint.events.intervention import EvidenceRequested, ExcuseGiven, ReplyTimeGiven
from ombud.core.complaint.events.ruling import ReviewAsked, Ruled, Ruling, RulingProposed
from ombud.core.complaint.events.talk import ComplaintAnswered, Obligation, OfferMade
from ombud.core.complaint.lapse import TIME, LetTimePass, decide
from ombud.core.complaint.state import Complaint, evolve, fold
from ombud.core.deadlines import next_due_at
from ombud.core.money import Terms
from ombud.core.order.events import Facts, Line
from ombud.core.order.state import Order
from ombud.core.people import Consumer, Member, Reviewer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import NOTHING
from ombud.packs.checks.turns import WINDOWS, counted, ladder, start
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile

ROUNDS_MAX = 64
"""More turns than any procedure has; beyond it the pack goes round in circles."""
PRICE = 168_00
CONSUMER, MEMBER, REVIEWER = Consumer(id="c1"), Member(id="m1", shop="s1"), Reviewer(id="r1")
Events = tuple[ComplaintEvent, ...]


def silence(found: PackFile) -> Iterator[Fault]:
    """Every turn after which nobody acts, and the case neither ends nor reaches the platform's senior queue."""
    if list(counted(found)) or list(ladder(found)):
        return
    policy = Policy(pack=found.pack, calendar=found.calendar)
    for name, events in turns_of(policy, start(found)).items():
        if (problem := stuck(opened(events), policy)) is not None:
            kind, told = problem
            way = ("windows", WINDOWS[kind][0]) if kind in WINDOWS else ("windows",)
            yield found.said_in.fault(way, f"from the turn “{name}” on, if nobody acts: {told}", key=True)


def stuck(complaint: Complaint, policy: Policy, rounds_max: int = ROUNDS_MAX) -> tuple[str, str] | None:
    """The last kind of deadline and what is wrong, where time alone doesn't lead this complaint to an end."""
    kind = ""
    for _ in range(rounds_max):
        if complaint.closed_at is not None:
            return None
        if complaint.overdue and all(one.on == "platform" for one in complaint.deadlines):
            return None
        at = next_due_at(complaint.deadlines)
        if at is None:
            return kind, f"it waits in the stage {complaint.stage} without a deadline"
        kind = min(complaint.deadlines, key=lambda one: one.due_at).kind
        events = decide(LetTimePass(by=TIME, at=at, complaint=complaint.id), complaint, policy)
        if isinstance(events, Refusal):
            return kind, f"nothing follows at its deadline ({events.code})"
        for event in events:
            complaint = evolve(complaint, event)
    return kind, "it goes round in circles"


def turns_of(policy: Policy, at: datetime) -> dict[str, Events]:
    """A complaint at the beginning of each turn there is, as the events that led there."""
    filed = _filed(policy, at)
    admitted: Events = (filed, turns.admitted(REVIEWER, at, policy))
    stepped_in: Events = (*admitted, turns.stepped_in(REVIEWER, at, "asked", policy))
    obligation = Obligation(terms=Terms(remedy="refund", amount=PRICE), on="merchant", ground="ruling", since=at)
    goods = replace(obligation, terms=Terms(remedy="exchange"))
    return {
        "received": (filed,),
        "with the shop": admitted,
        "refused by the shop": (*admitted, _refused(policy, at)),
        "offer of the shop": (*admitted, _offered("merchant", policy, at)),
        "offer of the consumer": (*admitted, _offered("consumer", policy, at)),
        "refund agreed": (*admitted, *turns.settled(CONSUMER, at, obligation.terms, policy)),
        "return agreed": (*admitted, *turns.settled(CONSUMER, at, Terms(remedy="return_refund", amount=PRICE), policy)),
        "with the platform": stepped_in,
        "evidence asked for": (*stepped_in, *_asked(policy, at)),
        "more time asked for": (*stepped_in, *_asked(policy, at), _excused("more-time", policy, at)),
        **({"time to reply": (*stepped_in, *_asked(policy, at), _replying(policy, at))} if policy.pack.reply else {}),
        "excused": (*stepped_in, *_asked(policy, at), _excused("cannot", policy, at)),
        "waiting for a second signature": (*stepped_in, _proposed(policy, at)),
        "ruled: a refund": (*stepped_in, _ruled(obligation, policy, at)),
        "ruled: goods": (*stepped_in, _ruled(goods, policy, at)),
        "proof handed in": (*stepped_in, _ruled(obligation, policy, at), _proved(policy, at)),
        "review asked for": (*stepped_in, _ruled(obligation, policy, at), _review(policy, at)),
    }


def opened(events: Events) -> Complaint:
    """The complaint after these events, with the order it is about."""
    complaint = fold(events)
    assert complaint is not None, "each of them begins with the filing"
    line = Line(id="1", title="Mug", unit_price=PRICE)
    facts = Facts(number="1", shop="s1", consumer="c1", currency=complaint.currency, paid=PRICE, lines=(line,))
    return replace(complaint, order=Order(id="o1", facts=facts, source="pack check"))


def _filed(policy: Policy, at: datetime) -> ComplaintFiled:
    reason = policy.pack.reasons[0]
    return ComplaintFiled(
        by=CONSUMER,
        at=at,
        complaint="1",
        number="1",
        order="o1",
        order_number="1",
        shop="s1",
        consumer="c1",
        pack=policy.pack.id,
        reason=reason.code,
        lines=(ClaimedLine(line="1", paid=PRICE),),
        asked=Terms(remedy="refund", amount=PRICE),
        currency=policy.pack.currencies[0],
        purchased_at=at,
        problem=NOTHING,
        contact=KeptContact(),
        files=(),
        deadline=policy.deadline("admission", "platform", policy.pack.windows.admission, at),
    )


def _refused(policy: Policy, at: datetime) -> ComplaintAnswered:
    return ComplaintAnswered(by=MEMBER, at=at, stance="refuses", words=NOTHING, choice=turns.choice(policy, at))


def _offered(side: str, policy: Policy, at: datetime) -> OfferMade:
    terms = Terms(remedy="refund", amount=PRICE // 2)
    if side == "merchant":
        deadline = policy.deadline("offer", "consumer", policy.pack.windows.offer, at, about="f1")
        return OfferMade(by=MEMBER, at=at, offer="f1", side="merchant", terms=terms, words=NOTHING, deadline=deadline)
    deadline = policy.deadline("offer", "merchant", policy.pack.windows.offer, at, about="f1")
    return OfferMade(by=CONSUMER, at=at, offer="f1", side="consumer", terms=terms, words=NOTHING, deadline=deadline)


def _asked(policy: Policy, at: datetime) -> Events:
    span = policy.pack.windows.evidence
    items = (policy.pack.evidence[0].code,)
    return (
        EvidenceRequested(
            by=REVIEWER, at=at, request="q1", of="consumer", items=items, words=NOTHING,
            deadline=policy.deadline("evidence", "consumer", span, at, about="q1"),
        ),
        EvidenceRequested(
            by=REVIEWER, at=at, request="q2", of="merchant", items=items, words=NOTHING,
            deadline=policy.deadline("evidence", "merchant", span, at, about="q2"),
        ),
    )  # fmt: skip


def _excused(kind: str, policy: Policy, at: datetime) -> ExcuseGiven:
    deadline = policy.deadline("excuse", "platform", policy.pack.windows.excuse, at, about="q2")
    said = "cannot" if kind == "cannot" else "more-time"
    return ExcuseGiven(by=MEMBER, at=at, request="q2", kind=said, words=NOTHING, deadline=deadline)  # type: ignore[arg-type]


def _replying(policy: Policy, at: datetime) -> ReplyTimeGiven:
    return ReplyTimeGiven(by=CONSUMER, at=at, of="merchant", deadline=replies.deadline("merchant", policy, at))


def _ruling(terms: Terms, policy: Policy) -> Ruling:
    pack = policy.pack
    return Ruling(
        liability="merchant", merchant_share=100, terms=terms, reason=pack.ruling_reasons[0], facts=NOTHING,
        reasons=NOTHING, relied_on=(), rules=pack.rules[:1], pack=pack.id,
    )  # fmt: skip


def _proposed(policy: Policy, at: datetime) -> RulingProposed:
    deadline = policy.deadline("approval", "platform", policy.pack.windows.approval, at)
    ruling = _ruling(Terms(remedy="refund", amount=PRICE), policy)
    return RulingProposed(by=REVIEWER, at=at, ruling=ruling, deadline=deadline)


def _ruled(obligation: Obligation, policy: Policy, at: datetime) -> Ruled:
    return Ruled(
        by=REVIEWER, at=at, ruling=_ruling(obligation.terms, policy), decided_by=REVIEWER.id,
        review_until=policy.end(policy.pack.windows.review_ask, at), obligation=obligation,
        deadline=turns.owed(obligation, policy, at),
    )  # fmt: skip


def _proved(policy: Policy, at: datetime) -> ExecutionProved:
    deadline = policy.deadline("verification", "platform", policy.pack.windows.verification, at)
    proof = policy.pack.proofs[0].code
    return ExecutionProved(by=MEMBER, at=at, proof=proof, number=NOTHING, words=NOTHING, files=(), deadline=deadline)


def _review(policy: Policy, at: datetime) -> ReviewAsked:
    deadline = policy.deadline("review", "platform", policy.pack.windows.review, at)
    return ReviewAsked(by=MEMBER, at=at, side="merchant", words=NOTHING, deadline=deadline)
