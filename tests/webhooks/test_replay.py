"""What was told can be told again, under the same ids; secrets are exchanged in use; platforms never meet."""

from datetime import timedelta

from standardwebhooks import Webhook

from ombud.ledger.connection import rows
from ombud.webhooks import endpoints
from ombud.webhooks.fan_out import index_at, replay, size_of
from tests.cast import world
from tests.webhooks.receiver import receiver
from tests.webhooks.telling import (
    NOW,
    Keeping,
    an_endpoint,
    committed,
    dispatcher,
    first_seen,
    in_order,
    some_cases,
    until_quiet,
)

HOUR = timedelta(hours=1)


def test_a_replay_tells_everything_from_a_place_again_under_the_same_ids_and_in_order() -> None:
    made, keeps = world(), Keeping()
    with receiver(keeps) as listener, dispatcher(listener) as part:
        endpoint = an_endpoint(made, listener)
        some_cases(made, 3)
        until_quiet(part)
        before = list(keeps.ids)
        since = endpoint.next_idx + 5
        replay(endpoint, since, "rita", NOW)
        until_quiet(part, NOW + HOUR)
    again = keeps.ids[len(before) :]
    told = committed(made, endpoint.next_idx)
    assert set(again) == set(committed(made, since))
    assert in_order(again, told)
    assert len(first_seen(keeps.ids)) == len(before)


def test_a_place_in_the_log_is_found_by_time() -> None:
    made = world()
    some_cases(made, 2)
    size = size_of(made.platform.pk)
    times = [at for (at,) in rows("SELECT at FROM log_leaf WHERE platform = %s ORDER BY idx", (made.platform.pk,))]
    assert index_at(made.platform.pk, times[0]) == 0
    assert index_at(made.platform.pk, times[-1]) == times.index(times[-1])
    assert index_at(made.platform.pk, times[-1] + HOUR) == size


def test_rotating_leaves_the_secret_before_for_a_day_and_signs_with_both() -> None:
    made, keeps = world(), Keeping()
    with receiver(keeps) as listener, dispatcher(listener) as part:
        endpoint = an_endpoint(made, listener, ("complaint",))
        (old,) = endpoints.secrets_of(made.platform.pk, endpoint.id, NOW)
        new = endpoints.rotate(endpoint, "rita", NOW)
        assert sorted(endpoints.secrets_of(made.platform.pk, endpoint.id, NOW)) == sorted([old, new])
        some_cases(made, 1)
        until_quiet(part)
        one = keeps.got[0]
        signatures = {Webhook(secret).sign(one.id, NOW, one.body.decode()) for secret in (old, new)}
        assert set(one.headers["webhook-signature"].split(" ")) == signatures
    assert endpoints.secrets_of(made.platform.pk, endpoint.id, NOW + timedelta(hours=25)) == [new]
    newest = endpoints.rotate(endpoint, "rita", NOW + HOUR)
    assert set(endpoints.secrets_of(made.platform.pk, endpoint.id, NOW + HOUR)) == {new, newest}, "two at most"
    kept = rows("SELECT sealed FROM webhook_secret WHERE endpoint = %s", (endpoint.id,))
    assert all(sealed.startswith("sealed:") for (sealed,) in kept)


def test_platforms_are_told_of_their_own_alone() -> None:
    one, other, keeps = world(), world(), Keeping()
    with receiver(keeps) as listener, dispatcher(listener) as part:
        endpoint = an_endpoint(one, listener)
        some_cases(other, 1)
        some_cases(one, 1)
        until_quiet(part)
    assert set(keeps.ids) == set(committed(one, endpoint.next_idx))
