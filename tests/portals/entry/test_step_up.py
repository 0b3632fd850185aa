"""Before money moves, staff show once more who they are; and what they filled in goes on from there."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.datastructures import MultiValueDict

from ombud.accounts.models import ApiKey, Person
from ombud.ledger.connection import rows
from ombud.portals.common.entry import asked, step_up
from tests.cast import world
from tests.portals.clients import signed_in
from tests.portals.entry.doors import armed, code, come, person
from tests.portals.entry.test_sessions import set_back
from tests.portals.reviewer.desks import Case, a_ruling, complaint, now, with_platform
from tests.portals.reviewer.test_ruling import opened, previewed


def hidden(page: str) -> dict[str, list[str]]:
    """What the page that asks holds of the form."""
    form = page.split('<form class="form sec signin" method="post" action=')[1]
    found: MultiValueDict[str, str] = MultiValueDict()
    for name, value in re.findall(r'<textarea hidden name="([^"]+)">\n(.*?)</textarea>', form, re.DOTALL):
        found.appendlist(unescape(name), unescape(value))
    return dict(found.lists())


def at_the_desk(case: Case, secret: str) -> Client:
    client = come(Person.objects.get(platform=case.world.platform, ref="rita"), secret)
    set_back(client, "proved", 301)
    return client


@pytest.mark.requirement("EV-2")
def test_a_ruling_with_money_asks_first_and_then_goes_on_with_all_that_was_typed() -> None:
    case = with_platform(world())
    rita, secret = armed(case.world, "rita")
    client = at_the_desk(case, secret)
    with now():
        reasons = 'The photo "shows" it.\r\n<b>& more</b>'
        typed = {**opened(case, client), **a_ruling(case, reasons=reasons)}
        ready = previewed(case, client, typed)
        asked = client.post(case.url("/do/rule"), ready)
        assert asked.status_code == 403
        assert complaint(case).stage == "platform"
        kept = hidden(asked.content.decode())
        wrong = client.post(case.url("/do/rule"), {**kept, "prove_by": "code", "prove_code": "000000"})
        assert wrong.status_code == 422
        assert hidden(wrong.content.decode()) == kept
        went = client.post(case.url("/do/rule"), {**kept, "prove_by": "code", "prove_code": code(secret, rita)})
    assert went.status_code == 302, went.content.decode()
    ruled = complaint(case)
    assert (ruled.stage, ruled.ruling.terms.amount) == ("executing", 16800)
    with now():
        page = signed_in(case.world, "ana").get(f"/complaints/{case.number}/ruling").content.decode()
    assert "The photo &quot;shows&quot; it." in page
    assert "&lt;b&gt;&amp; more&lt;/b&gt;" in page


def test_within_five_minutes_nothing_is_asked_again_and_afterwards_it_is() -> None:
    case = with_platform(world())
    rita, secret = armed(case.world, "rita")
    client = come(rita, secret)
    with now():
        typed = {**opened(case, client), **a_ruling(case)}
        ready = previewed(case, client, typed)
        set_back(client, "proved", 301)
        assert client.post(case.url("/do/rule"), ready).status_code == 403
        set_back(client, "proved", -290)
        assert client.post(case.url("/do/rule"), ready).status_code == 302


def test_a_ruling_without_money_is_not_asked_about() -> None:
    case = with_platform(world())
    _rita, secret = armed(case.world, "rita")
    client = at_the_desk(case, secret)
    with now():
        typed = {**opened(case, client), **a_ruling(case, liability="consumer", remedy="none", amount="")}
        assert client.post(case.url("/do/rule"), previewed(case, client, typed)).status_code == 302


def test_who_has_no_second_factor_shows_the_password_where_none_is_required(settings: Any) -> None:
    settings.DEMO = False
    made = world()
    person(made, "rita")
    Person.objects.filter(platform=made.platform, ref="rita").update(kind="admin", role="admin")
    client = come(Person.objects.get(platform=made.platform, ref="rita"))
    set_back(client, "proved", 301)
    form = {"name": "shop software", "kinds": ["system"], "reason": "to tell orders", "do": "make"}
    asked = client.post("/review/people/keys", form)
    assert asked.status_code == 403
    kept = hidden(asked.content.decode())
    assert client.post("/review/people/keys", {**kept, "prove_by": "code", "prove_code": "no"}).status_code == 422
    assert not ApiKey.objects.filter(platform=made.platform).exists()
    done = client.post("/review/people/keys", {**kept, "prove_by": "code", "prove_code": "four words in a row"})
    assert done.status_code == 200
    key = ApiKey.objects.get(platform=made.platform)
    assert (key.name, key.speaks_for) == ("shop software", ["system"])
    written = "SELECT what, why FROM looked_at WHERE platform = %s AND kind = 'key'"
    assert rows(written, (made.platform.pk,)) == [("key-made-for-system", "to tell orders")]


def test_guessing_there_has_to_wait_too() -> None:
    made = world()
    Person.objects.filter(platform=made.platform, ref="rita").update(kind="admin", role="admin")
    rita, secret = armed(made, "rita")
    client = come(rita, secret)
    set_back(client, "proved", 301)
    answers = [
        client.post("/review/people/keys", {"prove_by": "code", "prove_code": f"{n:06}"}).status_code for n in range(8)
    ]
    assert answers == [422] * 6 + [429] * 2


def test_files_that_came_with_the_form_are_not_lost(rf: Any) -> None:
    request = rf.post("/x", {"words": "a", "photo": SimpleUploadedFile("a.jpg", b"x")})
    request.taken_files = [("file", "id-of-it")]
    assert list(step_up._kept(request)) == [("words", "a"), ("file", "id-of-it")]


@pytest.mark.parametrize(
    ("verb", "fields", "proof"),
    [
        ("complaint.rule", {"terms": {"remedy": "refund", "amount": 1}}, True),
        ("complaint.rule", {"terms": {"remedy": "nothing", "amount": 0}}, False),
        ("complaint.rule", {"terms": {"remedy": "nothing"}}, False),
        ("complaint.decide-review", {"upheld": True}, True),
        ("evidence_report.conclude", {"adjusted": {"terms": {"amount": 0}}}, True),
        ("evidence_report.conclude", {"results": [{"found": "fake"}]}, False),
        ("complaint.verify", {}, True),
        ("surge.close", {}, True),
        ("penalty.invite", {}, True),
        ("rulebook.publish", {"pack": "p"}, True),
        ("complaint.message", {"words": "the amount is 5"}, False),
        ("complaint.note", {}, False),
        ("nothing.known", {}, True),
    ],
)
def test_what_moves_money_or_rights_is_asked_about_and_what_nobody_placed(
    verb: str, fields: dict[str, Any], proof: bool
) -> None:
    assert asked.needs_proof(verb, fields) is proof
