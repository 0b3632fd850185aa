"""Where nobody of the platform may decide, somebody from outside is invited by a link to that one penalty."""

import json
import re

import pytest
from django.test import Client
from django.utils import timezone

from ombud.accounts import invitations
from ombud.accounts.models import InviteLink, Person
from ombud.desk.outbox import put_job
from ombud.ledger.connection import rows
from ombud.timers.jobs import do
from tests.cast import MONDAY
from tests.portals.clients import signed_in
from tests.portals.reviewer.desks import now, reviewer
from tests.portals.reviewer.penalties.desks import DAY, HOUR, Case, appealed, penalty, verdicts

INVITATION = {"name": "Ines Prado", "email": "ines@example.org", "language": "es", "words": "We all decided before."}


@pytest.fixture
def alone() -> Case:
    """An appeal on a platform whose other reviewers have left: Rita imposed the penalty."""
    case = appealed()
    Person.objects.filter(platform=case.world.platform, ref="rolf").update(is_active=False)
    Person.objects.filter(platform=case.world.platform, ref="rita").update(role="senior")
    Person.objects.filter(platform=case.world.platform, ref="senior").update(role="admin", kind="admin")
    return case


def token_of(case: Case) -> str:
    """The token that was put into the outbox, to be sent by mail."""
    found = rows(
        "SELECT payload FROM outbox WHERE platform = %s AND job = 'invite-link' ORDER BY id DESC",
        (case.world.platform.pk,),
    )
    return str(json.loads(bytes(found[0][0]))["token"])


@pytest.mark.requirement("WD-8")
def test_where_nobody_else_can_decide_the_page_says_so_and_the_outsider_decides_and_is_gone(alone: Case) -> None:
    client = reviewer(alone.world, "rita")
    with now(1):
        page = client.get(alone.url())
        assert "Everybody here who may decide appeals has decided on this penalty before" in page.content.decode()
        lacking = client.post(alone.url("/do/invite"), {**INVITATION, "email": "nonsense", "name": ""})
        assert lacking.status_code == 422
        assert {one["field"] for one in lacking.context["form"]["errors"]} == {"name", "email"}
        assert Person.objects.filter(platform=alone.world.platform, kind="invited").count() == 0
        assert client.post(alone.url("/do/invite"), INVITATION).status_code == 302
        token = token_of(alone)
        outsider = Client()
        assert outsider.get(f"/invited/{token}").status_code == 200
        came = outsider.post(f"/invited/{token}")
        assert came.url == alone.url()
        assert Client().post(f"/invited/{token}").status_code == 410, "it works once"
        shown = outsider.get(alone.url())
        assert shown.status_code == 200
        assert shown.context["nav"] == []
        mark = outsider.post(alone.url("/do/verdict"), {**verdicts(alone, True, True, True), "step": "preview"})
        sent = outsider.post(
            alone.url("/do/verdict"),
            {**verdicts(alone, True, True, True), "step": "send", "previewed": mark.context["form"]["previewed"]},
        )
        assert sent.url == "/invited/done"
        assert outsider.get(sent.url).status_code == 200
        assert outsider.get(alone.url()).status_code == 302, "signed out"
    assert penalty(alone).stage == "revoked"


def test_an_invited_person_finds_that_one_page_and_nothing_else(alone: Case) -> None:
    with now(1):
        reviewer(alone.world, "rita").post(alone.url("/do/note"), {"words": "Only for us."})
        reviewer(alone.world, "rita").post(alone.url("/do/invite"), INVITATION)
        ref = penalty(alone).outside[0]
        outsider = signed_in(alone.world, ref)
        for path in (
            "/review/", "/review/queue/appeals", "/review/search?q=1", "/review/mine", "/review/penalties/new",
            "/review/shops/mugs/penalties", "/review/reports", "/complaints/", "/merchant/",
            alone.url().replace(alone.number, "TP-260309-ZZZZZ"),
        ):  # fmt: skip
            assert outsider.get(path).status_code == 404, path
        history = outsider.get(alone.url("?tab=history")).content.decode()
        assert "Only for us." not in history
        assert 'href="/review/' not in outsider.get(alone.url()).content.decode().replace(alone.url(), "")
        assert outsider.post("/files", {}).status_code in (404, 405)


def test_an_invited_person_is_told_nobodys_name_but_reads_what_was_decided(alone: Case) -> None:
    """Who of the platform imposed it, and who works on it, might sway somebody who is to decide on their own."""
    alone.do("claim", alone.world.rolf, MONDAY + HOUR)
    rita = reviewer(alone.world, "rita")
    with now(1):
        rita.post(alone.url("/do/invite"), {**INVITATION, "language": "en"})
        outsider = signed_in(alone.world, penalty(alone).outside[0])
        for tab in ("notice", "appeal", "talk", "history"):
            read, known = (one.get(alone.url(f"?tab={tab}")).content.decode() for one in (outsider, rita))
            assert not {"Rita", "Rolf"} & set(re.findall(r"\w+", read)), tab
            assert "Rolf works on it" in known, tab
        assert "Rita" in known
        assert "The penalty was imposed." in read


def test_a_link_ends_after_some_days_and_with_the_decision_and_a_new_one_can_be_sent(alone: Case) -> None:
    client = reviewer(alone.world, "rita")
    with now(1):
        client.post(alone.url("/do/invite"), INVITATION)
        first = token_of(alone)
        assert invitations.whose(first, MONDAY + 6 * DAY) is not None
        assert invitations.whose(first, MONDAY + 8 * DAY) is None
        ref = penalty(alone).outside[0]
        assert client.post(alone.url("/do/resend"), {"reviewer": ref}).status_code == 302
        assert client.post(alone.url("/do/resend"), {"reviewer": "ana"}).status_code == 404
    assert InviteLink.objects.filter(person__ref=ref).count() == 2
    assert all(first not in one.hash for one in InviteLink.objects.all()), "only hashes are kept"
    alone.do("withdraw", alone.world.boris, MONDAY + DAY)
    with now(25):
        assert Client().post(f"/invited/{first}").status_code == 410
        assert signed_in(alone.world, ref).get(alone.url()).status_code == 404


def test_nobody_of_the_platform_or_a_shop_is_invited_as_an_outsider(alone: Case) -> None:
    Person.objects.filter(platform=alone.world.platform, ref="rolf").update(email="rolf@example.org")
    with now(1):
        sent = reviewer(alone.world, "rita").post(alone.url("/do/invite"), {**INVITATION, "email": "ROLF@example.org"})
    assert sent.status_code == 422
    assert penalty(alone).outside == ()


def test_where_another_reviewer_can_decide_nobody_from_outside_is_asked() -> None:
    case = appealed()
    with now(1):
        page = reviewer(case.world, "senior").get(case.url())
    assert page.context["work"]["alone"] == ""
    assert "invite" not in page.context["do"]


def test_the_mail_is_in_the_language_chosen_and_holds_the_link_once(alone: Case) -> None:
    platform = alone.world.platform.pk
    person = invitations.person_for(platform, alone.id, "Ines Prado", "ines@example.org", "es")
    token = invitations.make(person, timezone.now())
    put_job(
        platform, alone.id, "invite-link", {"person": person.ref, "number": alone.number, "token": str(token)}, MONDAY
    )
    ((outbox,),) = rows("SELECT id FROM outbox WHERE platform = %s AND job = 'invite-link'", (platform,))
    do(platform, outbox)
    do(platform, outbox)
    ((address, subject, body),) = rows(
        "SELECT address, subject, body FROM loopback WHERE platform = %s AND message = %s", (platform, -outbox)
    )
    assert (address, subject) == ("ines@example.org", "Bazaar le pide que resuelva una apelación")
    assert body.count(f"/invited/{token}") == 1
    assert alone.number in body
