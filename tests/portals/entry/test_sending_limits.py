"""Flooding is slow and capped by account and by network, and whoever it isn't about goes on as before."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from ombud.accounts.door_models import Tries
from ombud.accounts.limits import of_sending
from ombud.accounts.models import Person
from ombud.accounts.tries import take
from ombud.core.people import Consumer
from ombud.desk import clock
from ombud.ledger.connection import rows
from tests.api.caller import Api
from tests.cast import MONDAY, World, a_filing, an_order, world
from tests.portals.clients import signed_in
from tests.portals.consumer.cases import photo
from tests.portals.entry.doors import HERE, come, person

SEEN = {"about": "counterfeit", "words": "They sell fakes."}
TOO_OFTEN = "Too many tries"


def sent(made: World, refs: list[str], what: str, times: int) -> None:
    """As if these accounts had sent so many each from there, within this minute."""
    request = RequestFactory().post("/", REMOTE_ADDR=HERE)
    people = Person.objects.filter(platform=made.platform, ref__in=refs)
    counted = [one for who in people for one in of_sending(request, who, what)]
    assert take(counted, timezone.now()) == 0
    for one in counted:
        n = times * len(refs) if one.what.endswith("network") else times
        Tries.objects.filter(key=one.key).update(count=n)


def reported(client: Client, key: str) -> bool:
    """Whether one more report of the shop got through."""
    answer = client.post("/shops/mugs/report", {**SEEN, "act_key": key}, REMOTE_ADDR=HERE)
    if answer.status_code != 302:
        assert TOO_OFTEN in answer.content.decode()
        assert SEEN["words"] in answer.content.decode(), "what was typed stays"
    return answer.status_code == 302


def some(made: World, n: int) -> list[str]:
    """So many accounts of consumers."""
    slug = made.platform.slug
    refs = [f"many-{one}" for one in range(n)]
    Person.objects.bulk_create(
        Person(platform=made.platform, ref=ref, login=f"{slug}/{ref}", kind="consumer", language="en") for ref in refs
    )
    return refs


@pytest.mark.requirement("CG-5")
def test_reports_of_one_account_are_slowed_and_nobody_elses_are() -> None:
    made = world()
    sent(made, ["ana"], "report.file", 60)
    ana, other = signed_in(made, "ana"), signed_in(made, "other")
    count = "SELECT count(*) FROM report_row WHERE platform = %s"
    assert reported(ana, "a1")
    assert not reported(ana, "a2")
    assert rows(count, (made.platform.pk,)) == [(1,)]
    assert reported(other, "b1"), "from the same network"
    assert ana.get("/complaints/").status_code == 200, "everything else goes on"


@pytest.mark.requirement("CG-5")
def test_many_accounts_of_one_network_are_slowed_and_who_has_a_browser_of_their_own_is_not() -> None:
    made = world()
    ana = come(person(made, "ana"))
    sent(made, some(made, 3), "report.file", 40)
    assert reported(signed_in(made, "other"), "b1")
    assert not reported(signed_in(made, "other"), "b2"), "a browser that nobody knows, from the network that floods"
    assert reported(ana, "a1"), "on a browser that she signed in with before"
    assert reported(signed_in(world(), "other"), "c1"), "on another platform"


@pytest.mark.requirement("CG-5")
def test_files_of_one_network_and_of_one_account_are_bounded(settings: Any) -> None:
    made = world()
    settings.OMBUD_EVIDENCE_QUOTA = {"files_max": 1}
    ana, other = come(person(made, "ana")), signed_in(made, "other")
    other.defaults["REMOTE_ADDR"] = HERE
    answers = [ana.post("/uploads", {"file": photo("a.jpg", one)}).status_code for one in ("red", "blue")]
    assert answers == [201, 422]
    sent(made, some(made, 5), "upload", 120)
    settings.OMBUD_EVIDENCE_QUOTA = {"files_max": 9}
    assert other.post("/uploads", {"file": photo("b.jpg", "green")}).status_code == 201
    slowed = other.post("/uploads", {"file": photo("c.jpg", "white")})
    assert (slowed.status_code, TOO_OFTEN in slowed.json()["error"]) == (422, True)
    assert ana.post("/uploads", {"file": photo("d.jpg", "black")}).status_code == 201


@pytest.mark.requirement("CG-5")
def test_complaints_of_one_account_in_a_day_are_capped_by_the_pack_and_nobody_elses_are() -> None:
    made = world()
    api, other = Api(made), Consumer(id="other")
    bought = (MONDAY - timedelta(days=3)).isoformat()
    orders = [an_order(made, f"o-many-{n}", purchased_at=bought) for n in range(11)]
    with clock.at(MONDAY):
        answers = [api.post("/complaints", made.ana, **a_filing(order)) for order in orders]
        assert [one.status for one in answers] == [201] * 10 + [409]
        assert answers[-1].code == "complaints-per-day"
        theirs = an_order(made, "o-theirs", consumer="other", purchased_at=bought)
        assert api.post("/complaints", other, **a_filing(theirs)).status == 201
    with clock.at(MONDAY + timedelta(days=1, minutes=1)):
        assert api.post("/complaints", made.ana, **a_filing(orders[-1])).status == 201
