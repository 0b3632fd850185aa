"""R5: an appeal is decided order by order, with its outcome computed before it is sent."""

import pytest

from ombud.reads import penalty_queues
from tests.cast import MONDAY
from tests.portals.reviewer.desks import HOUR, now, reviewer
from tests.portals.reviewer.penalties.desks import appealed, penalty, verdicts


@pytest.mark.requirement("WD-7")
@pytest.mark.parametrize(
    ("upheld", "state", "outcome"),
    [((True, True, True), "full", "revoked"), ((True, False, True), "part", "partly"), ((False,) * 3, "rejected", "")],
)
def test_the_outcome_is_computed_before_it_is_sent_and_is_what_then_happens(
    upheld: tuple[bool, ...], state: str, outcome: str
) -> None:
    case = appealed()
    client = reviewer(case.world, "rolf")
    with now(1):
        page = client.post(case.url("/do/verdict"), {**verdicts(case, *upheld), "step": "preview"})
        assert page.status_code == 200
        assert page.context["form"]["parts"][0]["outcome"]["state"] == state
        assert penalty(case).appeal == "review", "nothing is written by a preview"
        mark = page.context["form"]["previewed"]
        sent = client.post(case.url("/do/verdict"), {**verdicts(case, *upheld), "step": "send", "previewed": mark})
        assert sent.status_code == 302
    after = penalty(case)
    assert after.outcome == state
    assert (after.stage == "revoked") is (state == "full")
    restored = {slot for slot, one in zip(case.drawn, upheld, strict=True) if one} if state == "part" else set()
    assert set(after.restored) == restored


def test_the_outcome_follows_the_ticks_as_a_part_of_the_page() -> None:
    case = appealed()
    client = reviewer(case.world, "rolf")
    with now(1):
        told = client.post(case.url("/outcome"), {"verdict-1": "upheld"}).content.decode()
        assert "1 of 3 decided" in told
        told = client.post(case.url("/outcome"), verdicts(case, True, True, False)).content.decode()
    assert "Upheld in part: the penalty stands" in told
    assert "Sales count again: Order" in told


def test_a_verdict_that_is_missing_is_named_and_nothing_typed_is_lost() -> None:
    case = appealed()
    with now(1):
        page = reviewer(case.world, "rolf").post(
            case.url("/do/verdict"), {"verdict-1": "upheld", "verdict-1-words": "Real.", "words": "So."}
        )
    assert page.status_code == 422
    rows = page.context["form"]["parts"][0]["rows"]
    assert [bool(one["error"]) for one in rows] == [False, True, True]
    assert (rows[0]["value"], rows[0]["why"]) == ("upheld", "Real.")
    assert "So." in page.content.decode()


@pytest.mark.requirement("WD-7")
def test_what_the_shop_has_nothing_to_show_for_cant_be_upheld() -> None:
    case = appealed(nothing=1)
    with now(1):
        client = reviewer(case.world, "rolf")
        page = client.get(case.url())
        assert page.context["form"]["parts"][1]["rows"][0]["nothing"]
        refused = client.post(case.url("/do/verdict"), {**verdicts(case, True, True, True), "step": "preview"})
    assert refused.status_code == 422
    assert "nothing to show" in refused.content.decode()
    assert penalty(case).appeal == "review"


@pytest.mark.requirement("WD-8")
def test_who_imposed_it_cant_decide_and_sees_why_before_anything_is_typed() -> None:
    case = appealed()
    with now(1):
        page = reviewer(case.world, "rita").get(case.url())
        assert page.context["form"] is None
        assert "You have decided on this penalty before" in page.content.decode()
        sent = reviewer(case.world, "rita").post(case.url("/do/verdict"), verdicts(case, True, True, True))
    assert sent.status_code == 422
    assert penalty(case).appeal == "review"


@pytest.mark.requirement("WD-8")
def test_the_queue_has_the_nearest_deadline_first_and_the_next_one_comes_by_itself() -> None:
    first = appealed(orders=["o-1", "o-2", "o-3"])
    second = appealed(first.world, at=MONDAY + 24 * HOUR, orders=["o-4", "o-5"])
    client = reviewer(first.world, "rolf")
    with now(25):
        row = {one["name"]: one for one in client.get("/review/").context["queues"]}["appeals"]
        assert row["count"] == 2
        went = client.post("/review/queue/appeals/start")
        assert went.url == f"{first.url()}?queue=appeals"
        page = client.post(
            first.url("/do/verdict"), {**verdicts(first, True, True, True), "step": "preview", "queue": "appeals"}
        )
        mark = page.context["form"]["previewed"]
        sent = client.post(
            first.url("/do/verdict"),
            {**verdicts(first, True, True, True), "step": "send", "previewed": mark, "queue": "appeals"},
        )
        assert sent.url == f"{second.url()}?queue=appeals"
    assert [one.number for one in penalty_queues.page(first.world.platform.pk, "appeals").penalties] == [second.number]
