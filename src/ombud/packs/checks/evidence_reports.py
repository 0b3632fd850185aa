"""Checks what a pack says of reports of fake evidence, and walks one with nobody acting."""

from collections.abc import Iterator

from ombud.core.deadlines import next_due_at
from ombud.core.evidence_report.events import Accused, EvidenceReportFiled
from ombud.core.evidence_report.lapse import LetTimePass, decide
from ombud.core.evidence_report.state import EvidenceReport, evolve
from ombud.core.people import Clock, Member
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import NOTHING
from ombud.packs.checks.turns import start
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile

ROUNDS_MAX = 4
"""More turns than such a report has before it is with the senior reviewers."""


def counts(found: PackFile) -> Iterator[Fault]:
    """At least one report can be made, of at least one kind, and the door is open until something was groundless."""
    rules, at = found.pack.evidence_reports, found.said_in.fault
    if rules is None:
        return
    if rules.per_order_max < 1:
        yield at(("evidence_reports", "per_order_max"), "nothing could be reported", "1 or more")
    if rules.false_max < 1:
        yield at(("evidence_reports", "false_max"), "the door would be closed to everybody", "1 or more")
    if not rules.claims:
        yield at(("evidence_reports", "claims"), "nothing could be said of a picture", "at least one")
    if len(set(rules.claims)) < len(rules.claims):
        yield at(("evidence_reports", "claims"), "the same is named twice", "each once")


def spans(found: PackFile) -> Iterator[Fault]:
    """What follows from a report still finds a case: the time to appeal holds hearing and examination."""
    rules = found.pack.evidence_reports
    if rules is None:
        return
    policy, begin = Policy(pack=found.pack, calendar=found.calendar), start(found)
    examined = policy.end(rules.examine, policy.end(rules.heard, begin))
    if policy.end(rules.appeal, begin) < examined:
        yield found.said_in.fault(
            ("evidence_reports", "appeal"),
            "it ends before a report made on the day of the refund is heard and examined",
            "at least as long as heard and examine together",
        )


def silence(found: PackFile) -> Iterator[Fault]:
    """A report on which nobody acts comes to the senior reviewers, and waits nowhere without a deadline."""
    if found.pack.evidence_reports is None:
        return
    policy = Policy(pack=found.pack, calendar=found.calendar)
    if (problem := stuck(_filed(policy, found), policy)) is not None:
        yield found.said_in.fault(("evidence_reports", "examine"), f"a report on which nobody acts: {problem}")


def stuck(report: EvidenceReport, policy: Policy) -> str | None:
    """What is wrong, where time alone doesn't bring this report to the senior reviewers."""
    for _ in range(ROUNDS_MAX):
        if report.overdue:
            return None
        at = next_due_at(report.deadlines)
        if at is None:
            return "it waits without a deadline"
        events = decide(LetTimePass(by=Clock(), at=at, evidence_report=report.id), report, policy)
        if isinstance(events, Refusal):
            return f"nothing follows at its deadline ({events.code})"
        for event in events:
            report = evolve(report, event)
    return "it goes round in circles"


def _filed(policy: Policy, found: PackFile) -> EvidenceReport:
    rules, at = found.pack.evidence_reports, start(found)
    assert rules is not None, "who walks a report has seen that the pack takes them"
    event = EvidenceReportFiled(
        by=Member(id="member", shop="shop", rights=("answer",)),
        at=at,
        evidence_report="report",
        number="1",
        order="order",
        order_number="1",
        complaint="",
        complaint_number="",
        shop="shop",
        consumer="consumer",
        pack=found.pack.id,
        told=rules.told,
        accused=Accused(file="picture", place="complaint"),
        claims=(),
        words=NOTHING,
        deadline=policy.deadline("heard", "consumer", rules.heard, at),
    )
    return evolve(None, event)


RULES = (counts, spans)
