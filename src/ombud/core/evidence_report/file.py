"""A shop reports that a picture which the order's consumer put is no true evidence.

Who:    a member of the order's shop with the right to answer.
When:   while the linked case can still change, and where the order has none, at any time; beyond the cap it is kept as
        a note to the case.
Event:  EvidenceReportFiled; EvidenceReportBeyondCap at the cap.
Next:   desk/reactions.py, under EvidenceReportFiled; the order counts it and the case notes it.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.evidence_report.events import (
    Accused,
    ClaimMade,
    EvidenceReportBeyondCap,
    EvidenceReportFiled,
)
from ombud.core.evidence_report.proof import unproved
from ombud.core.evidence_report.rungs import NO_REPORTS, unreadable
from ombud.core.evidence_report.state import Before
from ombud.core.evidence_report.windows import closes_at, limited_until
from ombud.core.files import File
from ombud.core.people import Actor, Member, can
from ombud.core.policy.evidence_reports import Claim
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shapes import Shape
from ombud.core.staff import NO_RIGHT
from ombud.core.struct import Value
from ombud.core.words import Words


class Claimed(Value, frozen=True):
    """One thing that is said of the picture, with what shows it."""

    claim: Claim
    links: tuple[Words, ...] = ()
    """Where the original stands: needed for *from-web*, unless the original is among the files."""
    files: tuple[File, ...] = ()
    """The original; for *not-ours* the shop's own photo to compare."""
    shapes: tuple[Shape, ...] = ()
    """For *edited*: the places on the accused picture, at least one."""


class FileEvidenceReport(Command, frozen=True):
    """Which picture, what is wrong with it, and the proof of that."""

    evidence_report: str
    number: str
    order: str
    file: str
    """The id of the picture accused."""
    claims: tuple[Claimed, ...]
    words: Words
    complaint: str = ""
    """The case it is about; empty: the one the picture lies in, or the newest of the order."""
    accused: Accused | None = None
    """What the desk knows of the picture: None where the consumer put no such picture for this order."""
    groundless_at: tuple[datetime, ...] = ()
    """When the shop's latest groundless reports were found to be that, newest first."""


NOT_THE_SHOP = Refusal(code="not-your-order", because="Only the shop that sold it reports evidence about an order.")
LIMITED = Refusal(
    code="evidence-reports-limited",
    because="Too many reports of this shop were groundless, so it can make none until {until}.",
    way_out="What you know of a picture can still be said in the case itself.",
)
CASE_OVER = Refusal(
    code="evidence-report-too-late",
    because="The case is closed, and evidence in it could be reported until {closed_at}.",
    way_out="Outside the platform, mediation or a court is still open to you.",
)
NOT_ACCUSABLE = Refusal(
    code="picture-not-of-the-order",
    because="The consumer of this order put no such picture, in a case about it or in its talk.",
    way_out="Choose a picture beside which “Report fake evidence” stands.",
    field="file",
)


def may(by: Actor, before: Before, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't report evidence about this order at this instant, or None. At the cap it may: see `left`."""
    if policy.pack.evidence_reports is None:
        return NO_REPORTS
    if not (isinstance(by, Member) and by.shop and by.shop == before.order.facts.shop):
        return NOT_THE_SHOP
    if not can(by, "answer"):
        return NO_RIGHT
    over = closes_at(before.complaint, policy)
    return CASE_OVER.given(closed_at=over) if over is not None and at >= over else None


def left(before: Before, policy: Policy) -> int:
    """How many more reports about this order are examined."""
    rules = policy.pack.evidence_reports
    if rules is None:
        return 0
    made = sum(1 for one in before.order.reported if one.shop == before.order.facts.shop)
    return max(0, rules.per_order_max - made)


def limit(groundless_at: tuple[datetime, ...], policy: Policy, at: datetime) -> Refusal | None:
    """That the door is closed to a shop whose reports were groundless too often, until when."""
    until = limited_until(groundless_at, policy, at)
    return LIMITED.given(until=until) if until is not None else None


def decide(
    command: FileEvidenceReport, before: Before, policy: Policy
) -> tuple[EvidenceReportFiled | EvidenceReportBeyondCap, ...] | Refusal:
    """The report, with the consumer's time to be heard; beyond the cap what was said, kept with the case."""
    by, at = command.by, command.at
    if refusal := may(by, before, policy, at) or limit(command.groundless_at, policy, at):
        return refusal
    if command.accused is None:
        return NOT_ACCUSABLE
    if refusal := unproved(command.claims, policy) or unreadable(command.words, policy):
        return refusal
    rules, facts, case = policy.pack.evidence_reports, before.order.facts, before.complaint
    assert rules is not None, "may has seen to it"
    assert isinstance(by, Member), "may has seen to it"
    beyond = EvidenceReportBeyondCap(
        by=by,
        at=at,
        evidence_report=command.evidence_report,
        number=command.number,
        order=before.order.id,
        order_number=facts.number,
        complaint=case.id if case else "",
        complaint_number=case.number if case else "",
        shop=by.shop,
        consumer=facts.consumer,
        pack=policy.pack.id,
        told=rules.told,
        accused=command.accused,
        claims=tuple(_made(one) for one in command.claims),
        words=command.words.kept,
    )
    if not left(before, policy):
        return (beyond,)
    deadline = policy.deadline("heard", "consumer", rules.heard, at)
    said = {name: getattr(beyond, name) for name in beyond.__struct_fields__}
    return (EvidenceReportFiled(**said, deadline=deadline),)


def _made(claimed: Claimed) -> ClaimMade:
    links = tuple(one.kept for one in claimed.links if not one.blank)
    return ClaimMade(claim=claimed.claim, links=links, files=claimed.files, shapes=claimed.shapes)
