"""Each reader chooses how letters come, on their settings page; what can't be kept is said, and stays typed."""

import pytest

from ombud.accounts.models import Person
from tests.cast import world
from tests.portals.clients import signed_in

PAGES = {"ana": "/settings", "boris": "/merchant/settings", "rita": "/review/settings"}


@pytest.mark.parametrize("who", PAGES)
def test_a_digest_and_quiet_hours_are_kept_with_the_person_and_taken_back(who: str) -> None:
    made = world()
    client, page = signed_in(made, who), PAGES[who]

    def choices() -> dict[str, object]:
        kept: dict[str, object] = Person.objects.get(platform=made.platform, ref=who).choices
        return kept

    sent = client.post(page, {"digest": "daily", "quiet_from": "22:00", "quiet_to": "08:00"})
    assert sent.status_code == 302
    assert (choices()["digest"], choices()["quiet"]) == ("daily", ["22:00", "08:00"])
    shown = client.get(page).content.decode()
    assert 'value="22:00"' in shown
    assert 'value="08:00"' in shown
    client.post(page, {"digest": "at-once", "quiet_from": "", "quiet_to": ""})
    assert (choices()["digest"], choices()["quiet"]) == ("at-once", None)


@pytest.mark.parametrize("who", PAGES)
def test_hours_that_are_no_span_are_refused_and_stay_typed(who: str) -> None:
    made = world()
    client, page = signed_in(made, who), PAGES[who]
    for begins, ends in (("22:00", ""), ("22:00", "22:00"), ("late", "08:00")):
        refused = client.post(page, {"digest": "daily", "quiet_from": begins, "quiet_to": ends})
        assert refused.status_code == 422
        assert "Quiet hours begin at one time and end at another." in refused.content.decode()
        assert f'value="{begins}"' in refused.content.decode()
    assert "quiet" not in Person.objects.get(platform=made.platform, ref=who).choices
