"""Penalties imposed in one batch on the same shops leave the record that they would have left one by one."""

from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ombud.core.refusal import Refusal
from ombud.desk.access import access_shop
from ombud.desk.handle import Act, Done, handle
from ombud.desk.handle_many import handle_many
from ombud.ledger.check import broken
from ombud.ledger.connection import rows
from tests.cast import MONDAY, SEED, World, an_order, world

HOUR = timedelta(hours=1)
DRAWN = {"number", "seed_hash", "facts", "reasons", "words", "cause"}
"""What is drawn by lot or salted, so that two runs can't have it alike."""
ORDERS = [f"o-{n}" for n in range(4)]


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items() if name not in DRAWN}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def record(made: World) -> dict[str, Any]:
    """All that was written, of penalties and of their shops."""
    platform = (made.platform.pk,)
    bodies = rows("SELECT stream, seq, body FROM event WHERE platform = %s ORDER BY stream, seq", platform)
    counts = "SELECT scope, bucket, sum(n)::int FROM kept_count WHERE platform = %s GROUP BY 1, 2 ORDER BY 1, 2"
    return {
        "events": [(stream, seq, plain(msgspec.json.decode(bytes(body)))) for stream, seq, body in bodies],
        "streams": rows("SELECT id, version, next_due_at FROM stream WHERE platform = %s ORDER BY id", platform),
        "rows": rows("SELECT id, tab, queue, uncounted FROM penalty_row WHERE platform = %s ORDER BY id", platform),
        "counts": [row for row in rows(counts, platform) if row[2]],
        "notices": rows("SELECT stream, notice FROM message WHERE platform = %s ORDER BY 1, 2", platform),
        "measures": [
            plain(msgspec.to_builtins(access_shop(made.platform.pk, one).measures)) for one in ("mugs", "tea")
        ],
    }


def outcome(result: Any) -> Any:
    if isinstance(result, Done):
        return result.events
    return (result.code, plain(result.facts)) if isinstance(result, Refusal) else type(result).__name__


def alone(act: Act) -> Any:
    try:
        return handle(act)
    except Exception as error:  # noqa: BLE001 - compared with the batch's
        return error


WHAT = st.one_of(
    st.tuples(st.just("orders"), st.sets(st.sampled_from([*ORDERS, "o-unknown"]), min_size=1, max_size=3)),
    st.tuples(st.just("warning"), st.sampled_from(["mugs", "tea", "nowhere"])),
    st.tuples(st.just("lift"), st.just(0)),
    st.tuples(st.just("consult"), st.just(0)),
    st.tuples(st.just("tell"), st.integers(0, 3)),
    st.tuples(st.just("again"), st.just(0)),
)


def acts_of(made: World, plan: list[tuple[str, Any]]) -> list[Act]:
    platform, at, acts = made.platform.pk, MONDAY + HOUR, []
    said = {"facts": "F.", "reasons": "R."}
    for place, (what, given_) in enumerate(plan):
        key, target = f"k{place}", f"p-{place + 1}"
        match what:
            case "orders":
                fields = {**said, "shop": "mugs", "violation": "fictitious-transactions", "orders": sorted(given_)}
                acts.append(Act(platform, "penalty.impose", target, made.rita, fields, key, at=at))
            case "warning" | "again":
                shop = given_ if what == "warning" else "mugs"
                fields = {**said, "shop": shop, "violation": "harassing-consumers"}
                if what == "again":
                    key, target = "k-again", "p-again"
                acts.append(Act(platform, "penalty.impose", target, made.rita, fields, key, at=at))
            case "lift":
                acts.append(Act(platform, "penalty.lift", "p-0", made.rita, {"words": "A mistake."}, key, at=at))
            case "consult":
                acts.append(Act(platform, "penalty.consult", "p-0", made.boris, {"words": "Why?"}, key, at=at))
            case _:
                fields = {"facts": {"name": f"Mugs {given_}"}, "source": "t"}
                acts.append(Act(platform, "shop.tell", "mugs", SEED, fields, key, at=at))
    return acts


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=st.lists(WHAT, min_size=1, max_size=10))
def test_one_batch_of_penalties_and_the_same_one_by_one_leave_the_same_record(plan: Any) -> None:
    worlds = world("weidian"), world("weidian")
    for made in worlds:
        for one in ORDERS:
            an_order(made, one)
        fields = {"shop": "mugs", "violation": "fictitious-transactions", "facts": "F.", "reasons": "R."}
        handle(Act(made.platform.pk, "penalty.impose", "p-0", made.rita, {**fields, "orders": ["o-0"]}, at=MONDAY))
    batched, single = worlds
    results = [outcome(one) for one in handle_many(acts_of(batched, plan))]
    assert results == [outcome(alone(act)) for act in acts_of(single, plan)]
    assert record(batched) == record(single)
    assert [one for one in broken() if one.platform == batched.platform.pk] == []


def test_many_penalties_of_one_shop_are_one_transaction() -> None:
    made = world("weidian")
    fields = {"shop": "mugs", "violation": "harassing-consumers", "facts": "F.", "reasons": "R."}
    acts = [Act(made.platform.pk, "penalty.impose", "", made.rita, fields, f"k{n}", at=MONDAY) for n in range(30)]
    assert {type(one) for one in handle_many(acts)} == {Done}
    commits = rows(
        "SELECT count(DISTINCT xmin::text) FROM event WHERE platform = %s AND type = 'PenaltyImposed'",
        (made.platform.pk,),
    )
    assert commits == [(1,)]
    assert len(access_shop(made.platform.pk, "mugs").measures) == 30
    assert [one for one in broken() if one.platform == made.platform.pk] == []
