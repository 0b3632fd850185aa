"""A shop goes through the one door: its people get their rights with the event, its numbers lie sealed."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.accounts.models import Membership, Person
from ombud.core.credentials import credit_code_check
from ombud.core.people import Member
from ombud.core.refusal import Refusal
from ombud.desk.access import access_shop
from ombud.desk.as_it_stood import access_product_at
from ombud.desk.handle import Act, Done, NotFound
from ombud.desk.handle_many import handle_many, let_time_pass
from ombud.desk.papers import access_own_shop, contact_of, numbers, story
from ombud.desk.rebuild import rebuild
from ombud.ledger.connection import rows
from ombud.ledger.words import texts_of
from ombud.packs.load import load_pack
from ombud.reads import shop_queue
from ombud.vault.models import EvidenceFile
from ombud.vault.sealing import CantOpen, place_of, seal, unseal
from tests.cast import MONDAY, World, world

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CODE = f"91310000MA1FL0007{credit_code_check('91310000MA1FL0007')}"
CUP = {"title": "Cup", "price": 4800, "currency": "CNY", "after_sales": "Back within 7 days.", "stock": 12}


def newcomer(made: World, ref: str) -> Member:
    """Somebody who sells and acts for no shop yet."""
    login = f"{made.platform.slug}/{ref}"
    Person.objects.create(platform=made.platform, ref=ref, login=login, kind="member", name=ref.title())
    return actor(made, ref)


def actor(made: World, ref: str) -> Member:
    """Somebody as the pages know them now."""
    found = Person.objects.get(platform=made.platform, ref=ref).actor()
    assert isinstance(found, Member)
    return found


def a_file(made: World, by: str, digest: str = "0" * 64) -> str:
    """A picture that this person uploaded."""
    about = {"size_bytes": 1, "media_type": "image/jpeg", "filename": "x.jpg", "width": 1, "height": 1, "pages": 1}
    file, _new = EvidenceFile.objects.get_or_create(
        platform=made.platform.pk, uploaded_by=by, sha256=digest,
        defaults={**about, "pictures": {}, "uploaded_at": MONDAY},
    )  # fmt: skip
    return str(file.id)


def well(outcome: Any) -> Done:
    assert isinstance(outcome, Done), outcome
    return outcome


def papers(made: World, by: str, number: str = CODE) -> dict[str, Any]:
    """What a company hands in."""
    return {
        "form": "company",
        "numbers": [{"code": "credit-code", "number": number}],
        "entries": [
            {"code": "legal-name", "words": "Mei Cups Ltd"},
            {"code": "representative", "words": "Mei Lin"},
        ],
        "files": [{"file": a_file(made, by), "kind": "licence"}],
    }


@pytest.fixture
def made() -> World:
    return world("weixun")


def applied(made: World) -> str:
    mei = newcomer(made, "mei")
    given = {"name": "Mei’s Cups", "category": "home", "contact": "13800001234"}
    return well(made.do("shop.apply", "", mei, **given)).id


def waiting(made: World) -> str:
    shop = applied(made)
    well(made.do("shop.accept-duties", shop, actor(made, "mei"), version="2026.1"))
    well(made.do("shop.qualify", shop, actor(made, "mei"), **papers(made, "mei")))
    return shop


def opened(made: World) -> str:
    shop = waiting(made)
    well(made.do("shop.verify", shop, made.rita))
    well(made.do("shop.open", shop, actor(made, "mei")))
    return shop


@pytest.mark.requirement("PD-8")
def test_who_applies_owns_the_shop_from_the_same_transaction_on(made: World) -> None:
    shop = applied(made)
    mei = actor(made, "mei")
    assert (mei.shop, mei.rights) == (shop, ("answer", "appeal"))
    told = rows("SELECT to_kind, to_ref, notice FROM message WHERE platform = %s", (made.platform.pk,))
    assert told == [("shop", shop, "shop_applied")]
    assert contact_of(made.platform.pk, access_shop(made.platform.pk, shop)) == "13800001234"
    again = made.do("shop.apply", "", mei, name="Another", category="home", contact="1")
    assert isinstance(again, Refusal)
    assert again.code == "acts-for-a-shop"


@pytest.mark.requirement("PD-8")
def test_numbers_lie_sealed_are_shown_masked_and_in_full_only_to_who_asked_on_record(made: World) -> None:
    shop = waiting(made)
    everything = rows("SELECT convert_from(body, 'UTF8') FROM event WHERE platform = %s", (made.platform.pk,))
    everything += [(text,) for text in texts_of(made.platform.pk, f"shop/{shop}").values()]
    everything += rows("SELECT convert_from(state, 'UTF8') FROM stream WHERE platform = %s", (made.platform.pk,))
    assert not [one for (one,) in everything if CODE in one]
    for by in (actor(made, "mei"), made.rita):
        case = access_own_shop(made.platform.pk, shop, by)
        assert numbers(case, story(case), in_full=True) == {"credit-code": "•" * 14 + CODE[-4:]}
    refused = made.do("shop.see-credentials", shop, made.rita, why=" ")
    assert isinstance(refused, Refusal)
    well(made.do("shop.see-credentials", shop, made.rita, why="To compare with the licence."))
    case = access_own_shop(made.platform.pk, shop, made.rita)
    assert numbers(case, story(case), in_full=True) == {"credit-code": CODE}
    other = access_own_shop(made.platform.pk, shop, made.rolf)
    assert numbers(other, story(other), in_full=True) == {"credit-code": "•" * 14 + CODE[-4:]}
    own = access_own_shop(made.platform.pk, shop, actor(made, "mei"))
    assert "CredentialsSeen" not in [type(one).__name__ for one in story(own).events]


def test_what_is_sealed_opens_only_in_its_own_place(settings: Any) -> None:
    sealed = seal(CODE, place_of("shop/a", "1"))
    assert CODE not in sealed
    assert seal(CODE, place_of("shop/a", "1")) != sealed
    assert unseal(sealed, place_of("shop/a", "1")) == CODE
    for other in (sealed[:-8] + "AAAAAAA=", "sealed:!", "sealed:"):
        with pytest.raises(CantOpen):
            unseal(other, place_of("shop/a", "1"))
    with pytest.raises(CantOpen):
        unseal(sealed, place_of("shop/b", "1"))
    settings.SEAL_KEYS = ["a newer key", *settings.SEAL_KEYS]
    assert unseal(sealed, place_of("shop/a", "1")) == CODE
    settings.SEAL_KEYS = ["a newer key"]
    with pytest.raises(CantOpen):
        unseal(sealed, place_of("shop/a", "1"))


@pytest.mark.requirement("PD-8")
def test_papers_wait_in_the_platforms_queue_and_then_in_the_senior_one(made: World) -> None:
    shop = waiting(made)
    platform = made.platform.pk
    found, more = shop_queue.waiting(platform, "shops")
    assert [(one.id, one.name, one.owner) for one in found] == [(shop, "Mei’s Cups", "mei")]
    assert not more
    assert shop_queue.standings(platform, MONDAY)["shops"].cases == 1
    assert let_time_pass([(platform, f"shop/{shop}")], MONDAY + 5 * DAY) == 1
    assert shop_queue.waiting(platform, "shops")[0] == []
    assert [one.id for one in shop_queue.waiting(platform, "shop-senior")[0]] == [shop]
    late = rows(
        "SELECT to_kind, to_ref FROM message WHERE platform = %s AND notice = 'verification_overdue'", (platform,)
    )
    assert sorted(late) == [("queue", "senior"), ("shop", shop)]
    well(made.do("shop.verify", shop, made.senior, MONDAY + 5 * DAY))
    assert shop_queue.waiting(platform, "shop-senior")[0] == []


@pytest.mark.requirement("PD-8")
def test_roles_and_rights_follow_what_the_owner_does(made: World) -> None:
    shop = opened(made)
    newcomer(made, "tao")
    well(made.do("shop.invite-member", shop, actor(made, "mei"), member="tao", role="service"))
    assert [one.shop for one in shop_queue.invitations(made.platform.pk, "tao")] == [shop]
    well(made.do("shop.join", shop, actor(made, "tao")))
    assert shop_queue.invitations(made.platform.pk, "tao") == []
    assert actor(made, "tao").rights == ("answer",)
    well(made.do("shop.change-role", shop, actor(made, "mei"), member="tao", role="viewer"))
    assert actor(made, "tao").rights == ()
    well(made.do("shop.hand-over", shop, actor(made, "mei"), member="tao"))
    assert (actor(made, "tao").rights, actor(made, "mei").rights) == (("answer", "appeal"), ("answer",))
    well(made.do("shop.remove-member", shop, actor(made, "tao"), member="mei"))
    assert actor(made, "mei").shop == ""


@pytest.mark.requirement("PD-8")
def test_who_stands_in_has_the_owners_rights_meanwhile_and_no_longer(made: World) -> None:
    now = made.do("shop.end-absence", "mugs", made.boris)  # a told shop has owners that only accounts know of
    assert isinstance(now, Refusal)
    member = Membership.objects.get(platform=made.platform, person__ref="viewer")
    when = {"from_at": "2026-03-09T00:00:00Z", "until": "2026-03-20T00:00:00Z"}
    well(made.do("shop.announce-absence", "mugs", made.boris, substitute="viewer", **when))
    member.refresh_from_db()
    assert [member.role_at(MONDAY + n * DAY) for n in (-1, 0, 10, 11)] == ["viewer", "owner", "owner", "viewer"]
    well(made.do("shop.end-absence", "mugs", made.boris))
    member.refresh_from_db()
    assert member.role_at(MONDAY) == "viewer"


@pytest.mark.requirement("PD-9")
def test_what_stood_at_purchase_is_read_back_whatever_changed_since(made: World) -> None:
    shop = opened(made)
    mei = actor(made, "mei")
    given = {"name": "Mei’s Cups", "category": "home", "contact": "1", "policy": "Thirty days."}
    well(made.do("shop.set-up", shop, mei, MONDAY + HOUR, **given))
    id = well(made.do("product.list", "", mei, MONDAY + HOUR, **CUP)).id
    when = {"from_at": "2026-03-10T02:00:00Z", "until": "2026-03-12T02:00:00Z"}
    promise = {"kind": "coupon", "name": "Spring", "terms": "5 off", **when}
    well(made.do("product.promote", id, mei, MONDAY + 2 * HOUR, **promise))
    bought = MONDAY + 2 * DAY
    worse = {"title": "Cup", "price": 5200, "after_sales": "No returns.", "stock": 1}
    well(made.do("product.revise", id, mei, MONDAY + 4 * DAY, **worse))
    well(made.do("shop.set-up", shop, mei, MONDAY + 4 * DAY, **{**given, "policy": "None."}))
    well(made.do("product.take-down", id, mei, MONDAY + 5 * DAY))
    stood = access_product_at(made.platform.pk, id, bought)
    assert (stood.product.facts.price, stood.product.facts.after_sales) == (4800, "Back within 7 days.")
    assert (stood.policy, [one.name for one in stood.promotions]) == ("Thirty days.", ["Spring"])
    now = access_product_at(made.platform.pk, id, MONDAY + 6 * DAY)
    assert (now.product.facts.price, now.product.up, now.promotions, now.policy) == (5200, False, (), "None.")
    before = access_product_at(made.platform.pk, id, MONDAY - DAY)
    assert (before.first_known, before.product.facts.price) == (True, 4800)
    with pytest.raises(NotFound):
        access_product_at(made.platform.pk, "nothing", bought)


def test_nobody_from_elsewhere_sees_a_shops_papers_or_sells_for_it(made: World) -> None:
    shop = waiting(made)
    for by in (made.sam, made.ana):
        with pytest.raises(NotFound):
            access_own_shop(made.platform.pk, shop, by)
    id = well(made.do("product.list", "", made.boris, **CUP)).id
    refused = made.do("product.take-down", id, made.sam)
    assert isinstance(refused, Refusal)
    assert refused.code == "not-your-product"


@pytest.mark.requirement("PD-8")
def test_many_products_of_one_shop_are_listed_in_one_batch_up_to_the_packs_number(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = load_pack("weixun")
    assert rules.pack.shops is not None
    few = replace(rules.pack.shops, limits=replace(rules.pack.shops.limits, products_max=2))
    small = replace(rules, pack=replace(rules.pack, shops=few))
    monkeypatch.setattr("ombud.desk.handle.load_pack", lambda _name: small)
    acts = [
        Act(made.platform.pk, "product.list", "", made.boris, {**CUP, "title": f"Cup {n}"}, f"k-{n}", at=MONDAY)
        for n in range(3)
    ]
    first, second, third = handle_many(acts)
    assert isinstance(first, Done)
    assert isinstance(second, Done)
    assert isinstance(third, Refusal)
    assert (third.code, third.facts) == ("too-many-products", {"products_max": 2})
    assert handle_many(acts[:2]) == [first, second]
    well(made.do("product.take-down", first.id, made.boris))
    assert isinstance(handle_many(acts[2:])[0], Done)
    back = made.do("product.put-back", first.id, made.boris)
    assert isinstance(back, Refusal)
    assert back.code == "too-many-products"


def test_all_of_it_can_be_made_again_from_the_record(made: World) -> None:
    shop = opened(made)
    well(made.do("shop.invite-member", shop, actor(made, "mei"), member="tao", role="service"))
    well(made.do("product.list", "", actor(made, "mei"), **CUP))
    assert rebuild(replace=False, platform=made.platform.pk) == []
