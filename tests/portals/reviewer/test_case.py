import re
from typing import Any

import pytest

from ombud.core.complaint.events.work import ContactSeen, ExhibitsOpened
from ombud.reads.timeline import timeline
from tests.cast import MONDAY, world
from tests.portals.clients import signed_in
from tests.portals.reviewer.desks import HOUR, Case, filed, now, refused, reviewer, with_platform


def looks(case: Case, kind: type[Any]) -> list[Any]:
    """The events of one kind, as the staff may read them."""
    found = timeline(case.world.platform.pk, case.id, "platform").entries
    return [one.event for one in found if isinstance(one.event, kind)]


@pytest.mark.requirement("MP-4")
def test_both_sides_evidence_lies_side_by_side() -> None:
    case = with_platform(world())
    with now():
        page = reviewer(case.world).get(case.url())
    assert [one["party"] for one in page.context["panes"]] == ["consumer", "merchant"]
    assert page.context["tabs"][0]["count"] == 2
    text = page.content.decode()
    assert "Not as described · Celadon mug" in text
    assert "林** v Shanyu Ceramics" in text


@pytest.mark.parametrize(
    "where", ["", "?tab=talk", "?tab=parties", "?tab=history", "/do/call", "/do/rule", "/do/limit"]
)
def test_each_id_stands_once_on_a_page_and_no_page_holds_script_or_style(where: str) -> None:
    case = with_platform(world())
    with now():
        text = reviewer(case.world).get(case.url(where)).content.decode()
    ids = re.findall(r' id="([^"]+)"', text)
    assert sorted(one for one in set(ids) if ids.count(one) > 1) == []
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script>|hx-on", text)
    assert text.count("<h1") == 1


@pytest.mark.requirement("EV-2")
def test_what_is_shown_large_is_recorded_as_opened_once_by_each_reviewer() -> None:
    case = with_platform(world())
    with now():
        for ref in ("rita", "rita", "rolf"):
            reviewer(case.world, ref).get(case.url())
    assert [(one.by.id, len(one.exhibits)) for one in looks(case, ExhibitsOpened)] == [("rita", 2), ("rolf", 2)]


@pytest.mark.requirement("MP-11")
def test_a_second_reviewer_has_opened_nothing_because_a_first_one_did() -> None:
    case = with_platform(world())
    with now():
        reviewer(case.world, "rita").get(case.url())
        page = reviewer(case.world, "rolf").get(case.url("?tab=talk"))
    assert "2 of 2 exhibits still to open" in page.content.decode()


def test_another_tab_opens_no_exhibit() -> None:
    case = with_platform(world())
    with now():
        for tab in ("talk", "order", "history", "parties", "record"):
            assert reviewer(case.world).get(case.url(f"?tab={tab}")).status_code == 200
    assert looks(case, ExhibitsOpened) == []


@pytest.mark.requirement("EV-2")
def test_contact_data_is_shown_only_on_asking_with_a_reason_and_each_look_is_recorded() -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    with now():
        for tab in ("evidence", "talk", "order", "history", "parties", "record"):
            shown = client.get(case.url(f"?tab={tab}")).content.decode()
            assert "13800001234" not in shown, tab
            assert "林安娜" not in shown, tab
        no_reason = client.post(case.url("/contact"), {"why": " "})
        assert no_reason.status_code == 422
        assert "13800001234" not in no_reason.content.decode()
        assert looks(case, ContactSeen) == []
        shown = client.post(case.url("/contact"), {"why": "To call her back."}).content.decode()
    assert "13800001234" in shown
    assert "林安娜" in shown
    assert [one.by.id for one in looks(case, ContactSeen)] == ["rita"]
    with now():
        record = client.get(case.url("?tab=record")).content.decode()
    assert "To call her back." in record


@pytest.mark.requirement("EV-2")
def test_internal_notes_and_what_staff_do_never_reach_the_other_portals() -> None:
    case = with_platform(world())
    staff = reviewer(case.world)
    secrets = ("note-7f3a", "skip-7f3a", "look-7f3a")
    with now():
        staff.post(case.url("/do/note"), {"words": secrets[0]})
        staff.post(case.url("/do/skip"), {"words": secrets[1]})
        staff.post(case.url("/contact"), {"why": secrets[2]})
        shown = (
            staff.get(case.url("?tab=history")).content.decode() + staff.get(case.url("?tab=record")).content.decode()
        )
    assert all(one in shown for one in secrets)
    pages = {"ana": f"/complaints/{case.number}", "boris": f"/merchant/complaints/{case.number}"}
    for party, who in (("consumer", "ana"), ("merchant", "boris")):
        seen = timeline(case.world.platform.pk, case.id, party)  # type: ignore[arg-type]
        kinds = {type(one.event).__name__ for one in seen.entries}
        assert not kinds & {"CaseNoted", "CaseSkipped", "CaseClaimed", "ContactSeen", "ExhibitsOpened"}
        with now():
            page = signed_in(case.world, who).get(pages[who])
        assert page.status_code == 200
        assert not any(one in page.content.decode() for one in secrets)


@pytest.mark.requirement("MP-4")
def test_a_reviewer_says_of_each_exhibit_whether_it_counts_and_why() -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    with now():
        exhibit = client.get(case.url()).context["exhibits"][0]["id"]
        empty = client.post(case.url("/do/assess"), {"exhibit": exhibit, "counts": "no", "words": ""})
        assert empty.status_code == 422
        assert "This can&#x27;t be sent without words." in empty.content.decode()
        client.post(case.url("/do/assess"), {"exhibit": exhibit, "counts": "no", "words": "Shows another mug."})
        page = client.get(case.url())
    first = page.context["assessed"][0]
    assert (first["text"], first["why"]) == ("Doesn’t count", "Shows another mug.")
    claims = page.context["claims"]
    assert claims[0]["state"] == "contested"
    assert "None of its evidence counts" in claims[0]["note"]


def test_claims_are_agreed_where_the_shop_agrees_and_open_where_it_has_not_answered() -> None:
    here = world()
    silent, agreed = filed(here), filed(here)
    agreed.do("answer", here.boris, stance="explains", words="Let us see.")
    with now():
        client = reviewer(here)
        assert [one["state"] for one in client.get(silent.url()).context["claims"]] == ["open", "open", "open"]
        assert [one["state"] for one in client.get(agreed.url()).context["claims"]] == ["open", "open", "contested"]


def test_a_shop_that_made_an_offer_is_not_called_silent() -> None:
    case = filed(world())
    case.do("offer", case.world.boris, terms={"remedy": "refund", "amount": 5000})
    with now():
        claims = reviewer(case.world).get(case.url()).context["claims"]
    assert "answered with an offer" in claims[2]["text"]
    assert "Silence" not in str(claims)


@pytest.mark.requirement("MP-4")
def test_evidence_is_asked_of_both_with_the_date_shown_before_and_the_case_says_whom_it_waits_for() -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    with now():
        form = client.get(case.url("/do/ask-evidence"))
        assert "Each has until 11 Mar, 10:00" in form.content.decode()
        nobody = client.post(case.url("/do/ask-evidence"), {"words": "Show the parcel."})
        assert nobody.status_code == 422
        assert "Show the parcel." in nobody.content.decode()
        asked = {"of": "both", "items": ["photo-parcel"], "words": "Show the parcel."}
        assert client.post(case.url("/do/ask-evidence"), asked).status_code == 302
        page = client.get(case.url())
    assert page.context["marks"][-1]["text"] == "Waits for both sides’ evidence"
    assert page.context["facts"][2]["value"] == "2 days left"
    gate = page.context["form"]["checks"]
    assert [one["done"] for one in gate] == [True, False, False]


@pytest.mark.requirement("MP-6")
def test_more_time_is_granted_or_refused_with_reasons() -> None:
    case = with_platform(world())
    here, client = case.world, reviewer(case.world)
    case.do("request-evidence", here.rita, of="both", words="Show the parcel.")
    case.do("excuse", here.ana, request="r1", kind="more-time", words="I am on a journey.")
    case.do("excuse", here.boris, request="r2", kind="cannot", words="We have no camera.")
    with now():
        page = client.get(case.url())
        assert page.context["form"]["slug"] == "excuse"
        assert "Stands still" in page.content.decode(), "time that is given back is not over"
        assert "I am on a journey." in page.content.decode()
        client.post(case.url("/do/excuse"), {"way": "grant", "words": ""})
        second = client.post(case.url("/do/excuse"), {"way": "refuse", "words": ""})
        assert second.status_code == 422
        assert client.post(case.url("/do/excuse"), {"way": "refuse", "words": "Any phone has one."}).status_code == 302


@pytest.mark.requirement("MP-6")
def test_of_two_that_ask_for_more_time_whoever_is_due_first_is_answered_first() -> None:
    case = with_platform(world())
    case.do("request-evidence", case.world.rita, of="both", words="Show the parcel.")
    case.do("excuse", case.world.boris, request="r2", kind="cannot", words="We have no camera.")
    case.do("excuse", case.world.ana, MONDAY + HOUR, request="r1", kind="more-time", words="I am on a journey.")
    with now(2):
        page = reviewer(case.world).get(case.url())
    assert "What the shop says" in page.content.decode()


@pytest.mark.requirement("MP-3")
def test_the_platform_steps_in_by_itself() -> None:
    case = refused(world())
    client = reviewer(case.world)
    with now():
        page = client.get(case.url())
        assert page.context["waits"]["headline"]
        assert client.post(case.url("/do/step-in"), {"words": "Many complain of this mug."}).status_code == 302
        assert client.get(case.url()).context["form"]["slug"] == "rule"


@pytest.mark.requirement("CG-5")
def test_what_is_held_at_the_door_is_accepted_or_turned_away_with_the_way_open_instead() -> None:
    here = world()
    held, other = (filed(here, problem="I will kill you, and the mug is cracked.") for _ in range(2))
    client = reviewer(here)
    with now():
        page = client.get(held.url())
        assert page.context["form"]["slug"] == "admission"
        assert "Threat" in page.content.decode()
        assert client.post(held.url("/do/admission"), {}).status_code == 422
        assert client.post(held.url("/do/admission"), {"way": "admit"}).status_code == 302
        nothing = client.post(other.url("/do/admission"), {"way": "turn-away", "reason": ""})
        assert nothing.status_code == 422
        client.post(other.url("/do/admission"), {"way": "turn-away", "reason": "unclear"})
        assert client.get(other.url()).context["marks"][-1]["text"] == "Not accepted"


@pytest.mark.requirement("MP-5")
def test_a_call_is_written_down_and_says_whether_it_counts_as_notice() -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    call = {"to": "merchant", "called_at": "2026-03-09T09:30", "phone": "0571 1234", "answered": "no"}
    with now():
        future = client.post(case.url("/do/call"), {**call, "called_at": "2026-03-09T12:00"})
        assert future.status_code == 422
        assert client.post(case.url("/do/call"), {}).status_code == 422
        assert client.post(case.url("/do/call"), call).status_code == 302
        assert "doesn’t count as notice" in client.get(case.url("?tab=parties")).content.decode()


def test_hand_back_and_skip_need_a_reason_and_the_next_case_comes_by_itself() -> None:
    here = world()
    cases = {one.number: one for one in (with_platform(here), with_platform(here), with_platform(here))}
    client = reviewer(here)
    with now():
        first = cases[client.post("/review/queue/ruling/start").url.split("/")[3].split("?")[0]]
        no_reason = client.post(first.url("/do/skip"), {"queue": "ruling", "words": ""})
        assert no_reason.status_code == 422
        went = client.post(first.url("/do/skip"), {"queue": "ruling", "words": "I know the shop."})
        second = cases[went.url.split("/")[3].split("?")[0]]
        assert second.number != first.number
        went = client.post(second.url("/do/hand-back"), {"queue": "ruling", "words": "Somebody who knows mugs."})
        third = went.url.split("/")[3].split("?")[0]
    # What was skipped isn't put before the same reviewer again; what was handed back is in the queue as before.
    assert third == second.number


def test_a_case_in_a_queue_leads_to_the_one_after_and_the_one_before() -> None:
    here = world()
    with_platform(here), with_platform(here)
    with now():
        client = reviewer(here)
        first = client.get("/review/queue/ruling").context["rows"][0]["cells"][0]["url"]
        page = client.get(first)
        assert page.context["position"] == "1 of 2"
        assert page.context["before_url"] == ""
        after = client.get(page.context["after_url"])
        assert after.context["before_url"] == first
        assert 'data-key="j"' in page.content.decode()


def test_the_page_asks_by_itself_what_others_did_meanwhile() -> None:
    case = with_platform(world())
    with now():
        url = reviewer(case.world).get(case.url()).context["news_poll"]["news_url"]
        assert reviewer(case.world).get(url).context["news"] == []
        case.do("message", case.world.ana, words="One more thing.")
        fresh = reviewer(case.world).get(url)
    assert [one["type"] for one in fresh.context["news"]] == ["MessageSent"]
    assert "The case has changed" in fresh.content.decode()


def test_an_administrator_sees_and_cannot_decide() -> None:
    from ombud.accounts.models import Person

    case = with_platform(world())
    platform = case.world.platform
    Person.objects.create(platform=platform, ref="adam", login=f"{platform.slug}/adam", kind="admin", role="admin")
    with now():
        client = reviewer(case.world, "adam")
        page = client.get(case.url())
        assert page.status_code == 200
        assert page.context["form"] is None
        refused_ = client.post(case.url("/do/ask-evidence"), {"of": "both", "words": "x"})
    assert refused_.status_code == 422
    assert "Your role doesn’t include this." in refused_.content.decode().replace("&#x27;", "’")
