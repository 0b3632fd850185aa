"""With nobody acting, every turn under every pack leads to an end; the walk sees it where one doesn't."""

from datetime import datetime, timedelta
from itertools import product
from typing import get_args

import pytest
from msgspec.structs import replace

from ombud.core.deadlines import ComplaintDue
from ombud.core.policy.pack import Lapses
from ombud.core.policy.policy import Policy
from ombud.packs.checks.walk import opened, stuck, turns_of
from ombud.packs.load import load_pack

AT = datetime.fromisoformat("2026-02-10T12:00:00+08:00")
TURNS = tuple(turns_of(load_pack("wechat"), AT))


@pytest.mark.parametrize("name", ["wechat", "market", "weidian", "weixun"])
@pytest.mark.parametrize("turn", TURNS)
def test_time_alone_ends_every_turn_whatever_the_pack_says_of_silence(name: str, turn: str) -> None:
    shipped = load_pack(name)
    for consumer, merchant, excuse in product(
        ("to-platform", "close"), ("to-platform", "close-for-consumer"), ("granted", "refused")
    ):
        lapses = Lapses(consumer_silent=consumer, merchant_silent=merchant, excuse_unanswered=excuse)  # type: ignore[arg-type]
        policy = Policy(pack=replace(shipped.pack, lapses=lapses), calendar=shipped.calendar)

        assert stuck(opened(turns_of(policy, AT)[turn]), policy) is None, lapses


def test_the_turns_reach_every_kind_of_deadline_but_those_that_follow_others() -> None:
    policy = load_pack("wechat")
    reached = {one.kind for events in turns_of(policy, AT).values() for one in opened(events).deadlines}

    assert set(get_args(ComplaintDue)) - reached == {"advance"}


def test_a_stage_that_waits_without_a_deadline_is_a_trap() -> None:
    policy = load_pack("wechat")
    waiting = replace(opened(turns_of(policy, AT)["with the shop"]), deadlines=())

    assert stuck(waiting, policy) == ("", "it waits in the stage negotiating without a deadline")


def test_more_turns_than_any_procedure_has_are_a_circle() -> None:
    policy = load_pack("wechat")
    ruled = opened(turns_of(policy, AT)["ruled: a refund"])

    assert stuck(ruled, policy, rounds_max=3) == ("execution", "it goes round in circles")


def test_the_walk_leaves_alone_what_has_ended() -> None:
    policy = load_pack("wechat")
    closed = replace(opened(turns_of(policy, AT)["with the shop"]), closed_at=AT + timedelta(days=1), deadlines=())

    assert stuck(closed, policy) is None
