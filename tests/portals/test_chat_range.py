"""A part of the chat is chosen across its pages, and lies among the evidence in front of a reviewer."""

from datetime import timedelta

import pytest

from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.portals.common.chat import as_evidence
from tests.cast import MONDAY, a_complaint, world
from tests.portals.clients import signed_in

MINUTE = timedelta(minutes=1)


@pytest.mark.requirement("PD-2")
def test_a_range_begins_on_one_page_and_ends_on_another_and_what_was_written_comes_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(as_evidence, "PAGE_MAX", 3)
    made = world()
    filed = a_complaint(made)
    for n in range(7):
        made.do("conversation.say", "o-1", made.ana, MONDAY + n * MINUTE, words=f"Message {n}.")
    with clock.at(MONDAY + timedelta(hours=1)):
        ana, here = signed_in(made, "ana"), "/chat/evidence/of/o-1"
        first = ana.get(here).content.decode()
        assert ("Message 6." in first, "Message 3." in first) == (True, False)
        sent = {"case": filed.number, "words": "The whole promise.", "seq": ["7"], "page": "0", "before": "5"}
        second = ana.post(here, sent)
        told = second.content.decode()
        assert second.status_code == 200
        assert ("Message 2." in told, "Ticked on other pages" in told, "The whole promise." in told) == (True,) * 3
        assert 'name="seq" value="7" checked' in told
        done = ana.post(here, {**sent, "seq": ["7", "3"], "page": "5", "before": [], "what": "ticked"})
        assert done.status_code == 302
        (talk,) = access_complaint(made.platform.pk, filed.number, made.ana).complaint.talks
        assert (talk.excerpt.first, talk.excerpt.last, talk.excerpt.messages) == (3, 7, 5)
        desk = signed_in(made, "rita").get(f"/review/cases/{filed.number}").content.decode()
        assert "Chat put into the case" in desk
        assert f'href="/evidence/{filed.number}/talk/{talk.id}"' in desk
