"""Every event with somebody to tell is told at least once, in the order of its thing, whatever the receiver does."""

import json
import socket
from contextlib import ExitStack
from datetime import timedelta

import pytest
from standardwebhooks import Webhook

from ombud.ledger.connection import rows
from ombud.timers import sequencer
from ombud.webhooks import deliver, endpoints
from ombud.webhooks.deliver import ready
from tests.cast import a_complaint, world
from tests.webhooks.receiver import Got, answer, endless, hang, receiver
from tests.webhooks.telling import (
    NOW,
    Keeping,
    an_endpoint,
    committed,
    deliveries,
    dispatcher,
    in_order,
    some_cases,
    until_quiet,
)

HOUR = timedelta(hours=1)
FIRST = """
SELECT a.at, a.status, a.answer, a.next_at FROM webhook_attempt a
JOIN (SELECT platform, endpoint, min(idx) AS idx FROM webhook_delivery GROUP BY 1, 2) d USING (platform, endpoint, idx)
WHERE a.platform = %s AND a.endpoint = %s ORDER BY a.id
"""


@pytest.mark.requirement("EV-5")
def test_what_happened_is_told_signed_and_without_anything_that_somebody_wrote() -> None:
    made, keeps = world(), Keeping()
    with receiver(keeps) as listener, dispatcher(listener) as part:
        endpoint = an_endpoint(made, listener)
        (id,) = some_cases(made, 1)
        until_quiet(part)
    told = committed(made, endpoint.next_idx)
    assert sorted(keeps.ids) == sorted(told)
    filed = next(one for one in keeps.got if json.loads(one.body)["type"] == "complaint.filed")
    (secret,) = endpoints.secrets_of(made.platform.pk, endpoint.id, NOW)
    right = Webhook(secret).sign(filed.id, NOW, filed.body.decode())
    assert filed.headers["webhook-signature"] == right
    said = json.loads(filed.body)
    assert said["data"] | {"hash": "", "index": 0, "number": "", "fields": {}} == {
        "thing": "complaint", "id": id, "number": "", "event": "ComplaintFiled", "seq": 1, "index": 0, "hash": "",
        "by": {"party": "consumer"}, "fields": {},
    }  # fmt: skip
    assert said["data"]["fields"]["reason"] == "not-as-described"
    assert said["data"]["fields"]["asked"] == {"remedy": "refund", "amount": 16800}
    assert said["timestamp"] == "2026-03-09T02:00:00Z"
    whole = b" ".join(one.body for one in keeps.got).decode()
    for private in ("crack", "13800001234", "Is anybody there", "Hello", "Celadon", '"ana"', "林安娜", "Shanyu"):
        assert private not in whole, private


def test_only_what_is_wanted_is_told() -> None:
    made, keeps = world(), Keeping()
    with receiver(keeps) as listener, dispatcher(listener) as part:
        an_endpoint(made, listener, ("complaint.nudged", "order"))
        some_cases(made, 2)
        until_quiet(part)
    kinds = {json.loads(one.body)["type"] for one in keeps.got}
    assert "complaint.nudged" in kinds
    assert {kind for kind in kinds if not kind.startswith("order.")} == {"complaint.nudged"}


@pytest.mark.requirement("EV-5")
def test_with_a_receiver_that_drops_three_in_ten_all_arrive_and_first_in_order() -> None:
    made, keeps = world(), Keeping(fails=0.3)
    with receiver(keeps) as listener, dispatcher(listener) as part:
        endpoint = an_endpoint(made, listener)
        some_cases(made, 6)
        at = NOW
        for _round in range(60):
            until_quiet(part, at)
            if all(state == "delivered" for state, *_ in deliveries(endpoint)):
                break
            at += timedelta(minutes=7)
    told = committed(made, endpoint.next_idx)
    assert set(keeps.ids) == set(told)
    assert len(keeps.ids) > len(set(keeps.ids)), "some came twice, under the same id"
    assert in_order(keeps.ids, told)


@pytest.mark.requirement("EV-5")
def test_after_three_days_of_failures_it_is_given_up_and_can_be_sent_again() -> None:
    made = world()
    with receiver(answer(500, b"out of order")) as broken:
        endpoint = an_endpoint(made, broken, ("complaint",))
        (id,) = some_cases(made, 1)
        with dispatcher(broken) as part:
            at = NOW
            while at < NOW + timedelta(days=3, hours=3):
                until_quiet(part, at)
                between = NOW + 3 * HOUR < at < NOW + timedelta(days=2, hours=20)
                at += 3 * HOUR if between else timedelta(minutes=41)
        states = [state for state, _tries, stream in deliveries(endpoint) if stream == id]
        assert states[0] == "dead"
        assert states[-1] == "waiting", "the next one has three days of its own"
        first = rows(FIRST, (made.platform.pk, endpoint.id))
    assert len({status for _at, status, *_ in first}) == 1
    assert first[0][2] == "out of order"
    assert timedelta(days=3) <= first[-1][0] - first[0][0] <= timedelta(days=3, hours=1)
    assert first[-1][3] is None
    assert 8 <= len(first) <= 40
    healed = Keeping()
    with receiver(healed) as listener, dispatcher(listener) as part:
        rows("UPDATE webhook_endpoint SET url = %s WHERE id = %s RETURNING 1", (listener.url, endpoint.id))
        until_quiet(part, at + HOUR)
        assert deliver.resend_dead(made.platform.pk, endpoint.id, at + HOUR) == states.count("dead")
        until_quiet(part, at + HOUR)
    assert set(healed.ids) == {one for one, (stream, _) in committed(made, endpoint.next_idx).items() if stream == id}


def test_a_later_event_of_a_case_waits_for_the_earlier_one_and_other_cases_go_on() -> None:
    made = world()
    poison: list[str] = []
    keeps = Keeping()

    def behave(connection: socket.socket, got: Got) -> None:
        if json.loads(got.body)["data"]["id"] in poison:
            return answer(500)(connection, got)
        return keeps(connection, got)

    with receiver(behave) as listener, dispatcher(listener) as part:
        endpoint = an_endpoint(made, listener, ("complaint",))
        ids = some_cases(made, 4)
        poison.append(ids[1])
        until_quiet(part)
        rest = [state for state, _tries, stream in deliveries(endpoint) if stream == ids[1]]
        assert rest == ["waiting"] * len(rest)
        assert [tries for _s, tries, stream in deliveries(endpoint) if stream == ids[1]] == [1] + [0] * (len(rest) - 1)
        assert {state for state, _t, stream in deliveries(endpoint) if stream != ids[1]} == {"delivered"}
        poison.clear()
        until_quiet(part, NOW + HOUR)
    assert in_order(keeps.ids, committed(made, endpoint.next_idx))
    assert {state for state, *_ in deliveries(endpoint)} == {"delivered"}


@pytest.mark.requirement("EV-5")
@pytest.mark.parametrize("behave", [hang, endless])
def test_hostile_endpoints_delay_nobody_else(behave: object) -> None:
    made, keeps = world(), Keeping()
    with ExitStack() as stack:
        hostile = [stack.enter_context(receiver(behave)) for _ in range(8)]  # type: ignore[arg-type]
        good = stack.enter_context(receiver(keeps))
        part = stack.enter_context(dispatcher(*hostile, good, seconds=30 if behave is hang else 0.5))
        for one in hostile:
            an_endpoint(made, one)
        endpoint = an_endpoint(made, good)
        some_cases(made, 2)
        told = committed(made, endpoint.next_idx)
        for _round in range(100):
            part.round(NOW, 0.05)
            if set(keeps.ids) == set(told):
                break
        # Those that hang have held on for far less than their time: nothing was waited for.
        assert set(keeps.ids) == set(told)
        part.drop()


def test_a_killed_worker_is_taken_over_after_its_claim_and_the_message_keeps_its_id() -> None:
    made, keeps = world(), Keeping()
    with receiver(hang) as stuck:
        endpoint = an_endpoint(made, stuck, ("complaint",))
        some_cases(made, 1)
        with dispatcher(stuck, seconds=5) as killed:
            killed.round(NOW, 0.05)
            killed.drop()
        with receiver(keeps) as listener, dispatcher(listener) as other:
            rows("UPDATE webhook_endpoint SET url = %s WHERE id = %s RETURNING 1", (listener.url, endpoint.id))
            until_quiet(other, NOW + timedelta(seconds=30))
            assert keeps.ids == [], "it may still be on its way"
            until_quiet(other, NOW + timedelta(seconds=61))
    told = committed(made, endpoint.next_idx)
    assert [told[one][1] for one in keeps.ids] == sorted(told[one][1] for one in keeps.ids)
    assert {state for state, *_ in deliveries(endpoint)} == {"delivered"}


def test_two_workers_send_nothing_twice_and_keep_the_order() -> None:
    made, keeps = world(), Keeping()
    with receiver(keeps) as listener, dispatcher(listener) as one, dispatcher(listener) as other:
        endpoint = an_endpoint(made, listener)
        some_cases(made, 4)
        for _round in range(60):
            one.round(NOW, 0.02)
            other.round(NOW, 0.02)
        until_quiet(one)
        until_quiet(other)
    told = committed(made, endpoint.next_idx)
    assert sorted(keeps.ids) == sorted(told)
    assert in_order(keeps.ids, told)


def test_an_endpoint_that_fails_five_times_is_only_probed_until_it_works() -> None:
    made = world()
    with receiver(answer(503)) as listener, dispatcher(listener) as part:
        endpoint = an_endpoint(made, listener, ("complaint",))
        some_cases(made, 9)
        until_quiet(part)
        tried = listener.connects
        assert 5 <= tried <= 10, "the first few were under way together"
        until_quiet(part, NOW + timedelta(seconds=5))
        assert listener.connects == tried
        until_quiet(part, NOW + timedelta(seconds=21))
        assert listener.connects == tried + 1
        listener.behave = answer(200)
        until_quiet(part, NOW + timedelta(minutes=30))
        assert {state for state, *_ in deliveries(endpoint)} == {"delivered"}
    assert made.platform.pk not in {one.platform for one in ready(NOW + timedelta(days=1))}


def test_an_endpoint_that_is_gone_is_switched_off_and_loses_nothing() -> None:
    made, keeps = world(), Keeping()
    with receiver(answer(410)) as listener, dispatcher(listener) as part:
        endpoint = an_endpoint(made, listener, ("complaint",))
        some_cases(made, 3)
        until_quiet(part)
        stopped = endpoints.of(made.platform.pk, endpoint.id)
        assert stopped is not None
        assert (stopped.active, stopped.stopped) == (False, "gone")
        tried = listener.connects
        some_cases_again = a_complaint(made, "").id
        until_quiet(part, NOW + HOUR)
        assert listener.connects == tried
        listener.behave = keeps
        assert endpoints.resume(stopped, "rita", NOW + HOUR)
        sequencer.settle()
        until_quiet(part, NOW + HOUR)
    told = committed(made, endpoint.next_idx)
    wanted = {one for one in told if rows_kind(told[one][0]) == "complaint"}
    assert set(keeps.ids) == wanted
    assert some_cases_again in {told[one][0] for one in keeps.ids}


def rows_kind(stream: str) -> str:
    return str(rows("SELECT kind FROM stream WHERE id = %s", (stream,))[0][0])
