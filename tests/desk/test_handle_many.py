"""A batch leaves the record that its acts would have left one by one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ombud.core.refusal import Refusal
from ombud.desk.handle import Act, Done, KeyReused, NotFound, handle
from ombud.desk.handle_many import handle_many, let_time_pass
from ombud.desk.load import due
from ombud.ledger.check import broken
from ombud.ledger.connection import connection, rows
from tests.cast import MONDAY, SEED, World, a_complaint, a_filing, an_order, world

HOUR = timedelta(hours=1)
DRAWN = {"number", "complaint", "problem", "words", "contact", "cause", "stream"}
"""What is drawn by lot or salted, so that two runs can't have it alike."""


def plain(value: Any, known: dict[str, str]) -> Any:
    """An event's body without what is drawn by lot; ids are named by the order in which they came up."""
    if isinstance(value, dict):
        return {name: plain(one, known) for name, one in value.items() if name not in DRAWN}
    if isinstance(value, list):
        return [plain(one, known) for one in value]
    return known.get(value, value) if isinstance(value, str) else value


def record(made: World, names: dict[str, str]) -> dict[str, list[Any]]:
    """All bodies by stream, streams named alike in both worlds."""
    found: dict[str, list[Any]] = {}
    for stream, body in rows(
        "SELECT stream, body FROM event WHERE platform = %s ORDER BY stream, seq", (made.platform.pk,)
    ):
        found.setdefault(names.get(stream, stream), []).append(plain(msgspec.json.decode(bytes(body)), names))
    return found


def tables(made: World) -> dict[str, Any]:
    platform = (made.platform.pk,)
    counts = "SELECT scope, bucket, sum(n)::int FROM kept_count WHERE platform = %s GROUP BY 1, 2 ORDER BY 1, 2"
    return {
        "rows": rows(
            "SELECT stage, turn, due_at FROM complaint_row WHERE platform = %s ORDER BY order_number", platform
        ),
        "counts": [row for row in rows(counts, platform) if row[2]],
        "notices": rows("SELECT to_kind, notice FROM message WHERE platform = %s ORDER BY 1, 2", platform),
        "jobs": rows("SELECT job FROM outbox WHERE platform = %s ORDER BY job", platform),
        "answers": rows(
            "SELECT principal, key FROM idempotency WHERE platform = %s AND key LIKE 'k%%' ORDER BY 2", platform
        ),
    }


def outcome(result: Any) -> Any:
    match result:
        case Done():
            return result.events
        case Refusal():
            return result.code
        case _:
            return type(result).__name__


WORDS = st.sampled_from(["Yes.", "No.", ""])
ACTS = st.one_of(
    st.tuples(st.just("file"), st.integers(0, 2), WORDS),
    st.tuples(st.just("answer"), st.integers(0, 2), WORDS),
    st.tuples(st.just("offer"), st.integers(0, 2), WORDS),
    st.tuples(st.just("retell"), st.integers(0, 2), WORDS),
    st.tuples(st.just("wrong"), st.integers(0, 2), WORDS),
    st.tuples(st.just("again"), st.integers(0, 2), WORDS),
)


def acts_of(made: World, plan: list[tuple[str, int, str]], late: timedelta) -> list[Act]:
    """The plan as acts: three complaints about three orders, some filed twice, refused, unreadable or repeated."""
    platform, at = made.platform.pk, MONDAY + late
    acts: list[Act] = []
    filed = {0}
    for place, (what, n, words) in enumerate(plan):
        key, complaint = f"k{place}", f"c-{n}"
        match what:
            case "file":
                target = f"c-{n}-{place}" if n in filed else complaint
                filed.add(n)
                acts.append(Act(platform, "complaint.file", target, made.ana, a_filing(f"o-{n}"), key, at=at))
            case "answer":
                fields = {"stance": "refuses", "words": words}
                acts.append(Act(platform, "complaint.answer", complaint, made.boris, fields, key, at=at))
            case "offer":
                fields = {"terms": {"remedy": "refund", "amount": 5000}, "words": words}
                acts.append(Act(platform, "complaint.offer", complaint, made.boris, fields, key, at=at))
            case "retell":
                fields = {"facts": {"number": f"No-{n}", "paid": place}, "source": "t"}
                acts.append(Act(platform, "order.tell", f"x-{n}", SEED, fields, key, at=at))
            case "wrong":
                acts.append(Act(platform, "complaint.answer", complaint, made.boris, {"stance": 7}, key, at=at))
            case _:
                acts.append(Act(platform, "complaint.file", "c-again", made.ana, a_filing(f"o-{n}"), "k-again", at=at))
    return acts


def alone(act: Act) -> Any:
    try:
        return handle(act)
    except Exception as error:  # noqa: BLE001 - compared with the batch's
        return error


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=st.lists(ACTS, min_size=1, max_size=12), days=st.sampled_from([0, 0, 3]))
def test_one_batch_and_the_same_acts_one_by_one_leave_the_same_record(plan: Any, days: int) -> None:
    worlds = world(), world()
    for made in worlds:
        for n in range(3):
            an_order(made, f"o-{n}")
        made.do("complaint.file", "c-0", made.ana, **a_filing("o-0"))
    batched, single = worlds
    late = timedelta(days=days)
    results = handle_many(acts_of(batched, plan, late))
    assert [outcome(one) for one in results] == [outcome(alone(act)) for act in acts_of(single, plan, late)]
    assert "AttributeError" not in [outcome(one) for one in results]
    assert record(batched, {}) == record(single, {})
    assert tables(batched) == tables(single)
    assert [one for one in broken() if one.platform == batched.platform.pk] == []


def test_a_refused_row_stops_no_other_and_each_has_its_own_result() -> None:
    made = world()
    done = a_complaint(made)
    platform = made.platform.pk
    results = handle_many(
        [
            Act(platform, "complaint.answer", done.id, made.viewer, {"stance": "refuses", "words": "No."}, at=MONDAY),
            Act(platform, "complaint.answer", "nothing", made.boris, {"stance": "refuses", "words": "No."}, at=MONDAY),
            Act(platform, "complaint.answer", done.id, made.boris, {"stance": "refuses", "words": "No."}, at=MONDAY),
        ]
    )
    assert [outcome(one) for one in results] == ["no-right", "NotFound", ("ComplaintAnswered",)]
    assert isinstance(results[1], NotFound)


def test_a_key_used_for_another_act_before_is_its_own_result() -> None:
    made = world()
    order = an_order(made)
    act = Act(made.platform.pk, "complaint.file", "", made.ana, a_filing(order), "k1", at=MONDAY)
    first, again, other = handle_many([act, act, act._replace(fields=a_filing(order, problem="Another."))])
    assert isinstance(first, Done)
    assert again == first
    assert isinstance(other, KeyReused)


def test_a_filing_whose_answer_is_long_gone_is_not_made_again() -> None:
    made = world()
    act = Act(made.platform.pk, "complaint.file", "", made.ana, a_filing(an_order(made)), "k1", at=MONDAY)
    (first,) = handle_many([act])
    assert isinstance(first, Done)
    connection().execute("DELETE FROM idempotency WHERE platform = %s", (made.platform.pk,))
    (again,) = handle_many([act])
    assert isinstance(again, KeyReused)


def test_batches_that_meet_on_the_same_streams_lose_nothing_and_double_nothing() -> None:
    made = world()
    ids = [a_complaint(made, an_order(made, f"o-{n}")).id for n in range(3)]
    at = MONDAY + HOUR
    acts = [Act(made.platform.pk, "complaint.message", one, made.ana, {"words": "Hello?"}, at=at) for one in ids * 2]
    with ThreadPoolExecutor(4) as pool:
        results = [one for batch in pool.map(handle_many, [acts] * 4) for one in batch]
    assert {type(one) for one in results} == {Done}
    versions = dict(
        rows("SELECT id, version FROM stream WHERE platform = %s AND kind = 'complaint'", (made.platform.pk,))
    )
    assert versions == dict.fromkeys(ids, 2 + 4 * 2)
    assert [one for one in broken() if one.platform == made.platform.pk] == []


@pytest.mark.requirement("EV-4")
def test_time_passes_over_many_streams_of_several_platforms_and_a_second_time_over_none() -> None:
    bazaar, market = world(), world()
    ids = [
        (made.platform.pk, a_complaint(made, an_order(made, f"o-{n}")).id) for made in (bazaar, market) for n in (1, 2)
    ]
    at = MONDAY + timedelta(days=4)
    assert let_time_pass(ids, MONDAY) == 0
    assert let_time_pass(ids, at) == 4
    assert let_time_pass(ids, at) == 0
    assert not set(due(connection(), at, 10_000)) & set(ids)


def test_two_complaints_about_one_order_lapse_one_after_the_other() -> None:
    made = world()
    order = an_order(made)
    ids = [
        (made.platform.pk, a_complaint(made, order, asked={"remedy": "refund", "amount": 5000}).id),
        (made.platform.pk, a_complaint(made, order, reason="damaged", asked={"remedy": "refund", "amount": 5000}).id),
    ]
    at = MONDAY + timedelta(days=4)
    settled = [let_time_pass(ids, at), let_time_pass(ids, at), let_time_pass(ids, at)]
    assert sum(settled) == 2
    assert settled[-1] == 0
