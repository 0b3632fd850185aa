"""What else a reviewer does within an appeal, and two reviewers on one appeal."""

import pytest

from ombud.desk import clock
from ombud.desk.handle_many import let_time_pass
from tests.cast import MONDAY
from tests.portals.reviewer.desks import HOUR, a_file, now, reviewer
from tests.portals.reviewer.penalties.desks import Case, appealed, imposed, penalty, verdicts


@pytest.mark.requirement("WD-9")
def test_what_is_missing_is_ticked_item_by_item_and_the_shop_may_send_it_again() -> None:
    case = appealed(nothing=1)
    client = reviewer(case.world, "rolf")
    with now(1):
        page = client.get(case.url("/do/incomplete"))
        legends = [one["legend"] for one in page.context["form"]["parts"][1]["groups"]]
        assert len(legends) == 4, "the whole, two orders with something to show, and something else"
        nothing = client.post(case.url("/do/incomplete"), {"words": "See the list."})
        assert nothing.status_code == 422
        assert "Name at least one thing" in nothing.content.decode()
        sent = client.post(
            case.url("/do/incomplete"),
            {
                "words": "See the list.",
                "lacks-2-waybill": "yes",
                "lacks-2-waybill-words": "The number can’t be read.",
                "lacks-other": "yes",
                "lacks-other-words": "Who took the parcel?",
            },
        )
        assert sent.status_code == 302
    after = penalty(case)
    assert after.appeal == "incomplete"
    assert [(one.code, one.slot) for one in after.missing] == [("waybill", case.drawn[1]), ("other", "")]
    assert after.attempts == 0
    with now(1):
        history = client.get(case.url("?tab=history")).content.decode()
    assert "The number can’t be read." in history


def test_a_question_stops_the_review_and_its_answer_stands_beside_the_appeal() -> None:
    case = appealed()
    client = reviewer(case.world, "rolf")
    with now(1):
        assert client.post(case.url("/do/ask"), {"words": "Who is the buyer?"}).status_code == 302
        page = client.get(case.url())
        assert page.context["form"] is None
        assert "The merchant was asked something" in page.content.decode()
        refused = client.post(case.url("/do/verdict"), verdicts(case, True, True, True))
        assert refused.status_code == 422
    case.do("answer", case.world.boris, MONDAY + 2 * HOUR, words="A choir.")
    with now(3):
        page = client.get(case.url())
        assert page.context["form"]["slug"] == "verdict"
        assert "A choir." in page.content.decode()


def test_a_grant_on_condition_is_judged_by_who_granted_it() -> None:
    case = appealed()
    client = reviewer(case.world, "rolf")
    with now(1):
        assert client.post(case.url("/do/grant"), {"words": "Show the contract."}).status_code == 302
    assert penalty(case).appeal == "granted"
    proof = [{"file": a_file(case.world, "boris"), "kind": "other"}]
    case.do("meet-condition", case.world.boris, MONDAY + 2 * HOUR, words="Here it is.", files=proof)
    with now(3):
        page = client.get(case.url())
        assert page.context["form"]["slug"] == "judge"
        assert "Show the contract." in page.content.decode()
        neither = client.post(case.url("/do/judge"), {"words": "Fine."})
        assert neither.status_code == 422
        assert client.post(case.url("/do/judge"), {"met": "yes", "words": "Fine."}).status_code == 302
    assert penalty(case).stage == "revoked"


@pytest.mark.requirement("WD-8")
def test_the_second_reviewer_on_one_appeal_is_told_by_name_and_nothing_is_half_done() -> None:
    case = appealed()
    case.do("claim", case.world.rolf, MONDAY + HOUR)
    with now(1):
        senior = reviewer(case.world, "senior")
        page = senior.get(case.url())
        assert page.context["work"]["text"] == "Rolf works on it"
        assert "Another reviewer works on this penalty" in page.content.decode()
        sent = senior.post(case.url("/do/verdict"), verdicts(case, True, True, True))
    assert sent.status_code == 422
    assert penalty(case).appeal == "review"


def test_who_decides_on_an_old_page_is_told_what_changed_and_by_whom() -> None:
    case = appealed()
    with now(1):
        old = reviewer(case.world, "rolf").get(case.url()).context["form"]["version"]
        senior = reviewer(case.world, "senior")
        assert senior.post(case.url("/do/ask"), {"words": "Who?"}).status_code == 302
        sent = reviewer(case.world, "rolf").post(
            case.url("/do/verdict"), {**verdicts(case, True, True, True), "version": old}
        )
    assert sent.status_code == 409
    changed = sent.context["form"]["changed"]
    assert [one["who"] for one in changed] == ["Sena"]
    assert "We looked at all of it." in sent.content.decode()
    assert penalty(case).outcome is None


def test_a_verdict_on_an_appeal_that_was_taken_back_is_refused_by_name() -> None:
    case = appealed()
    case.do("withdraw", case.world.boris, MONDAY + HOUR)
    with now(2):
        sent = reviewer(case.world, "rolf").post(case.url("/do/verdict"), verdicts(case, True, True, True))
    assert sent.status_code == 422
    assert "No appeal of this penalty waits for a decision now" in sent.content.decode()
    assert penalty(case).outcome is None


def test_a_penalty_is_claimed_noted_and_handed_back_and_the_shop_never_sees_it() -> None:
    case = appealed()
    client = reviewer(case.world, "rolf")
    with now(1):
        assert client.post(case.url("/do/claim")).status_code == 302
        assert penalty(case).claimed_by == "rolf"
        assert client.post(case.url("/do/note"), {"words": "Looks real."}).status_code == 302
        assert "Looks real." in client.get(case.url("?tab=history")).content.decode()
        listed = reviewer(case.world, "senior").get("/review/queue/appeals")
        assert listed.context["rows"][0]["taken"] == "Rolf works on it"
        assert len(client.get("/review/mine").context["penalty_rows"]) == 1
        assert client.post(case.url("/do/hand-back"), {"words": "Away."}).status_code == 302
    assert penalty(case).claimed_by == ""


@pytest.mark.requirement("WD-10")
def test_the_consultation_is_answered_and_a_convinced_reviewer_lifts_some_or_all_with_reasons() -> None:
    case = imposed(violation="illegal-cashing")
    case.do("consult", case.world.boris, words="These are deposits.")
    client = reviewer(case.world)
    with now(1):
        queue = {one["name"]: one for one in client.get("/review/").context["queues"]}["consultations"]
        assert queue["count"] == 1
        page = client.get(case.url())
        assert page.context["form"]["slug"] == "reply"
        assert "These are deposits." in page.content.decode()
        assert client.post(case.url("/do/reply"), {"words": "Show us one."}).status_code == 302
        none = client.post(case.url("/do/lift"), {"words": "You are right."})
        assert none.status_code == 422
        assert "Tick at least one measure." in none.content.decode()
        assert client.post(case.url("/do/lift"), {"measures": ["m1"], "words": "You are right."}).status_code == 302
    assert [one.ended for one in penalty(case).measures] == ["lifted", "", ""]
    with now(2):
        rest = {"measures": ["m2", "m3"], "words": "All of it."}
        assert client.post(case.url("/do/lift"), rest).status_code == 302
    assert penalty(case).stage == "lifted"


def test_a_proposal_isnt_approved_by_its_proposer_and_can_be_dropped_with_a_reason() -> None:
    made = appealed().world
    measures = [{"code": "account"}, {"code": "funds", "amount": 100}]
    done = made.do(
        "penalty.impose", "", made.senior, shop="mugs", violation="fraud", facts="F.", reasons="R.", measures=measures
    )
    case = Case(made, done.id, done.number)
    with now(1):
        senior = reviewer(made, "senior")
        assert "You proposed this penalty" in senior.get(case.url()).content.decode()
        assert senior.post(case.url("/do/approve"), {"agree": "yes"}).status_code == 422
        assert senior.post("/review/queue/penalty-approval/start").url == "/review/"
        notice = senior.get(case.url("?tab=notice")).content.decode()
        assert "The notice, as the shop would get it now" in notice
        assert senior.post(case.url("/do/drop"), {"words": "I was wrong."}).status_code == 302
    assert penalty(case).stage == "dropped"


@pytest.mark.requirement("EV-3")
def test_a_review_that_ran_out_is_the_senior_reviewers_and_its_time_is_theirs() -> None:
    case = appealed()
    review = penalty(case).deadline("appeal-review")
    assert review is not None
    late = review.due_at + HOUR
    let_time_pass([(case.world.platform.pk, case.id)], late)
    again = penalty(case, late).deadline("appeal-review")
    assert again is not None
    assert again.due_at > late, "senior reviewers have time of their own"
    senior = reviewer(case.world, "senior")
    with clock.at(late):
        page = senior.get(case.url()).context
        row = senior.get("/review/queue/penalty-senior").context["rows"][0]
    said = [one["text"] for one in page["marks"]]
    assert ("Late, with senior reviewers" in said, "Overdue" in said) == (True, False)
    fact = page["facts"][-1]
    assert (fact["label"], fact["value"].endswith(" left")) == ("Senior reviewers have", True)
    assert [one["tag"] for one in row["cells"] if one["tag"]] == ["Late, with senior reviewers"]
    assert [one["due_at"] for one in row["cells"] if one["due_at"]] == [again.due_at]


def test_nobody_is_called_late_while_the_shop_has_its_turn() -> None:
    case = appealed()
    review = penalty(case).deadline("appeal-review")
    assert review is not None
    late = review.due_at + HOUR
    let_time_pass([(case.world.platform.pk, case.id)], late)
    case.do("ask", case.world.rolf, late, words="Who is the buyer?")
    with clock.at(late):
        head = reviewer(case.world, "senior").get(case.url()).context
    assert penalty(case, late).overdue == 1
    assert "Late, with senior reviewers" not in [one["text"] for one in head["marks"]]
    assert head["facts"][-1]["label"] == "Shop has"
