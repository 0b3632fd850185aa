"""Planted faults in how a fund's changes are written, and in what leaves for integrators."""

from collections.abc import Mapping

from msgspec.structs import replace

from ombud.desk.commit import Batch
from ombud.desk.decide import Decided
from tests.simulation.desk import Crash, Desk
from tests.simulation.life import Plant
from tests.simulation.plant import written


def fund_in_a_second_transaction(desk: Desk) -> None:
    """The case is written first and the fund after it: a crash between leaves one without the other."""
    commit = desk.commit

    def in_two(batch: Batch) -> None:
        funds = {one.id for one in batch.streams if one.kind == "fund"}
        if not funds or len(batch.streams) == len(funds):
            return commit(batch)
        later = Batch()
        later.streams = [one for one in batch.streams if one.id in funds]
        later.events = [one for one in batch.events if one.stream in funds]
        later.to_log = [one for one in batch.to_log if one.stream in funds]
        later.rows = {table: batch.rows.pop(table) for table in ("fund_row",) if table in batch.rows}
        batch.streams = [one for one in batch.streams if one.id not in funds]
        batch.events = [one for one in batch.events if one.stream not in funds]
        batch.to_log = [one for one in batch.to_log if one.stream not in funds]
        commit(batch)
        if desk.chance.random() < desk.crash_rate:
            raise Crash
        return commit(later)

    desk.commit = in_two


def version_not_compared(desk: Desk) -> None:
    """Two decisions at once on one fund: the later one wins."""
    commit = desk.commit

    def careless(batch: Batch) -> None:
        held = {id: one.version for id, one in desk.memory.streams.items() if one.kind == "fund"}
        batch.streams = [one._replace(was=held.get(one.id, one.was)) for one in batch.streams]
        commit(batch)

    desk.commit = careless


def counted_as_often_as_told(desk: Desk) -> None:
    """No reference is remembered."""
    written(lambda batch, _decided: batch.rows.pop("fund_reference", None) and None)(desk)


def _one_side_only(batch: Batch, decided: Decided) -> None:
    """What comes in is booked where it goes to, and not where it comes from."""
    if decided.loaded.thing != "fund" or decided.loaded.state is None:
        return
    state = replace(decided.state, outside=decided.loaded.state.outside)
    batch.streams = [one._replace(state=state) if one.id == decided.loaded.id else one for one in batch.streams]


def _without_a_webhook(batch: Batch, decided: Decided) -> None:
    """Nobody outside is told of what moved in a fund."""
    if decided.loaded.thing == "fund":
        batch.to_log = batch.to_log[:-1]


def _told_twice(batch: Batch, decided: Decided) -> None:
    """What a case moves in a fund is told once with the fund and once with the case."""
    if decided.loaded.thing == "fund":
        batch.to_log = [*batch.to_log, batch.to_log[-1]]


def _but_the_first(batch: Batch, decided: Decided) -> None:
    """Of several events of one act the first isn't told."""
    if len(decided.events) > 1:
        last = batch.to_log[-1]
        batch.to_log = [*batch.to_log[:-1], last._replace(first_seq=last.first_seq + 1)]


def out_of_order(desk: Desk) -> None:
    """The newest goes to the log first."""
    commit = desk.commit

    def newest_first(batch: Batch) -> None:
        commit(batch)
        for told in batch.to_log:
            its = desk.memory.to_log[told.stream]
            its.sort(key=lambda one: -one.first_seq)

    desk.commit = newest_first


WRITING: Mapping[str, Plant] = {
    "fund in a second transaction": fund_in_a_second_transaction,
    "fund's version not compared": version_not_compared,
    "a reference counts as often as it is told": counted_as_often_as_told,
    "an entry with one side": written(_one_side_only),
    "webhook forgotten": written(_without_a_webhook),
    "webhook twice": written(_told_twice),
    "webhook without its first event": written(_but_the_first),
    "webhooks out of order": out_of_order,
}
"""Each by its name."""
