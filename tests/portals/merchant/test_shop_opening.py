"""A merchant comes with nothing and leaves with an open shop: page by page, without script."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from ombud.accounts.models import Draft, Person
from ombud.desk import clock
from ombud.desk.access import access_shop
from ombud.desk.as_it_stood import access_product_at
from ombud.desk.handle_many import let_time_pass
from ombud.ledger.connection import rows
from tests.cast import World, world
from tests.desk.test_shops import CODE, a_file, newcomer
from tests.portals.clients import signed_in


@pytest.fixture
def made() -> World:
    return world("weixun")


def shop_of(made: World, ref: str) -> str:
    actor: Any = Person.objects.get(platform=made.platform, ref=ref).actor()
    return str(actor.shop)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sent(client: Client, path: str, **fields: Any) -> Any:
    """The form, and the page it leads to."""
    answer = client.post(path, fields, follow=True)
    assert answer.status_code == 200, text(answer)
    return answer


def applied(made: World) -> Client:
    newcomer(made, "mei")
    mei = signed_in(made, "mei")
    sent(mei, "/merchant/shop/apply", name="Mei’s Cups", category="home", contact="13800001234", city="Hangzhou")
    return mei


def handed_in(made: World) -> Client:
    mei = applied(made)
    sent(mei, "/merchant/shop/duties", version="2026.1", read="on")
    answer = sent(mei, "/merchant/shop/papers", **filled(made))
    assert "The platform checks your documents" in text(answer)
    return mei


def filled(made: World, **changed: Any) -> dict[str, Any]:
    return {
        "form": "company",
        "n-credit-code": CODE,
        "e-legal-name": "Mei Cups Ltd",
        "e-representative": "Mei Lin",
        "f-licence": a_file(made, "mei"),
        **changed,
    }


@pytest.mark.requirement("PD-8")
@pytest.mark.requirement("PD-9")
def test_from_nothing_to_an_open_shop_that_sells(made: World) -> None:
    newcomer(made, "mei")
    mei = signed_in(made, "mei")
    assert mei.get("/merchant/").headers["Location"] == "/merchant/shop"
    start = mei.get("/merchant/shop")
    assert "Open a shop" in text(start)
    mei = signed_in(made, "mei")
    there = sent(mei, "/merchant/shop/apply", name="Mei’s Cups", category="home", contact="13800001234", city="")
    assert there.redirect_chain == [("/merchant/shop/duties", 302)]
    assert "Deceive nobody" in text(there)
    refused = mei.post("/merchant/shop/duties", {"version": "2026.1"})
    assert refused.status_code == 422
    assert "Tick that you have read and accept them." in text(refused)
    papers = sent(mei, "/merchant/shop/duties", version="2026.1", read="on")
    assert "Unified social credit code" in text(papers)
    waiting = sent(mei, "/merchant/shop/papers", **filled(made))
    assert "To be checked by" in text(waiting)
    shop = shop_of(made, "mei")
    rita = signed_in(made, "rita")
    assert "Mei’s Cups" in text(rita.get("/review/shops"))
    checked = sent(rita, f"/review/shops/{shop}", do="verify", words="")
    assert "Verified. The merchant is told" in text(checked)
    ready = mei.get("/merchant/shop")
    assert "Your documents are in order" in text(ready)
    opened = sent(mei, "/merchant/shop/open")
    assert "Your shop is open." in text(opened)
    listed = sent(
        mei, "/merchant/products/new", title="Cup", price="48", stock="12", after_sales="Back within 7 days.",
        description="", **{"f-pictures": a_file(made, "mei", "1" * 64)},
    )  # fmt: skip
    assert "It is offered from now on." in text(listed)
    assert access_shop(made.platform.pk, shop).stage == "open"


@pytest.mark.requirement("PD-8")
def test_each_slip_in_the_papers_is_named_at_its_field_and_nothing_typed_is_lost(made: World) -> None:
    mei = applied(made)
    sent(mei, "/merchant/shop/duties", version="2026.1", read="on")
    wrong = filled(made, **{"n-credit-code": CODE[:-1] + "0", "e-legal-name": ""})
    answer = mei.post("/merchant/shop/papers", wrong)
    assert answer.status_code == 422
    assert "2 things to mend" in text(answer)
    assert "The check digit doesn’t fit the rest" in text(answer)
    assert "“Registered name” is missing." in text(answer)
    assert 'id="n-credit-code-error"' in answer.content.decode()
    kept = Draft.objects.get(platform=made.platform, form="shop-papers").fields
    assert CODE[:-1] not in str(kept)
    again = mei.get("/merchant/shop/papers").content.decode()
    assert f'value="{CODE[:-1]}0"' in again
    assert 'value="Mei Lin"' in again
    draft = {name: value for name, value in wrong.items() if name != "form"} | {"n-credit-code": CODE}
    assert mei.post("/merchant/shop/papers/company/draft", draft).status_code == 204
    assert f'value="{CODE}"' in mei.get("/merchant/shop/papers").content.decode()
    assert CODE not in str(Draft.objects.get(platform=made.platform, form="shop-papers").fields)


@pytest.mark.requirement("PD-8")
def test_papers_that_were_sent_back_say_why_and_what_to_do(made: World) -> None:
    mei = handed_in(made)
    shop = shop_of(made, "mei")
    rita = signed_in(made, "rita")
    bare = rita.post(f"/review/shops/{shop}", {"do": "refuse", "words": "Too dark."})
    assert bare.status_code == 422
    assert "Choose at least one reason." in text(bare)
    sent(rita, f"/review/shops/{shop}", do="refuse", reasons=["unreadable", "expired"], words="Too dark to read.")
    page = text(mei.get("/merchant/shop"))
    for words in ("Your documents were sent back", "Take the photo again in daylight", "Too dark to read."):
        assert words in page
    assert "The platform checks your documents" in text(sent(mei, "/merchant/shop/papers", **filled(made)))


@pytest.mark.requirement("PD-8")
def test_a_reviewer_sees_numbers_masked_and_in_full_in_the_one_answer_to_a_look_on_record(made: World) -> None:
    handed_in(made)
    shop = shop_of(made, "mei")
    rita = signed_in(made, "rita")
    page = rita.get(f"/review/shops/{shop}").content.decode()
    assert CODE not in page
    assert CODE[-4:] in page
    assert rita.post(f"/review/shops/{shop}", {"do": "see", "why": ""}).status_code == 422
    shown = rita.post(f"/review/shops/{shop}", {"do": "see", "why": "To compare."})
    assert CODE in shown.content.decode()
    assert "Looked at the numbers in full." in text(shown)
    assert CODE not in rita.get(f"/review/shops/{shop}").content.decode()
    assert CODE not in signed_in(made, "mei").get("/merchant/shop").content.decode()


@pytest.mark.requirement("PD-8")
def test_the_platform_is_late_and_the_merchant_and_senior_reviewers_see_it(made: World) -> None:
    mei = handed_in(made)
    shop = shop_of(made, "mei")
    assert let_time_pass([(made.platform.pk, f"shop/{shop}")], clock.now() + timedelta(days=20)) == 1
    assert "The platform is late with your documents" in text(mei.get("/merchant/shop"))
    assert "Mei’s Cups" in text(signed_in(made, "senior").get("/review/shops?late=1"))
    assert "Overdue shops" in text(signed_in(made, "senior").get("/review/"))


@pytest.mark.requirement("PD-9")
def test_a_shop_dresses_itself_and_shows_a_preview_first(made: World) -> None:
    boris = signed_in(made, "boris")
    given = {"name": "Shanyu", "category": "home", "contact": "0571", "city": "", "policy": "Thirty days.",
             "background": "jade"}  # fmt: skip
    preview = sent(boris, "/merchant/shop/set-up", preview="1", **given)
    assert "shopfront bg-jade" in preview.content.decode()
    assert access_shop(made.platform.pk, "mugs").look.background == "plain"
    sent(boris, "/merchant/shop/set-up", **given, **{"f-logo": a_file(made, "boris")})
    found = access_shop(made.platform.pk, "mugs")
    assert (found.facts.name, found.look.background, found.look.logo is not None) == ("Shanyu", "jade", True)
    assert "Only the shop" in text(signed_in(made, "viewer").get("/merchant/shop/set-up"))


@pytest.mark.requirement("PD-9")
def test_a_promotion_and_a_policy_stand_as_they_were_at_purchase(made: World) -> None:
    boris = signed_in(made, "boris")
    sent(
        boris, "/merchant/products/new", title="Cup", price="48.00", stock="", after_sales="Seven days.", description=""
    )
    id = rows("SELECT id FROM product_row WHERE platform = %s AND title = 'Cup'", (made.platform.pk,))[0][0]
    now = clock.now()
    soon = now.astimezone(ZoneInfo("Asia/Shanghai"))
    promise = {"kind": "coupon", "name": "Spring", "terms": "5 off from 30.", "from_at": f"{soon:%Y-%m-%dT%H:%M}",
               "until": f"{soon + timedelta(days=3):%Y-%m-%dT%H:%M}", "price": ""}  # fmt: skip
    page = sent(boris, f"/merchant/products/{id}/promote", **promise)
    assert "On now" in text(page)
    bought = clock.now()
    sent(
        boris, f"/merchant/products/{id}/edit", title="Cup", price="52", stock="3", after_sales="None.", description=""
    )
    stood = access_product_at(made.platform.pk, id, bought)
    assert (stood.product.facts.price, stood.product.facts.after_sales) == (4800, "Seven days.")
    assert [one.name for one in stood.promotions] == ["Spring"]
    wrong = boris.post(f"/merchant/products/{id}/promote", {**promise, "until": promise["from_at"]})
    assert wrong.status_code == 422
    sent(boris, f"/merchant/products/{id}/promotions/p1/end")
    assert "Taken down" in text(sent(boris, f"/merchant/products/{id}/offer", do="down"))


@pytest.mark.requirement("PD-8")
def test_an_owner_asks_somebody_in_gives_a_role_and_hands_the_shop_over(made: World) -> None:
    newcomer(made, "tao")
    boris, tao = signed_in(made, "boris"), signed_in(made, "tao")
    assert "Asked to join" in text(sent(boris, "/merchant/shop/people", do="invite", member="tao", role="service"))
    assert "Shanyu Ceramics" in text(tao.get("/merchant/shop"))
    assert "You act for this shop now." in text(sent(tao, "/merchant/shop/mugs/join"))
    sent(boris, "/merchant/shop/people", do="role", member="tao", role="viewer")
    unsure = boris.post("/merchant/shop/people", {"do": "hand-over", "member": "tao"})
    assert unsure.status_code == 422
    sent(boris, "/merchant/shop/people", do="hand-over", member="tao", sure="on")
    assert "Only the owner changes this." in text(boris.get("/merchant/shop/people"))
    assert "Hand the shop over" in text(tao.get("/merchant/shop/people"))
    away = {"from_at": "2027-01-02T10:00", "until": "2027-01-09T10:00", "substitute": "boris", "words": "Back soon."}
    assert "Boris stands in." in text(sent(tao, "/merchant/shop/absence", **away))
    assert "No absence is announced." in text(sent(tao, "/merchant/shop/absence", do="end"))


@pytest.mark.requirement("PD-8")
def test_nobody_else_opens_a_shops_pages(made: World) -> None:
    handed_in(made)
    shop = shop_of(made, "mei")
    for ref in ("ana", "sam"):
        assert signed_in(made, ref).get(f"/review/shops/{shop}").status_code == 404
    assert signed_in(made, "rita").get("/review/shops/nothing").status_code == 404
    assert signed_in(made, "ana").get("/merchant/shop").status_code == 404
    boris, sam = signed_in(made, "boris"), signed_in(made, "sam")
    sent(boris, "/merchant/products/new", title="Cup", price="48", stock="", after_sales="Seven days.", description="")
    id = rows("SELECT id FROM product_row WHERE platform = %s AND title = 'Cup'", (made.platform.pk,))[0][0]
    for path in (f"/merchant/products/{id}", f"/merchant/products/{id}/edit", f"/merchant/products/{id}/promote"):
        assert sam.get(path).status_code == 404


@pytest.mark.requirement("PD-9")
def test_what_a_shop_promises_and_how_it_dresses_stands_on_its_page(made: World) -> None:
    boris, ana = signed_in(made, "boris"), signed_in(made, "ana")
    given = {"name": "Shanyu", "category": "home", "contact": "0571", "city": "", "policy": "Thirty days.",
             "background": "rose"}  # fmt: skip
    sent(boris, "/merchant/shop/set-up", **given)
    sent(boris, "/merchant/products/new", title="Cup", price="48", stock="", after_sales="Seven days.", description="")
    id = rows("SELECT id FROM product_row WHERE platform = %s AND title = 'Cup'", (made.platform.pk,))[0][0]
    soon = clock.now().astimezone(ZoneInfo("Asia/Shanghai"))
    promise = {"kind": "flash-sale", "name": "Spring", "terms": "Today only.", "from_at": f"{soon:%Y-%m-%dT%H:%M}",
               "until": f"{soon + timedelta(days=1):%Y-%m-%dT%H:%M}", "price": "40"}  # fmt: skip
    sent(boris, f"/merchant/products/{id}/promote", **promise)
    page = ana.get("/shops/mugs")
    for words in ("Verified", "Home", "Thirty days.", "0571", "Cup", "Spring", "40.00", "Today only."):
        assert words in text(page)
    assert "bg-rose" in page.content.decode()
    away = {"from_at": f"{soon:%Y-%m-%dT%H:%M}", "until": f"{soon + timedelta(days=2):%Y-%m-%dT%H:%M}"}
    sent(boris, "/merchant/shop/absence", **away, substitute="", words="Back on Monday.")
    assert "Back on Monday." in text(ana.get("/shops/mugs"))
    mei = applied(made)
    assert ana.get(f"/shops/{shop_of(made, 'mei')}").status_code == 404
    assert mei.get("/merchant/shop").status_code == 200
