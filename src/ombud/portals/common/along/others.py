"""Whose personal data a reader's file leaves out: the people of the other side, as far as we know them."""

from collections.abc import Iterable

from ombud.accounts.models import Membership, Person
from ombud.core.complaint.audience import audience as of_complaint
from ombud.core.penalty.audience import audience as of_penalty
from ombud.core.people import Party
from ombud.desk.access import Case, PenaltyCase
from ombud.portals.common.along.masks import Masks
from ombud.portals.common.case.present import contact
from ombud.portals.common.case.reach import story
from ombud.reads.penalty_story import penalty_story
from ombud.reads.timeline import Timeline


def masks_of(case: Case, timeline: Timeline) -> Masks:
    """What this reader's file of a complaint masks: the other side's people; both sides' in the platform's own file."""
    complaint, names, addresses = case.complaint, list[str](), list[str]()
    if case.party != "consumer":
        given = contact(timeline)
        names.append(given["name"])
        addresses += [given["phone"], given["email"]]
        _add(consumers(case.platform.id, complaint.consumer), names, addresses)
    if case.party != "merchant":
        _add(members(case.platform.id, complaint.shop), names, addresses)
    return Masks(names, addresses, spare=(complaint.order_number, complaint.order_id, complaint.number))


def masks_of_penalty(case: PenaltyCase) -> Masks:
    """The same for a penalty: the shop's own people stay in its file; consumers are found by the look of it alone."""
    names, addresses = list[str](), list[str]()
    if case.party != "merchant":
        _add(members(case.platform.id, case.penalty.shop), names, addresses)
    numbers = [one.number for one in case.penalty.imposition.orders]
    return Masks(names, addresses, spare=(*numbers, case.penalty.number))


def told_outside(case: Case) -> Timeline:
    """What happened, as it may leave the house: without what the staff did and noted among themselves."""
    told = story(case)
    return Timeline(tuple(one for one in told.entries if of_complaint(one.event) != ("platform",)), told.words)


def penalty_told_outside(case: PenaltyCase) -> Timeline:
    """The same of a penalty."""
    told = penalty_story(case.platform.id, case.penalty, case.party)
    return Timeline(tuple(one for one in told.entries if of_penalty(one.event) != ("platform",)), told.words)


def written_by(party: Party, reader: Party) -> bool:
    """Whether the reader's own side wrote it: then it stays as it is, the reader knows it."""
    return party == reader and party != "platform"


def consumers(platform: int, ref: str) -> Iterable[Person]:
    """The consumer, where we know them."""
    return Person.objects.filter(platform=platform, ref=ref)


def members(platform: int, shop: str) -> Iterable[Person]:
    """The shop's people."""
    held = Membership.objects.filter(platform=platform, shop=shop).select_related("person")
    return [one.person for one in held] if shop else []


def _add(people: Iterable[Person], names: list[str], addresses: list[str]) -> None:
    for one in people:
        names.append(one.name)
        addresses += [one.phone, one.email]
