"""Those who oversee the platform see to its webhooks on pages: add, test, stop, rotate, tell again, remove."""

import re
from typing import Any

import pytest
from django.test import Client
from standardwebhooks import Webhook

from ombud.ledger.connection import rows
from ombud.timers import sequencer
from ombud.webhooks import endpoints
from ombud.webhooks.endpoints import Endpoint
from tests.cast import World, world
from tests.portals.clients import signed_in
from tests.webhooks.receiver import answer, receiver
from tests.webhooks.telling import NOW, an_endpoint, deliveries, dispatcher, some_cases, until_quiet

URL = "/review/webhooks"


@pytest.fixture(scope="module")
def made(database: Any) -> World:
    return world()


@pytest.fixture
def senior(made: World) -> Client:
    return signed_in(made, "senior")


def standing(made: World, id: str) -> Endpoint:
    found = endpoints.of(made.platform.pk, id)
    assert found is not None
    return found


@pytest.mark.requirement("EV-5")
def test_an_endpoint_is_added_and_its_secret_shown_this_once(made: World, senior: Client) -> None:
    sent = {"url": "https://hooks.shop.cn/a", "wanted": ["complaint", "penalty"], "description": "Shop system"}
    page = senior.post(URL, sent).content.decode()
    (added,) = (one for one in endpoints.listed(made.platform.pk) if one.url == sent["url"])
    (secret,) = endpoints.secrets_of(made.platform.pk, added.id, NOW)
    Webhook(secret)
    assert secret in page
    assert secret not in senior.get(f"{URL}/{added.id}").content.decode()
    assert added.wanted == ["complaint", "penalty"]
    # The page came under the list's address; all that is on it goes to the endpoint's own.
    assert set(re.findall(r'<form method="post" action="([^"]+)"', page)) == {f"{URL}/{added.id}", "/language"}
    listed = senior.get(URL).content.decode()
    assert "Shop system" in listed
    assert "Ready" in listed


def test_what_cannot_be_an_address_is_said_beside_the_field_and_what_was_typed_stays(senior: Client) -> None:
    page = senior.post(URL, {"url": "https://169.254.169.254/x", "description": "Mine"})
    said = page.content.decode()
    assert page.status_code == 422
    assert "not a number" in said
    assert 'value="https://169.254.169.254/x"' in said
    assert 'value="Mine"' in said


def test_a_reviewer_who_oversees_nothing_finds_no_webhooks(made: World, senior: Client) -> None:
    with receiver(answer(200)) as listener:
        id = an_endpoint(made, listener).id
    assert "Webhooks" in senior.get("/review/").content.decode()
    client = signed_in(made, "rita")
    assert "Webhooks" not in client.get("/review/").content.decode()
    for path in (URL, f"{URL}/{id}"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"do": "remove"}).status_code == 404
    assert standing(made, id).active
    assert signed_in(world(), "senior").get(f"{URL}/{id}").status_code == 404


@pytest.mark.requirement("EV-5")
def test_a_test_says_at_once_what_the_receiver_answered(made: World, senior: Client, settings: Any) -> None:
    for behave, words in (
        (answer(204), "The test arrived: it answered 204"),
        (answer(401, b"<b>bad signature"), "The test was not taken: it answered 401."),
    ):
        with receiver(behave) as listener:
            settings.WEBHOOK_INSIDE = [listener.address]
            id = an_endpoint(made, listener).id
            page = senior.post(f"{URL}/{id}", {"do": "test"}, follow=True).content.decode()
            assert words in page
    assert "&lt;b&gt;bad signature" in page
    assert "<b>bad" not in page
    settings.WEBHOOK_INSIDE = []
    page = senior.post(f"{URL}/{id}", {"do": "test"}, follow=True).content.decode()
    assert "The test did not arrive" in page


def test_it_is_paused_resumed_rotated_changed_and_removed(made: World, senior: Client) -> None:
    with receiver(answer(200)) as listener:
        id = an_endpoint(made, listener).id
    senior.post(f"{URL}/{id}", {"do": "pause"})
    assert standing(made, id).stopped == "paused"
    assert "Paused" in senior.get(URL).content.decode()
    senior.post(f"{URL}/{id}", {"do": "resume"})
    assert standing(made, id).active
    page = senior.post(f"{URL}/{id}", {"do": "rotate"}).content.decode()
    assert any(secret in page for secret in endpoints.secrets_of(made.platform.pk, id, NOW))
    change = {"do": "change", "url": "https://hooks.shop.cn/b", "wanted": ["order"]}
    assert senior.post(f"{URL}/{id}", {**change, "url": "ftp://x"}).status_code == 422
    assert senior.post(f"{URL}/{id}", change).status_code == 302
    assert (standing(made, id).url, standing(made, id).wanted) == ("https://hooks.shop.cn/b", ["order"])
    whats = rows("SELECT what FROM looked_at WHERE thing = 'webhook' AND name = %s ORDER BY at, what", (id,))
    assert {"webhook-paused", "webhook-resumed", "webhook-rotated", "webhook-changed"} <= {one for (one,) in whats}
    assert senior.post(f"{URL}/{id}", {"do": "remove"}, follow=True).status_code == 200
    assert endpoints.of(made.platform.pk, id) is None


def test_what_was_given_up_is_sent_again_and_all_is_told_again_from_a_place(made: World, senior: Client) -> None:
    sequencer.settle_all()
    with receiver(answer(200)) as listener, dispatcher(listener) as part:
        endpoint = an_endpoint(made, listener, ("complaint",))
        some_cases(made, 1)
        until_quiet(part)
        told = len(deliveries(endpoint))
        rows("UPDATE webhook_delivery SET state = 'dead' WHERE endpoint = %s RETURNING 1", (endpoint.id,))
        url = f"{URL}/{endpoint.id}"
        assert "Given up" in senior.get(url).content.decode()
        page = senior.post(url, {"do": "resend"}, follow=True).content.decode()
        assert f"{told} messages are sent once more." in page
        assert {state for state, *_ in deliveries(endpoint)} == {"waiting"}
        assert senior.post(url, {"do": "replay"}).status_code == 422
        assert senior.post(url, {"do": "replay", "since": "yesterday"}).status_code == 422
        senior.post(url, {"do": "replay", "from_index": str(endpoint.next_idx)})
        assert standing(made, endpoint.id).next_idx == endpoint.next_idx
        senior.post(url, {"do": "replay", "since": "2020-01-01T00:00"})
        assert standing(made, endpoint.id).next_idx == 0


def test_what_arrived_is_said_to_have_arrived_in_chinese_too(made: World, senior: Client, settings: Any) -> None:
    with receiver(answer(204)) as listener:
        settings.WEBHOOK_INSIDE = [listener.address]
        id = an_endpoint(made, listener).id
        senior.post(f"{URL}/{id}", {"do": "test"})
    senior.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    assert '<span class="vh">已送达</span>' in senior.get(f"{URL}/{id}").content.decode()
