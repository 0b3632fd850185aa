"""Words whose thing goes on are over one by one: as something newer stands in their place, and no sooner."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from ombud.core.announcement.events import KeptText, Said
from ombud.core.announcement.state import Announcement, Version
from ombud.core.erasure.ends import Text, ends
from ombud.core.fund.events import Cause, FundsHeld
from ombud.core.fund.state import Fund, Hold
from ombud.core.order.state import Rating
from ombud.core.people import Reviewer
from ombud.core.rulebook.state import Change, Rulebook
from ombud.core.shop.events import ShopFacts
from ombud.core.shop.state import Absence, Shop
from ombud.core.words import Kept
from tests.core.order.world import told

AT = datetime.fromisoformat("2026-03-09T02:00:00+00:00")
DAY = timedelta(days=1)


def texts(*digests: str) -> tuple[Text, ...]:
    return tuple(Text(digest=one, at=AT) for one in digests)


def test_an_orders_words_are_over_with_its_last_event_and_its_rating_by_itself() -> None:
    order = replace(told(), rating=Rating(stars=2, at=AT, words=Kept("now"), answer=Kept("answer")))
    said = texts("note", "before", "now", "answer")
    assert ends("order_words", order, said, AT + DAY) == {"note": AT + DAY, "before": AT + DAY}
    assert ends("ratings", order, said, AT + DAY) == {"now": AT, "answer": AT}


def test_why_money_is_held_stays_while_it_is() -> None:
    rita, cause = Reviewer(id="rita"), Cause(kind="surge", id="g1", number="TS-1")
    held = FundsHeld(by=rita, at=AT, hold="h1", cause=cause, wanted=5, words=Kept("why"))
    fund = Fund(id="mugs:CNY", shop="mugs", currency="CNY", holds=(Hold(id="h1", cause=cause, wanted=5),))
    said = (Text(digest="why", at=AT, event=held), Text(digest="free", at=AT))
    assert ends("funds", fund, said, AT) == {"free": AT}
    assert ends("funds", replace(fund, holds=()), said, AT) == {"why": AT, "free": AT}


def test_what_a_shop_still_shows_stays_and_an_absence_ends_with_its_last_day() -> None:
    away = Absence(from_at=AT, until=AT + 3 * DAY, words=Kept("a-absence"))
    shop = Shop(id="s1", facts=ShopFacts(name="S"), source="own", contact=Kept("c-contact"), absence=away)
    said = texts("a-absence", "b-before", "c-contact")
    assert ends("shops", shop, said, AT + DAY) == {"a-absence": AT + 3 * DAY, "b-before": AT}
    lapsed = replace(shop, applied_at=AT, lapsed=True)
    assert set(ends("shops", lapsed, said, AT + DAY).values()) == {AT + DAY}


def test_a_version_of_an_announcement_is_over_with_the_next_and_the_last_as_it_is_withdrawn() -> None:
    def version(n: int, title: str) -> Version:
        said = Said(
            category="news", audience="everybody", texts=(KeptText(lang="en", title=Kept(title), body=Kept("")),)
        )
        return Version(n=n, at=AT + n * DAY, by="zhao", said=said)

    made = Announcement(id="a", number="A-1", shows_at=AT, versions=(version(1, "first"), version(2, "second")))
    assert ends("announcements", made, texts("first", "second"), AT) == {"first": AT + 2 * DAY}
    gone = replace(made, withdrawn_at=AT + 9 * DAY, why=Kept("why"))
    found = ends("announcements", gone, (*texts("first", "second"), Text(digest="why", at=AT + 9 * DAY)), AT)
    assert found == {"first": AT + 2 * DAY, "second": AT + 9 * DAY, "why": AT + 9 * DAY}


def test_the_reason_for_rules_stays_while_they_apply_and_is_over_as_the_next_begin() -> None:
    def change(since: str, words: str, *, stands: bool = True) -> Change:
        return Change(pack="p@1", since=since, at=AT, by="zhao", words=Kept(words), fingerprint="f", instead="p@0",
                      stands=stands)  # fmt: skip

    book = Rulebook(
        id="rules",
        changes=(change("2026-04-01", "first"), change("2026-05-01", "never", stands=False),
                 change("2026-06-01", "now")),
    )  # fmt: skip
    found = ends("rules", book, texts("first", "never", "now"), AT)
    assert found == {"first": datetime.fromisoformat("2026-06-02T00:00:00+00:00"), "never": AT}


def test_what_stands_ahead_of_a_report_is_over_as_it_is_published() -> None:
    assert ends("transparency", None, texts("preface"), AT + DAY) == {"preface": AT}
