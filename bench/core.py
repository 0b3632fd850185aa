"""How many decisions the rules of procedure take on one core: decide and evolve, in memory, nothing else."""

import gc
import time
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from bench import mix
from bench.figure import Figure, Goal, middle
from ombud.core.complaint import answer, escalate, file, offer, rule
from ombud.core.complaint.answer import AnswerComplaint
from ombud.core.complaint.escalate import EscalateComplaint
from ombud.core.complaint.file import Contact, FileComplaint, LineClaim
from ombud.core.complaint.offer import MakeOffer
from ombud.core.complaint.rule import RuleComplaint
from ombud.core.complaint.state import Complaint, evolve
from ombud.core.money import Terms
from ombud.core.order import state as order_state
from ombud.core.order.events import Facts, Line, OrderTold
from ombud.core.order.state import Order
from ombud.core.people import System
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from ombud.packs.load import load_pack

Decide = Callable[[Any, Any, Policy], Any]
PART = Terms(remedy="refund", amount=2_000)
Given = tuple[Decide, Any, Any]
"""A verb's decide, its command, and what it looks at: the order for a filing, else the complaint with its order."""


def figures(*, quick: bool = False) -> list[Figure]:
    """Decide and evolve a second, over whole lives prepared before the clock starts."""
    lives, rounds = (100, 1) if quick else (4_000, 9)
    policy = load_pack("wechat")
    prepared = [one for n in range(lives) for one in prepare(n, policy)]
    gc.collect()
    gc.freeze()  # what was prepared is no part of the work, nor is looking through it for garbage
    _through(prepared, policy)  # the first time fills the caches of days and patterns
    rates = [len(prepared) / _through(prepared, policy) for _ in range(rounds)]
    how = (
        f"median of {rounds} rounds of {len(prepared):,} acts ({', '.join(mix.STEPS)}, a quarter each), pack wechat; "
        "seconds of processor time of one process"
    )
    return [Figure("core", middle(rates), "decide + evolve / s", goal=Goal("value", ">=", 100_000), how=how)]


def prepare(n: int, policy: Policy) -> list[Given]:
    """The four acts of a life, each with what it will look at."""
    order = _order(n)
    id, said = f"case-{n}", Words(mix.ANSWER)
    commands: dict[str, tuple[Decide, Any]] = {
        "file": (file.decide, _filing(n, id, order)),
        "answer": (
            answer.decide,
            AnswerComplaint(by=mix.BORIS, at=mix.at("answer", n), complaint=id, stance="refuses", words=said),
        ),
        "offer": (
            offer.decide,
            MakeOffer(by=mix.BORIS, at=mix.at("offer", n), complaint=id, terms=PART, words=said),
        ),
        "escalate": (escalate.decide, EscalateComplaint(by=mix.consumer(n), at=mix.at("escalate", n), complaint=id)),
        "rule": (rule.decide, _ruling(n, id)),
    }
    state: Complaint | None = None
    found = []
    for step, (decide, command) in commands.items():
        given: Order | Complaint = replace(state, order=order) if state else order
        if step in mix.STEPS:
            found.append((decide, command, given))
        for event in _decided(decide, command, given, policy):
            state = evolve(state, event)
    return found


def _through(prepared: list[Given], policy: Policy) -> float:
    """Seconds of processor time that all of them take, one after another."""
    start = time.process_time()
    for decide, command, given in prepared:
        state = given if type(given) is Complaint else None
        for event in decide(command, given, policy):
            state = evolve(state, event)
    return time.process_time() - start


def _decided(decide: Decide, command: Any, given: Any, policy: Policy) -> tuple[Any, ...]:
    outcome = decide(command, given, policy)
    assert not isinstance(outcome, Refusal), outcome
    events: tuple[Any, ...] = outcome
    return events


def _order(n: int) -> Order:
    told = mix.order_facts(n)
    facts = Facts(
        number=told["number"],
        shop=told["shop"],
        consumer=told["consumer"],
        currency="CNY",
        paid=mix.PAID,
        purchased_at=mix.filed_at(n),
        lines=(Line(id="1", title="Celadon mug", quantity=1, unit_price=mix.PAID),),
    )
    by = System(id="bench")
    return order_state.evolve(
        None, OrderTold(by=by, at=mix.filed_at(n), order=mix.order_id(n), facts=facts, source="bench")
    )


def _filing(n: int, id: str, order: Order) -> FileComplaint:
    return FileComplaint(
        by=mix.consumer(n),
        at=mix.at("file", n),
        complaint=id,
        number=f"B-{n}",
        order=order.id,
        reason="not-as-described",
        lines=(LineClaim(line="1"),),
        asked=Terms(remedy="refund", amount=mix.PAID),
        problem=Words(mix.problem(n)),
        contact=Contact(phone=Words("13800001234")),
    )


def _ruling(n: int, id: str) -> RuleComplaint:
    sent = mix.fields("rule", n)
    return RuleComplaint(
        by=mix.RITA,
        at=mix.at("rule", n),
        complaint=id,
        liability="merchant",
        merchant_share=100,
        terms=Terms(remedy="refund", amount=sent["terms"]["amount"]),
        reason=sent["reason"],
        facts=Words(sent["facts"]),
        reasons=Words(sent["reasons"]),
        relied_on=(),
        rules=("2.1",),
    )
