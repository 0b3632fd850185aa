import pytest

from ombud.accounts.models import Person
from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.desk.handle_many import let_time_pass
from ombud.reads import queues
from tests.cast import MONDAY, world
from tests.portals.clients import signed_in
from tests.portals.reviewer.desks import HOUR, filed, now, reviewer, with_platform


@pytest.mark.requirement("EV-2")
@pytest.mark.parametrize("who", ["ana", "boris", "sam"])
def test_whoever_is_no_reviewer_finds_no_reviewers_page(who: str) -> None:
    here = world()
    case = with_platform(here)
    client = signed_in(here, who)
    for page in ("/review/", "/review/queue/ruling", case.url(), case.url("?tab=record"), "/review/search?q=1"):
        assert client.get(page).status_code == 404, page


@pytest.mark.requirement("EV-2")
def test_a_reviewer_of_another_platform_finds_no_case_of_this_one() -> None:
    case = with_platform(world())
    assert reviewer(world()).get(case.url()).status_code == 404


def test_the_queues_say_how_many_wait_and_what_is_nearest() -> None:
    here = world()
    with_platform(here), with_platform(here)
    with now():
        page = reviewer(here).get("/review/")
    rows = {one["name"]: one for one in page.context["queues"]}
    assert (rows["ruling"]["count"], rows["ruling"]["overdue"], rows["ruling"]["at_risk"]) == (2, "", "")
    assert rows["ruling"]["nearest_at"] > MONDAY
    assert rows["review"]["empty"]


def test_help_is_in_the_same_place_on_every_reviewers_page() -> None:
    case = with_platform(world())
    with now():
        pages = [reviewer(case.world).get(one) for one in ("/review/", "/review/settings", case.url())]
    assert ['class="aid" href="/help"' in one.content.decode() for one in pages] == [True, True, True]


@pytest.mark.requirement("EV-4")
def test_a_ruling_that_is_due_within_a_day_is_at_risk() -> None:
    here = world()
    with_platform(here)
    due = queues.standings(here.platform.pk, ["ruling"], MONDAY)["ruling"].nearest_at
    assert due is not None
    assert queues.standings(here.platform.pk, ["ruling"], due - 24 * HOUR)["ruling"].at_risk == 1
    assert queues.standings(here.platform.pk, ["ruling"], due - 25 * HOUR)["ruling"].at_risk == 0
    assert queues.standings(here.platform.pk, ["ruling"], due)["ruling"].overdue == 1


@pytest.mark.requirement("EV-4")
def test_an_overdue_turn_of_the_platform_lies_in_the_senior_queue_and_in_its_messages() -> None:
    here = world()
    case = with_platform(here)
    due = queues.standings(here.platform.pk, ["ruling"], MONDAY)["ruling"].nearest_at
    assert due is not None
    case.do("note", here.rita, due, words="Late.")
    with now():
        page = reviewer(here, "senior").get("/review/")
        assert {one["name"]: one for one in page.context["queues"]}["senior"]["count"] == 1
        assert {one["name"]: one for one in page.context["queues"]}["senior"]["overdue"] == "1"
        assert len(page.context["inbox"]["lines"]) == 1
        client = reviewer(here, "senior")
        assert case.number in client.get("/review/messages").content.decode()
        assert client.post("/review/messages").status_code == 302
        assert client.get("/review/").context["inbox"]["lines"] == ()
        assert reviewer(here).get("/review/messages").status_code == 404


def test_a_star_brings_a_queue_to_the_top_and_into_the_bar_and_can_be_taken_away() -> None:
    here = world()
    client = reviewer(here)
    client.post("/review/queue/admission/star")
    page = client.get("/review/")
    assert page.context["queues"][0]["name"] == "admission"
    labels = [one["label"] for one in page.context["nav"]]
    assert labels == ["Queues", "My cases", "To accept", "Waves", "Search"]
    assert [one["label"] for one in page.context["rest"]][-1] == "Settings"
    client.post("/review/queue/admission/star")
    assert Person.objects.get(platform=here.platform, ref="rita").choices["stars"] == []
    assert client.post("/review/queue/nonsense/star").status_code == 404


def test_start_takes_the_nearest_case_that_nobody_works_on() -> None:
    here = world()
    first, second = with_platform(here), with_platform(here)
    order = [one.number for one in queues.page(here.platform.pk, "ruling").cases]
    with now():
        went = reviewer(here).post("/review/queue/ruling/start")
        assert went.url == f"/review/cases/{order[0]}?queue=ruling"
        assert reviewer(here, "rolf").post("/review/queue/ruling/start").url == f"/review/cases/{order[1]}?queue=ruling"
        assert reviewer(here, "senior").post("/review/queue/ruling/start").url == "/review/"
    assert {first.number, second.number} == set(order)


def test_the_list_greys_what_somebody_else_works_on_and_says_who() -> None:
    here = world()
    case = with_platform(here)
    case.do("claim", here.rolf)
    with now():
        page = reviewer(here).get("/review/queue/ruling")
        assert page.context["rows"][0]["taken"] == "Rolf works on it"
        assert reviewer(here, "rolf").get("/review/queue/ruling").context["rows"][0]["taken"] == ""
        assert reviewer(here).get("/review/queue/ruling?free=1").context["rows"] == []
        assert len(reviewer(here, "rolf").get("/review/mine").context["rows"]) == 1


def test_names_stay_masked_in_lists() -> None:
    here = world()
    with_platform(here)
    with now():
        shown = reviewer(here).get("/review/queue/ruling").content.decode()
    assert "林**" in shown
    assert "林安娜" not in shown


def test_a_queue_that_does_not_exist_is_not_found() -> None:
    here = world()
    assert reviewer(here).get("/review/queue/nonsense").status_code == 404
    assert reviewer(here).get("/review/queue/reports").url == "/review/reports"


def test_a_place_in_a_queue_that_is_none_leads_to_its_start() -> None:
    here = world()
    with_platform(here)
    with now():
        for place in ("nonsense", "2026-01-01~x", "~", "2026-13-01T00:00:00+00:00~x", "\x00~\x00"):
            assert len(reviewer(here).get("/review/queue/ruling", {"after": place}).context["rows"]) == 1


@pytest.mark.parametrize("wanted", ["number", "order", "name", "phone", "whole phone", "number without hyphens"])
def test_search_finds_a_case_by_what_a_caller_knows(wanted: str) -> None:
    here = world()
    case, other = filed(here), filed(here, contact={"name": "Somebody", "phone": "13800009999"})
    found = queues.listed(here.platform.pk, case.id)
    assert found is not None
    said = {"number": case.number.lower(), "order": found.order_number, "name": " 林安娜 ", "phone": "1234",
            "whole phone": "+86 138-0000-1234", "number without hyphens": case.number.replace("-", " ")}  # fmt: skip
    with now():
        page = reviewer(here).get("/review/search", {"q": said[wanted]})
    links = [row["cells"][0]["url"] for row in page.context["rows"]]
    assert links == [case.url()]
    assert other.url() not in links


def test_search_finds_nothing_of_another_platform_and_says_so() -> None:
    case = filed(world())
    page = reviewer(world()).get("/review/search", {"q": case.number})
    assert page.context["rows"] == []
    assert "No case fits" in page.content.decode()
    assert reviewer(world()).get("/review/search", {"q": "\x00"}).status_code == 200


def test_comfort_is_kept_with_the_person() -> None:
    here = world()
    client = reviewer(here)
    client.post("/review/settings", {"blur": "on", "greyscale": "on"})
    page = client.get("/review/settings").content.decode()
    assert 'class="k rv blur grey"' in page
    assert 'data-keys="off"' in page
    client.post("/review/settings", {"shortcuts": "on"})
    assert 'data-keys="on"' in client.get("/review/settings").content.decode()


@pytest.mark.requirement("EV-3")
def test_a_ruling_that_ran_out_is_the_senior_reviewers_and_its_time_is_theirs() -> None:
    case = with_platform(world())
    due = access_complaint(case.world.platform.pk, case.id, case.world.rita, MONDAY).complaint.deadline("ruling")
    assert due is not None
    late = due.due_at + HOUR
    let_time_pass([(case.world.platform.pk, case.id)], late)
    senior = reviewer(case.world, "senior")
    with clock.at(late):
        page = senior.get(case.url()).context
        row = senior.get("/review/queue/senior").context["rows"][0]
    said = [one["text"] for one in page["marks"]]
    assert ("Late, with senior reviewers" in said, "Overdue" in said) == (True, False)
    assert ("Senior reviewers have", True) in [
        (one["label"], str(one.get("value")).endswith(" left")) for one in page["facts"]
    ]
    assert [one["tag"] for one in row["cells"] if one["tag"]] == ["Late, with senior reviewers"]
