"""A shop's papers, for its own people and the platform's: numbers masked, in full only for who asked on record."""

from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from ombud.accounts.platforms import Settings, settings_of
from ombud.core.credentials import masked
from ombud.core.people import Actor, Member, Party, Reviewer
from ombud.core.policy.policy import Policy
from ombud.core.shop.events import ShopEvent
from ombud.core.shop.opening_events import CredentialsSeen
from ombud.core.shop.state import Shop
from ombud.desk import clock
from ombud.desk.decide import time_passes
from ombud.desk.handle import NotFound, policy_of
from ombud.desk.load import load, stream_id
from ombud.ledger.connection import connection, rows
from ombud.ledger.words import words_of as words_in
from ombud.vault.sealing import CantOpen, is_sealed, place_of, unseal

EVENTS = "SELECT body FROM event WHERE platform = %s AND stream = %s ORDER BY seq"


class _Body(msgspec.Struct):
    audience: tuple[str, ...]
    event: ShopEvent


_read = msgspec.json.Decoder(_Body).decode


class ShopCase(NamedTuple):
    """A shop as it stands at an instant, time already passed over it, for one of its people or the platform's."""

    shop: Shop
    policy: Policy
    platform: Settings
    party: Party
    by: Actor
    at: datetime


class Story(NamedTuple):
    """What happened to it, as one party may read it, oldest first, and the words beside it by their hash."""

    events: tuple[Any, ...]
    words: dict[str, str]

    def said(self, kept: str) -> str:
        """The words behind a hash, or that law has erased them; empty where nothing was said, or where it is sealed."""
        words = self.words.get(kept, "")
        return "" if is_sealed(words) else words


def access_own_shop(platform: int, id: str, by: Actor, at: datetime | None = None) -> ShopCase:
    """The shop with all that isn't public, for who acts for it, and for reviewers. Raises NotFound."""
    if "\x00" in id or len(id) > 200:
        raise NotFound
    at = at or clock.now(platform)
    loaded = load(connection(), platform, "shop", stream_id("shop", id))[0]
    if loaded.state is None:
        raise NotFound
    settings = settings_of(platform, at)
    policy = policy_of(loaded, settings)
    passed = time_passes(loaded, policy, at)
    shop: Shop = passed.state if passed else loaded.state
    return ShopCase(shop, policy, settings, _party(by, shop), by, at)


def _party(by: Actor, shop: Shop) -> Party:
    match by:
        case Member() if by.shop == shop.id:
            return "merchant"
        case Reviewer():
            return "platform"
        case _:
            raise NotFound


def story(case: ShopCase) -> Story:
    """The shop's record for this reader."""
    key = (case.platform.id, stream_id("shop", case.shop.id))
    bodies = (_read(bytes(body)) for (body,) in rows(EVENTS, key))
    return Story(tuple(one.event for one in bodies if case.party in one.audience), words_in(*key))


def contact_of(platform: int, shop: Shop) -> str:
    """Where buyers reach it: public."""
    return words_of(platform, shop, shop.contact)


def words_of(platform: int, shop: Shop, kept: str) -> str:
    """Words of the shop that everybody may read, such as where it is reached; never what is sealed."""
    words = words_in(platform, stream_id("shop", shop.id), digests=[kept]).get(kept, "") if kept else ""
    return "" if is_sealed(words) else words


def may_see_numbers(case: ShopCase, its: Story) -> bool:
    """Whether this reviewer said on record why they have to see the papers that lie there now."""
    since = case.shop.submitted_at
    return since is not None and any(
        isinstance(one, CredentialsSeen) and one.by == case.by and one.at >= since for one in its.events
    )


def numbers(case: ShopCase, its: Story, *, in_full: bool = False) -> dict[str, str]:
    """The numbers handed in, by code: masked, or in full for a reviewer whose look is on record."""
    in_full = in_full and case.party == "platform" and may_see_numbers(case, its)
    qualification = case.shop.qualification
    found = {}
    for one in qualification.numbers if qualification else ():
        sealed = its.words.get(one.words, "")
        try:
            number = unseal(sealed, place_of(stream_id("shop", case.shop.id), one.words)) if sealed else ""
        except CantOpen:
            number = ""
        found[one.code] = number if in_full else masked(number)
    return found
