import pytest

from tests.cast import world
from tests.portals.clients import signed_in
from tests.portals.reviewer.desks import now, reviewer, with_platform


def test_an_account_is_limited_from_a_case_and_another_reviewer_answers_the_objection() -> None:
    case = with_platform(world())
    here, client = case.world, reviewer(case.world)
    limit = {"reason": "abuse", "until": "2026-03-16T10:00", "words": "Forty of the same."}
    with now():
        assert client.post(case.url("/do/limit"), {**limit, "until": "2027-03-16T10:00"}).status_code == 422
        assert client.post(case.url("/do/limit"), limit).status_code == 302
        here.do("account.contest", "ana", here.ana, words="They were different mugs.")
        assert "林**" in client.get("/review/accounts").content.decode()
        own = client.get("/review/accounts/ana")
        assert own.context["ways"] == []
        assert "Leave it to a colleague." in own.content.decode()
        other = reviewer(here, "rolf")
        assert other.post("/review/accounts/ana", {"words": "x"}).status_code == 422
        assert other.post("/review/accounts/ana", {"way": "lift", "words": ""}).status_code == 422
        assert other.post("/review/accounts/ana", {"way": "lift", "words": "They were."}).status_code == 302
        assert other.get("/review/accounts").context["rows"] == []
    assert client.get("/review/accounts/nobody").status_code == 404


@pytest.mark.requirement("MP-1")
def test_a_report_is_listed_noted_and_concluded_with_reasons() -> None:
    here = world()
    done = here.do("report.file", "", here.ana, shop="mugs", about="counterfeit", words="The stamp is wrong.")
    client = reviewer(here)
    url = f"/review/reports/{done.number}"
    with now():
        assert client.get("/review/reports").context["rows"][0]["cells"][0]["url"] == url
        assert client.get("/review/search", {"q": done.number}).context["report_url"] == url
        assert "The stamp is wrong." in client.get(url).content.decode()
        client.post(url, {"do": "note", "words": "note-7f3a"})
        assert client.post(url, {"outcome": "", "words": "kept-7f3a"}).status_code == 422
        ended = client.post(url, {"outcome": "shop-warned", "words": "Warned today."}, follow=True)
        assert "The shop was warned" in ended.content.decode()
        assert client.get("/review/reports").context["rows"] == []
        assert signed_in(here, "ana").get(url).status_code == 404
        assert client.get("/review/reports/T-1").status_code == 404
