"""Planted faults in how a platform's log is written, and in who says that something is missing from it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from ombud.ledger.log import merkle
from ombud.ledger.log.sequence import Taken
from tests.simulation.desk import Desk
from tests.simulation.life import Plant
from tests.simulation.log.sequencer import Leaf, Log

HOUR = timedelta(hours=1)


def _in_the_log(change: Callable[[Log], None]) -> Plant:
    return lambda desk: change(desk.memory.log)


def _leaf_skipped(log: Log) -> None:
    """The last event of a batch never becomes a leaf, and doesn't wait any more."""
    leaves_of = log.leaves_of
    log.leaves_of = lambda taken: leaves_of(taken)[:-1] if len(taken) > 1 else leaves_of(taken)


def _first_event_alone(log: Log) -> None:
    """Of a commit with several events one leaf is made."""

    def leaves_of(taken: Sequence[Taken]) -> list[Leaf]:
        return [(one.stream, one.first_seq, log.events[one.stream][one.first_seq - 1].hash) for one in taken]

    log.leaves_of = leaves_of


def _two_sequencers(log: Log) -> None:
    """Two put in at once what both have seen."""
    log.locks = False


def _in_two_transactions(log: Log) -> None:
    """Leaves are there already as the sequencer is killed, and what they were made of still waits."""
    log.whole = False


def _out_of_order(log: Log) -> None:
    """As they came out of the database, which promises no order."""
    log.ordered = lambda taken: list(taken)[::-1]


def _by_the_next_number(log: Log) -> None:
    """What is taken must have a higher number than what was taken last: a commit that ended late is never seen."""
    ordered, last = log.ordered, [-(10**9)]

    def only_later(taken: Sequence[Taken]) -> list[Taken]:
        found = [one for one in ordered(taken) if one.id > last[0]]
        last[0] = max((one.id for one in found), default=last[0])
        return found

    log.ordered = only_later


def _another_root(log: Log) -> None:
    """The root of the greatest complete subtree is signed as that of all."""
    log.root_of = lambda peaks: peaks.hashes[0]


def _root_of_before(log: Log) -> None:
    """Size and root are of two moments."""
    roots = [merkle.EMPTY]

    def root_of(peaks: merkle.Peaks) -> bytes:
        roots.append(peaks.root)
        return roots[-2]

    log.root_of = root_of


def _node_forgotten(log: Log) -> None:
    """A node that proofs need isn't kept."""
    log.kept = lambda nodes: [one for one in nodes if one[0] == 0]


def _never_alarmed(log: Log) -> None:
    """Nobody looks whether a promise is broken."""
    log.is_broken = lambda _since, _at: False


def _alarmed_late(log: Log) -> None:
    """Whoever looks has more patience than was promised."""

    def is_broken(since: datetime | None, at: datetime) -> bool:
        return since is not None and at - since > HOUR

    log.is_broken = is_broken


def _forgotten_in_a_crash(desk: Desk) -> None:
    """What waits for the log lies in the process that wrote it."""

    def crash() -> None:
        desk.memory.log.waiting = []

    desk.crash = crash


LOG: Mapping[str, Plant] = {
    "leaf skipped": _in_the_log(_leaf_skipped),
    "one leaf for a commit": _in_the_log(_first_event_alone),
    "leaf doubled by a second sequencer": _in_the_log(_two_sequencers),
    "leaf doubled by a killed sequencer": _in_the_log(_in_two_transactions),
    "leaves out of order": _in_the_log(_out_of_order),
    "late commit skipped": _in_the_log(_by_the_next_number),
    "checkpoint of another root": _in_the_log(_another_root),
    "checkpoint of the root before": _in_the_log(_root_of_before),
    "node forgotten": _in_the_log(_node_forgotten),
    "promise without leaf not alarmed": _in_the_log(_never_alarmed),
    "promise without leaf alarmed late": _in_the_log(_alarmed_late),
    "what waits for the log lost in a crash": _forgotten_in_a_crash,
}
"""Each by its name, as the test tells it."""
