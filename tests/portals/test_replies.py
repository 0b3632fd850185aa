"""Evidence at the last moment: the other side's pages say that it may reply and until when, and nobody rules before."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ombud.core.complaint import rule
from ombud.core.complaint.state import Complaint
from ombud.desk import clock
from ombud.desk.access import access_complaint
from tests.cast import MONDAY, World
from tests.portals.clients import signed_in
from tests.portals.consumer.cases import HOUR, complained, number_id, with_platform

ASKED = MONDAY + 1.5 * HOUR
LAST = ASKED + 47.5 * HOUR
"""Half an hour before the end of the time for evidence."""
RULING: dict[str, Any] = {
    "liability": "merchant", "merchant_share": 100, "terms": {"remedy": "refund", "amount": 16800},
    "reason": "goods-faulty", "facts": "The crack is on the photo.", "reasons": "Rule 5.1 applies.", "rules": ["5.1"],
    "relied_on": [],
}  # fmt: skip


def sniped(*, by: str) -> tuple[World, Client, str]:
    """Both sides were asked, and one answers in the last half hour; signed in is the consumer."""
    made, ana, number = complained()
    id = with_platform(made, number)
    made.do("complaint.request-evidence", id, made.rita, at=ASKED, of="both", items=["photo-parcel"], words="Show it.")
    request = "r1" if by == "ana" else "r2"
    done = made.do(
        "complaint.submit", id, getattr(made, by), at=LAST, request=request, words="Here.", declared_true=True
    )
    assert not hasattr(done, "because"), done
    return made, ana, number


def state(made: World, number: str) -> Complaint:
    return access_complaint(made.platform.pk, number, made.rita).complaint


@pytest.mark.requirement("MP-4")
def test_the_consumer_is_shown_its_time_to_reply_and_replies() -> None:
    made, ana, number = sniped(by="boris")
    made.do("complaint.note", number_id(made, number), made.rita, at=LAST + HOUR, words="Her turn is lost by now.")
    with clock.at(LAST + 2 * HOUR):
        page = ana.get(f"/complaints/{number}").content.decode()
        assert "Reply to what the other side handed in last, if you want to" in page
        assert "You don’t have to. Without a reply the platform decides on what is there." in page
        assert "Reply with evidence or words" in page
        assert "Reply to what the shop handed in last" in ana.get("/complaints/").content.decode()
        form = ana.get(f"/complaints/{number}/evidence").content.decode()
        assert "what you add here is your reply, and it is in time" in form
        assert "marked late" not in form
        refused = made.do("complaint.rule", number_id(made, number), made.rita, at=LAST + 2 * HOUR, **RULING)
        assert getattr(refused, "code", "") == rule.REPLY_OUTSTANDING.code
        shop = signed_in(made, "boris").get(f"/merchant/complaints/{number}").content.decode()
        assert "The consumer can still reply to what the shop handed in last" in shop
        desk = signed_in(made, "rita").get(f"/review/cases/{number}").content.decode()
        assert "Waits for a reply to what came last" in desk
        sent = ana.post(f"/complaints/{number}/evidence", {"words": "That is another parcel.", "act_key": "a"})
        assert sent.status_code == 302
        page = ana.get(f"/complaints/{number}").content.decode()
    assert "You added evidence." in page
    assert "It came late" not in page.replace("You gave no evidence in time", "")
    assert state(made, number).deadline("reply", "consumer") is None


@pytest.mark.requirement("MP-4")
def test_the_shop_is_shown_its_time_to_reply_and_what_follows() -> None:
    made, ana, number = sniped(by="ana")
    boris = signed_in(made, "boris")
    with clock.at(LAST + 2 * HOUR):
        page = boris.get(f"/merchant/complaints/{number}").content.decode()
        assert "Reply to what the other side handed in last, if you want to" in page
        assert "Reply with evidence or words" in page
        assert (
            "The consumer handed something in at the last moment."
            in boris.get(f"/merchant/complaints/{number}/evidence").content.decode()
        )
        assert (
            "The shop can still reply to what the consumer handed in last"
            in ana.get(f"/complaints/{number}").content.decode()
        )
        due = state(made, number).deadline("reply")
    assert due is not None
    assert due.due_at == LAST + timedelta(hours=24)
    with clock.at(due.due_at):
        assert "Reply with evidence or words" not in boris.get(f"/merchant/complaints/{number}").content.decode()
        done = made.do("complaint.rule", number_id(made, number), made.rita, at=due.due_at, **RULING)
    assert not hasattr(done, "because"), done
