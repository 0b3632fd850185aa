"""The few ways to reach a thing: each returns it to who may see it, or raises NotFound as if there were none."""

from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from ombud.accounts.platforms import Settings, settings_of
from ombud.core.announcement.events import Audience
from ombud.core.announcement.state import Announcement
from ombud.core.complaint.state import Complaint
from ombud.core.fund.names import parts_of
from ombud.core.fund.state import Fund
from ombud.core.order.state import Order
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor, Consumer, Invited, Member, Party, Reviewer, System
from ombud.core.policy.policy import Policy
from ombud.core.product.state import Product
from ombud.core.shop.state import Shop
from ombud.desk import clock
from ombud.desk.decide import Loaded, time_passes
from ombud.desk.handle import NotFound, policy_of
from ombud.desk.load import load, stream_id
from ombud.ledger.connection import connection, rows

BY_NUMBER = "SELECT id FROM complaint_row WHERE platform = %s AND number = %s"
ANNOUNCEMENT_BY_NUMBER = "SELECT id FROM announcement_row WHERE platform = %s AND number = %s"
PENALTY_BY_NUMBER = "SELECT id FROM penalty_row WHERE platform = %s AND number = %s"


class Case(NamedTuple):
    """A complaint as it stands at an instant, time already passed over it, for one reader."""

    complaint: Complaint
    policy: Policy
    platform: Settings
    party: Party
    by: Actor
    at: datetime


def access_complaint(platform: int, id: str, by: Actor, at: datetime | None = None) -> Case:
    """The complaint of this id or number, for one of its parties or the platform's reviewers. Raises NotFound."""
    at = at or clock.now(platform)
    loaded = _by_name(platform, "complaint", id, BY_NUMBER)
    settings = settings_of(platform)
    policy = policy_of(loaded, settings)
    complaint: Complaint = loaded.state
    party = party_of(by, complaint)
    passed = time_passes(loaded, policy, at)
    order = loaded.parent.state if loaded.parent else None
    if passed is not None:
        complaint, order = passed.state, passed.parent_state or order
    return Case(replace(as_told(complaint, party), order=order), policy, settings, party, by, at)


def as_told(complaint: Complaint, party: Party) -> Complaint:
    """The complaint as this party may see it: which pictures were found fake a shop reads only where it is told."""
    if party != "merchant":
        return complaint
    told = (replace(one, fake="") if one.fake == "received" else one for one in complaint.exhibits)
    known = (one for one in complaint.fakes if one.told == "result")
    return replace(complaint, exhibits=tuple(told), fakes=tuple(known))


def party_of(by: Actor, complaint: Complaint) -> Party:
    """Which party of this complaint somebody is. Raises NotFound for everybody else."""
    match by:
        case Consumer() if by.id == complaint.consumer:
            return "consumer"
        case Member() if by.shop == complaint.shop and (complaint.admitted or complaint.intervened):
            return "merchant"  # what is still held at the door, or was turned away there, no shop ever sees
        case Reviewer():
            return "platform"
        case _:
            raise NotFound


class PenaltyCase(NamedTuple):
    """A penalty as it stands at an instant, time already passed over it, for one reader."""

    penalty: Penalty
    shop: Shop
    policy: Policy
    platform: Settings
    party: Party
    by: Actor
    at: datetime


def access_penalty(platform: int, id: str, by: Actor, at: datetime | None = None) -> PenaltyCase:
    """The penalty of this id or number, for members of its shop once it is imposed, and for reviewers: an outside one
    sees only what they were invited to. Raises NotFound."""
    at = at or clock.now(platform)
    loaded = _by_name(platform, "penalty", id, PENALTY_BY_NUMBER)
    settings = settings_of(platform)
    policy = policy_of(loaded, settings)
    passed = time_passes(loaded, policy, at)
    penalty: Penalty = passed.state if passed else loaded.state
    assert loaded.parent is not None, "a penalty is imposed on a shop"
    shop: Shop = (passed.parent_state if passed else None) or loaded.parent.state
    return PenaltyCase(penalty, shop, policy, settings, party_of_penalty(by, penalty), by, at)


def party_of_penalty(by: Actor, penalty: Penalty) -> Party:
    """Which party of this penalty somebody is. Raises NotFound for everybody else."""
    match by:
        case Member() if by.shop == penalty.shop and penalty.imposed:
            return "merchant"
        case Reviewer():
            return "platform"
        case Invited() if by.penalty == penalty.id and by.id in penalty.outside:
            return "platform"
        case _:
            raise NotFound


def _by_name(platform: int, thing: str, id: str, by_number: str) -> Loaded:
    """A stream by its id, or by the number people know it by. Raises NotFound."""
    loaded = _stream(platform, thing, id)
    if loaded.state is not None:
        return loaded
    found = rows(by_number, (platform, id.upper())) if len(id) <= 40 and "\x00" not in id else []
    if not found:
        raise NotFound
    return _stream(platform, thing, found[0][0])


def access_order(platform: int, id: str, by: Actor) -> Order:
    """An order, for its consumer, its shop's members and the platform's people. Raises NotFound."""
    loaded = _stream(platform, "order", id)
    order: Order | None = loaded.state
    if order is None:
        raise NotFound
    match by:
        case Consumer() if by.id == order.facts.consumer:
            return order
        case Member() if by.shop and by.shop == order.facts.shop:
            return order
        case Reviewer():
            return order
        case _:
            raise NotFound


class OrderCase(NamedTuple):
    """An order as it stands at an instant, time already passed over it, for one reader."""

    order: Order
    policy: Policy
    platform: Settings
    party: Party
    by: Actor
    at: datetime


def access_order_case(platform: int, id: str, by: Actor, at: datetime | None = None) -> OrderCase:
    """The same order with its rules, for who acts on it. Raises NotFound."""
    at = at or clock.now(platform)
    access_order(platform, id, by)
    loaded = _stream(platform, "order", id)
    settings = settings_of(platform)
    policy = policy_of(loaded, settings)
    passed = time_passes(loaded, policy, at)
    order: Order = passed.state if passed else loaded.state
    party: Party = "merchant" if isinstance(by, Member) else "consumer" if isinstance(by, Consumer) else "platform"
    return OrderCase(order, policy, settings, party, by, at)


def access_penalised_order(case: PenaltyCase, id: str) -> Order:
    """An order that the penalty is about, for who decides on it: an outside reviewer sees these and no others.
    Raises NotFound."""
    if case.party != "platform" or id not in {one.id for one in case.penalty.imposition.orders}:
        raise NotFound
    order: Order | None = _stream(case.platform.id, "order", id).state
    if order is None:
        raise NotFound
    return order


def access_shop(platform: int, id: str) -> Shop:
    """A shop: its public facts may be seen by everybody of the platform. Raises NotFound."""
    shop: Shop | None = _stream(platform, "shop", id).state
    if shop is None:
        raise NotFound
    return shop


class FundCase(NamedTuple):
    """A shop's fund for one reader."""

    fund: Fund
    policy: Policy
    platform: Settings
    party: Party
    by: Actor
    at: datetime


def access_fund(platform: int, id: str, by: Actor, at: datetime | None = None) -> FundCase:
    """A fund, for its shop's own members, the platform's reviewers and its software. Raises NotFound."""
    party = fund_party(id, by)
    loaded = _stream(platform, "fund", id)
    if loaded.state is None:
        raise NotFound
    settings = settings_of(platform)
    return FundCase(loaded.state, policy_of(loaded, settings), settings, party, by, at or clock.now(platform))


def fund_party(id: str, by: Actor) -> Party:
    """As which party somebody may know of a fund of this id, whether there is one or not. Raises NotFound."""
    match by:
        case Member() if by.shop and by.shop == parts_of(id)[0]:
            return "merchant"
        case Reviewer() | System():
            return "platform"
        case _:
            raise NotFound


def access_open_shop(platform: int, id: str) -> Shop:
    """A shop that is open: before it is, nobody else knows of it. Raises NotFound."""
    shop = access_shop(platform, id)
    if shop.stage != "open":
        raise NotFound
    return shop


def access_known_shop(platform: int, id: str, by: Actor) -> Shop:
    """A shop for who may know of it: once it is open, everybody; before, its own people, whom they asked to join, and
    the platform's. Raises NotFound."""
    shop = access_shop(platform, id)
    own = isinstance(by, Member) and (by.shop == shop.id or by.id in shop.members or by.id in shop.invited)
    if shop.stage == "open" or own or isinstance(by, Reviewer | System):
        return shop
    raise NotFound


def access_product(platform: int, id: str) -> Product:
    """A product: public too. Raises NotFound."""
    product: Product | None = _stream(platform, "product", id).state
    if product is None:
        raise NotFound
    return product


def access_announcement(platform: int, id: str, by: Actor | None, at: datetime | None = None) -> Announcement:
    """An announcement of this id or number, for the audience it shows to, and for reviewers always; `by` is None for a
    stranger. Raises NotFound."""
    announcement: Announcement = _by_name(platform, "announcement", id, ANNOUNCEMENT_BY_NUMBER).state
    if isinstance(by, Reviewer | System):
        return announcement
    if announcement.shows(at or clock.now(platform)) and announcement.audience in audiences_of(by):
        return announcement
    raise NotFound


def audiences_of(by: Actor | None) -> tuple[Audience, ...]:
    """What is announced to whom this reader belongs to; None is a stranger."""
    match by:
        case Member():
            return ("everybody", "merchants")
        case Consumer():
            return ("everybody", "consumers")
        case Reviewer() | System():
            return ("everybody", "merchants", "consumers")
        case _:
            return ("everybody",)


def _stream(platform: int, thing: str, id: str) -> Loaded:
    if "\x00" in id or len(id) > 200:
        raise NotFound
    return load(connection(), platform, thing, stream_id(thing, id))[0]
