"""The owner hands in the papers that the pack's form asks for: numbers, words and files.

Who:    the shop's owner.
When:   once the duties are accepted, until the platform found the papers in order; again where they were refused.
Event:  QualificationSubmitted.
Next:   desk/reactions.py, under QualificationSubmitted.
"""

from datetime import date, datetime

from ombud.core.calendar import day_of
from ombud.core.command import Command
from ombud.core.files import File
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.opening_events import QualificationSubmitted
from ombud.core.shop.papers import Entry, Number, Papers, slips
from ombud.core.shop.rungs import keeper, rules_of
from ombud.core.shop.state import Shop


class SubmitQualification(Command, frozen=True):
    """Which kind of merchant, and what the form for it asks for."""

    shop: str
    form: str
    numbers: tuple[Number, ...]
    entries: tuple[Entry, ...] = ()
    files: tuple[File, ...] = ()


ONLY_TOLD = Refusal(
    code="shop-not-opened-here", because="The platform told us of this shop, so there is nothing to hand in here."
)
DUTIES_FIRST = Refusal(
    code="duties-not-accepted",
    because="The duties in force aren't accepted yet.",
    way_out="Read and accept them first.",
)
VERIFIED = Refusal(code="shop-verified", because="The platform has found the papers in order already.")
WAITING = Refusal(
    code="papers-with-platform",
    because="The papers are with the platform.",
    way_out="You can hand in others if it refuses these.",
)
NO_SUCH_FORM = Refusal(
    code="form-unknown", because="This platform has no form “{form}”.", way_out="It has: {forms}.", field="form"
)


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't hand anything in, or None."""
    if refusal := keeper(by, shop, policy):
        return refusal
    if shop.applied_at is None:
        return ONLY_TOLD
    if shop.verified_at is not None:
        return VERIFIED
    if shop.stage == "waiting":
        return WAITING
    return None if shop.duties == rules_of(policy).duties_version else DUTIES_FIRST


def decide(command: SubmitQualification, shop: Shop, policy: Policy) -> tuple[QualificationSubmitted, ...] | Refusal:
    """The papers, with the date by which they are looked at."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    rules = rules_of(policy)
    form = rules.form(command.form)
    if form is None:
        return NO_SUCH_FORM.given(form=command.form, forms=", ".join(one.code for one in rules.forms))
    papers = Papers(form=command.form, numbers=command.numbers, entries=command.entries, files=command.files)
    for refusal in slips(form, papers, today(policy, command.at)):
        return refusal
    deadline = policy.deadline("shop-verification", "platform", rules.windows.verify, command.at)
    return (QualificationSubmitted(by=command.by, at=command.at, qualification=papers.kept, deadline=deadline),)


def today(policy: Policy, at: datetime) -> date:
    """The day it is on the platform at this instant."""
    return day_of(policy.calendar.zone, at)
