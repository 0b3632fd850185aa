"""Orders are drawn so that anybody can draw them again, and neither side can choose which."""

import hmac
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from ombud.core.penalty import begin, draw
from ombud.core.penalty.notice import as_notice, redrawn
from tests.core.penalty.cast import APPEALED, BEGUN, IMPOSED, WITHDRAWN
from tests.core.penalty.world import BORIS, DRAWN, NUMBER, ORDERS, SEED

IDS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=8), max_size=12)


def test_the_draw_is_the_three_smallest_hmacs_over_number_and_order() -> None:
    tickets = {one.id: hmac.new(SEED.text.encode(), f"{NUMBER}|{one.id}".encode(), sha256).digest() for one in ORDERS}
    assert list(DRAWN) == sorted(tickets, key=lambda one: tickets[one])[:3]


def test_the_notice_commits_to_the_seed_and_to_the_list_before_the_number_is_known() -> None:
    imposition = IMPOSED.state.imposition
    assert imposition.seed_hash == sha256(SEED.text.encode()).hexdigest()
    assert imposition.orders_hash == sha256(b"o1\no2\no3\no4\no5\no6\no7\n").hexdigest()
    assert SEED.text not in repr(IMPOSED.events)


@given(IDS, st.text("0123456789abcdef", min_size=16, max_size=64), st.integers(1, 4))
def test_the_order_of_the_list_changes_nothing_and_never_more_are_drawn_than_there_are(
    orders: list[str], number: str, most: int
) -> None:
    drawn = draw.drawn(SEED.text, number, orders, most)
    assert drawn == draw.drawn(SEED.text, number, reversed(orders), most)
    assert len(drawn) == min(most, len(set(orders)))
    assert set(drawn) <= set(orders)


def test_beginning_again_gives_the_same_orders_whatever_number_comes_then() -> None:
    again = WITHDRAWN.then(begin, BORIS, chance="f" * 32)
    assert again.state.draw == BEGUN.state.draw
    assert again.events[-1].drawn == DRAWN


def test_a_notice_holds_all_that_it_takes_to_draw_again() -> None:
    notice = as_notice(APPEALED.state)
    assert redrawn(notice) == []
    assert redrawn(as_notice(IMPOSED.state)) == ["nothing was drawn yet"]


def test_a_redraw_names_each_lie() -> None:
    notice = as_notice(APPEALED.state)
    drawn = notice["drawn"]
    other = [one.id for one in ORDERS if one.id not in DRAWN][:3]
    assert redrawn({**notice, "drawn": {**drawn, "orders": other}}) == [f"drawn again it is {', '.join(DRAWN)}"]
    assert "the seed isn't the one that was committed to" in redrawn({**notice, "drawn": {**drawn, "seed": "00"}})
    shorter = [one for one in notice["orders"] if one != DRAWN[0]]
    assert "the list of penalised orders isn't the one that was committed to" in redrawn({**notice, "orders": shorter})
    two = {**drawn, "orders": drawn["orders"][:2]}
    assert redrawn({**notice, "drawn": two}) == [f"drawn again it is {', '.join(DRAWN)}"]
    twice = {**notice, "orders": [*notice["orders"], "o1"]}
    assert "the list of penalised orders isn't sorted, or names an order twice" in redrawn(twice)
