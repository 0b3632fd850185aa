"""The standing cast of the stories: Ana bought, Boris sells, Rita decides, Sam must see nothing."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from ombud.accounts.models import Membership, Person, Platform
from ombud.core.people import Consumer, Member, Reviewer, System
from ombud.desk.handle import Act, Done, handle

MONDAY = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
"""A plain Monday, 10:00 in Shanghai, with no holiday near."""
SEED = System(id="seed")


class World(NamedTuple):
    """One platform with two shops, three consumers and three reviewers; everybody signs in as platform/handle."""

    platform: Platform
    ana: Consumer
    other: Consumer
    boris: Member
    viewer: Member
    sam: Member
    rita: Reviewer
    rolf: Reviewer
    senior: Reviewer

    def tell(self, verb: str, target: str, **fields: Any) -> Done:
        """Something told by the platform's own software."""
        done = handle(Act(self.platform.pk, verb, target, SEED, {**fields, "source": "test"}, at=MONDAY))
        assert isinstance(done, Done), done
        return done

    def do(self, verb: str, target: str, by: Any, at: datetime = MONDAY, **fields: Any) -> Any:
        """One act of one of the cast."""
        return handle(Act(self.platform.pk, verb, target, by, fields, at=at))


def world(pack: str = "wechat") -> World:
    """A fresh platform and its people: nothing else in the database is theirs."""
    slug = f"t{uuid.uuid4().hex[:10]}"
    platform = Platform.objects.create(slug=slug, name="Bazaar", pack=pack, prefix="T")
    people = {
        "ana": ("consumer", "", "林安娜"),
        "other": ("consumer", "", "Otto"),
        "boris": ("member", "", "Boris"),
        "viewer": ("member", "", "Vera"),
        "sam": ("member", "", "Sam"),
        "rita": ("reviewer", "reviewer", "Rita"),
        "rolf": ("reviewer", "reviewer", "Rolf"),
        "senior": ("reviewer", "senior", "Sena"),
    }
    for handle_, (kind, role, name) in people.items():
        person = Person(platform=platform, ref=handle_, login=f"{slug}/{handle_}", kind=kind, role=role, name=name)
        person.set_unusable_password()
        person.save()
        if kind == "member":
            shop = "tea" if handle_ == "sam" else "mugs"
            Membership.objects.create(
                platform=platform, person=person, shop=shop, role="viewer" if handle_ == "viewer" else "owner"
            )
    made = World(
        platform,
        Consumer(id="ana"),
        Consumer(id="other"),
        Member(id="boris", shop="mugs", rights=("answer", "appeal")),
        Member(id="viewer", shop="mugs"),
        Member(id="sam", shop="tea", rights=("answer", "appeal")),
        Reviewer(id="rita"),
        Reviewer(id="rolf"),
        Reviewer(id="senior", rights=("rule", "approve", "oversee")),
    )
    made.tell("shop.tell", "mugs", facts={"name": "Shanyu Ceramics", "verified": True})
    made.tell("shop.tell", "tea", facts={"name": "Tea House"})
    return made


def an_order(world: World, id: str = "o-1", paid: int = 16800, **facts: Any) -> str:
    """One mug, bought by Ana from Boris's shop ten days before the Monday."""
    world.tell(
        "order.tell",
        id,
        facts={
            "number": f"N{id}",
            "shop": "mugs",
            "consumer": "ana",
            "currency": "CNY",
            "paid": paid,
            "payment_way": "card",
            "status": "delivered",
            "purchased_at": (MONDAY - timedelta(days=10)).isoformat(),
            "lines": [
                {"id": "1", "product": "mug", "title": "Celadon mug", "specification": "350 ml", "unit_price": paid}
            ],
            **facts,
        },
    )
    return id


def a_filing(order: str = "o-1", **changed: Any) -> dict[str, Any]:
    """What Ana fills in about the mug."""
    return {
        "order": order,
        "reason": "not-as-described",
        "lines": [{"line": "1"}],
        "asked": {"remedy": "refund", "amount": 16800},
        "problem": "The mug has a crack.",
        "contact": {"phone": "13800001234"},
        **changed,
    }


def a_complaint(world: World, order: str = "", **changed: Any) -> Done:
    """Ana's complaint about a cracked mug, accepted and with the shop."""
    done = world.do("complaint.file", "", world.ana, **a_filing(order or an_order(world), **changed))
    assert isinstance(done, Done), done
    return done


def a_log() -> World:
    """A platform with one complaint, all of it in its log."""
    from ombud.timers import sequencer

    made = world()
    a_complaint(made)
    sequencer.settle_all(MONDAY)
    return made
