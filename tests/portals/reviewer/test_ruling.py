import pytest
from django.test import Client

from ombud.accounts.models import Person
from ombud.desk import clock
from ombud.desk.access import access_complaint
from tests.cast import MONDAY, world
from tests.portals.reviewer.desks import Case, a_ruling, complaint, now, reviewer, ruled, with_platform


def opened(case: Case, client: Client) -> dict[str, str]:
    """Look at all there is, and what the form then holds besides what is typed."""
    form = client.get(case.url("/do/rule?queue=ruling")).context["form"]
    return {"version": str(form["version"]), "queue": "ruling"}


def previewed(case: Case, client: Client, typed: dict[str, object], form: str = "rule") -> dict[str, object]:
    """What is sent after the preview was read."""
    sent = {**typed, "step": "preview"}
    page = client.post(case.url(f"/do/{form}"), sent)
    assert page.status_code == 200, page.context["form"]["errors"]
    return {**typed, "step": "send", "previewed": page.context["form"]["previewed"]}


@pytest.mark.requirement("MP-7")
def test_a_ruling_is_previewed_sent_and_the_case_waits_for_execution() -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    with now():
        typed = {**opened(case, client), **a_ruling(case)}
        went = client.post(case.url("/do/rule"), previewed(case, client, typed))
    assert went.url == "/review/"  # the queue is empty
    ruled = complaint(case)
    assert (ruled.stage, ruled.ruling.liability, ruled.ruling.terms.amount) == ("executing", "merchant", 16800)
    assert ruled.ruling.rules == ("4.1",)


@pytest.mark.requirement("MP-7")
def test_the_next_case_comes_by_itself_after_a_ruling() -> None:
    here = world()
    cases = {one.number: one for one in (with_platform(here), with_platform(here))}
    client = reviewer(here)
    with now():
        number = client.post("/review/queue/ruling/start").url.split("/")[3].split("?")[0]
        case = cases.pop(number)
        typed = {**opened(case, client), **a_ruling(case)}
        went = client.post(case.url("/do/rule"), previewed(case, client, typed))
    other = next(iter(cases.values()))
    assert went.url == f"/review/cases/{other.number}?queue=ruling"
    assert complaint(other).claimed_by == "rita"


@pytest.mark.requirement("MP-7")
def test_all_that_a_ruling_lacks_is_named_at_once() -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    with now():
        lacking = a_ruling(case, liability="", reason="", facts="", reasons="", rules=[], relied_on=[])
        page = client.post(case.url("/do/rule"), {**opened(case, client), **lacking, "step": "preview"})
    assert page.status_code == 422
    assert len(page.context["form"]["errors"]) == 6


def test_what_was_not_previewed_is_not_sent() -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    with now():
        typed = {**opened(case, client), **a_ruling(case)}
        straight = client.post(case.url("/do/rule"), {**typed, "step": "send"})
        assert straight.context["preview"]
        ready = previewed(case, client, typed)
        changed = client.post(case.url("/do/rule"), {**ready, "amount": "99.00"})
    assert changed.context["preview_changed"]
    assert complaint(case).ruling is None


@pytest.mark.requirement("EV-1")
def test_the_preview_is_in_the_language_of_each_side() -> None:
    case = with_platform(world())
    Person.objects.filter(platform=case.world.platform, ref="ana").update(language="zh-hans")
    Person.objects.filter(platform=case.world.platform, ref="boris").update(language="es")
    client = reviewer(case.world)
    with now():
        typed = {**opened(case, client), **a_ruling(case)}
        page = client.post(case.url("/do/rule"), {**typed, "step": "preview"})
    consumer, shop = page.context["preview"]
    assert (consumer["lang"], shop["lang"]) == ("zh-Hans", "es")
    assert "¥168.00" in consumer["html"]
    assert "¥168,00" in shop["html"]
    assert "The mug is cracked." in consumer["html"]
    assert complaint(case).ruling is None


@pytest.mark.requirement("MP-7")
@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        ({"liability": ""}, "Choose who is responsible."),
        ({"amount": "a lot"}, "“a lot” isn’t an amount. Write it like ¥168.50."),
        ({"amount": "999.00"}, "¥168.00"),
        ({"liability": "both"}, "Enter the shop’s share in percent, from 1 to 99."),
        ({"liability": "both", "share": "100"}, "1 to 99 percent"),
        ({"reason": ""}, "Choose a reason."),
        ({"facts": " "}, "Write down the facts as you find them."),
        ({"rules": []}, "A ruling cites at least one rule."),
        ({"relied_on": []}, "A ruling names the evidence it rests on"),
        ({"liability": "consumer"}, "A shop that isn't liable can't be made to give this."),
    ],
)
def test_a_ruling_that_lacks_something_says_what_and_keeps_what_was_typed(
    left_out: dict[str, object], says: str
) -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    with now():
        typed = {**opened(case, client), **a_ruling(case), "reasons": "kept-7f3a", **left_out}
        page = client.post(case.url("/do/rule"), {**typed, "step": "preview"})
    assert page.status_code == 422
    text = page.content.decode().replace("&#x27;", "'")
    assert says in text
    assert "kept-7f3a" in text
    assert complaint(case).ruling is None


def test_a_ruling_waits_until_every_exhibit_was_opened() -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    with now():
        page = client.post(case.url("/do/rule?tab=talk"), {**a_ruling(case), "tab": "talk", "step": "preview"})
    assert page.status_code == 422
    assert "2 pieces of evidence in this case have not been opened." in page.content.decode()
    assert page.context["form"]["checks"][0] == {
        "label": "2 of 2 exhibits still to open", "done": False, "url": page.context["form"]["checks"][0]["url"],
    }  # fmt: skip


def test_a_case_that_changed_meanwhile_says_so_and_keeps_what_was_typed() -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    with now():
        typed = {**opened(case, client), **a_ruling(case, reasons="kept-7f3a")}
        ready = previewed(case, client, typed)
        case.do("message", case.world.ana, words="I found the receipt.")
        stopped = client.post(case.url("/do/rule"), ready)
        assert stopped.status_code == 409
        text = stopped.content.decode()
        assert "The consumer wrote a message." in text
        assert "kept-7f3a" in text
        assert complaint(case).ruling is None
        again = {**typed, "version": str(stopped.context["form"]["version"])}
        assert client.post(case.url("/do/rule"), previewed(case, client, again)).status_code == 302
    assert complaint(case).ruling is not None


def test_what_the_reviewer_does_meanwhile_changes_nothing() -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    with now():
        typed = {**opened(case, client), **a_ruling(case)}
        client.post(case.url("/do/note"), {"words": "Nearly done."})
        assert client.post(case.url("/do/rule"), previewed(case, client, typed)).status_code == 302


def test_a_draft_survives_closing_the_page() -> None:
    case = with_platform(world())
    client = reviewer(case.world)
    with now():
        client.post(case.url("/do/rule"), {**a_ruling(case, facts="half-7f3a", rules=["4.1", "4.2"]), "step": "keep"})
        page = client.get(case.url())
    text = page.content.decode()
    assert "half-7f3a" in text
    assert text.count('name="rules" value="4.1" checked') == 1
    assert text.count('name="rules" value="4.2" checked') == 1


def test_nobody_rules_in_a_case_that_somebody_else_works_on() -> None:
    case = with_platform(world())
    case.do("claim", case.world.rolf)
    client = reviewer(case.world)
    with now():
        page = client.get(case.url("/do/rule"))
        assert page.context["form"]["why_not"] == "Another reviewer works on this case."
        assert "Rolf works on it" in page.content.decode()
        assert client.post(case.url("/do/rule"), {**a_ruling(case), "step": "preview"}).status_code == 422


@pytest.mark.requirement("MP-7")
def test_a_ruling_above_the_limit_of_one_is_signed_by_another_who_reads_what_both_sides_will() -> None:
    case = with_platform(world(), paid=600_000)
    client, other = reviewer(case.world), reviewer(case.world, "senior")
    with now():
        assert "Above ¥5,000.00 a second reviewer has to sign" in client.get(case.url()).content.decode()
        typed = {**opened(case, client), **a_ruling(case)}
        client.post(case.url("/do/rule"), previewed(case, client, typed))
        assert complaint(case).proposed_by == "rita"
        own = client.get(case.url("/do/approval"))
        assert own.context["form"]["why_not"]
        page = other.get(case.url())
        assert page.context["form"]["slug"] == "approval"
        signing = other.get(case.url("/do/approval"))
        assert "¥6,000.00" in signing.context["preview"][0]["html"]
        assert other.post(case.url("/do/approval"), {"way": "reject", "words": ""}).status_code == 422
        assert other.post(case.url("/do/approval"), {"way": "approve"}).status_code == 302
    assert complaint(case).ruling.terms.amount == 600_000


@pytest.mark.requirement("MP-8")
def test_a_proof_stands_beside_what_is_owed_and_is_sent_back_or_verified() -> None:
    case = ruled()
    here, client = case.world, reviewer(case.world)
    number = "50300806962026112400001234567"
    case.do("prove", here.boris, proof="refund-number", reference=number)
    with now():
        page = client.get(case.url())
        assert page.context["form"]["slug"] == "check"
        text = page.content.decode()
        assert number in text
        assert "Refund, ¥168.00" in text
        assert client.post(case.url("/do/check"), {"way": "send-back", "words": ""}).status_code == 422
        client.post(case.url("/do/check"), {"way": "send-back", "words": "That number is of another refund."})
        assert complaint(case).stage == "executing"
    case.do("prove", here.boris, proof="refund-number", reference=number)
    with now():
        assert client.post(case.url("/do/check"), {"way": "verify"}).status_code == 302
    assert complaint(case).how == "executed"


@pytest.mark.requirement("MP-11")
def test_a_review_goes_to_somebody_else_with_the_first_ruling_folded() -> None:
    case = ruled()
    here = case.world
    case.do("ask-review", here.boris, words="The courier broke it.")
    with now():
        first = reviewer(here).get(case.url())
        assert "You have decided in this case, so somebody else reviews it." in first.content.decode()
        other = reviewer(here, "rolf")
        page = other.get(case.url())
        assert page.context["form"]["slug"] == "review"
        text = page.content.decode()
        assert "The courier broke it." in text
        assert '<details class="fold ruling"><summary>The first ruling' in text
        typed = {"way": "uphold", "words": "The shop packs it.", "version": str(page.context["form"]["version"])}
        assert other.post(case.url("/do/review"), previewed(case, other, typed, "review")).status_code == 302
    assert complaint(case).review.upheld


@pytest.mark.requirement("MP-11")
def test_a_review_may_put_another_ruling_in_its_place() -> None:
    case = ruled()
    here = case.world
    case.do("ask-review", here.boris, words="The courier broke it.")
    with now():
        other = reviewer(here, "rolf")
        version = str(other.get(case.url()).context["form"]["version"])
        half = a_ruling(case, liability="both", share="50", amount="84.00", words="Half and half.", way="replace")
        typed = {**half, "version": version}
        assert other.post(case.url("/do/review"), previewed(case, other, typed, "review")).status_code == 302
    after = complaint(case)
    assert (after.ruling.merchant_share, after.ruling.terms.amount) == (50, 8400)


@pytest.mark.requirement("MP-9")
def test_what_the_platform_pays_ahead_it_shows_and_somebody_checks() -> None:
    case = ruled()
    at = MONDAY
    while complaint(case).obligation.on != "platform":
        at = access_complaint(case.world.platform.pk, case.id, case.world.rita, at).complaint.deadlines[0].due_at
        case.do("note", case.world.rita, at, words="Time passes.")
    client = reviewer(case.world)
    with clock.at(at):
        page = client.get(case.url())
        assert page.context["form"]["slug"] == "prove"
        malformed = client.post(case.url("/do/prove"), {"proof": "refund-number", "reference": "12"})
        assert malformed.status_code == 422
        assert "It looks like this: 50300806962026112400001234567" in malformed.content.decode()
        shown = {"proof": "refund-number", "reference": "50300806962026112400001234567"}
        assert client.post(case.url("/do/prove"), shown).status_code == 302
        assert client.get(case.url()).context["form"]["slug"] == "check"
