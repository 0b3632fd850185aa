"""Pages about proofs: the platform's log, and receipts of a case in the log and of one that waits."""

from ombud.timers import sequencer
from tests.portals.demo_world import Demo
from tests.portals.shown import STRANGER, at, case

NUMBER = case("lin", "striped-dress")


def _entered(world: Demo) -> str:
    """The same case, once everything that happened is in the log."""
    sequencer.settle_all()
    return NUMBER(world)


PROOFS = [
    at("receipts", "lin", NUMBER),
    at("receipt", "lin", 1, NUMBER),
    at("receipts of the staff", "zhao", _entered),
    at("receipt of what is entered", "lin", 1, _entered),
    at("log", STRANGER, query="?platform=tianshan"),
]
NO_PROOF_PAGES = {
    "receipt-file": "a JSON file",
    "log-script": "a script",
    "log-handovers": "plain text for programs",
    "log-keys": "plain text for programs",
    "log-checkpoint": "plain text for programs",
    "log-consistency": "a JSON file",
    "log-tile": "bytes for programs",
    "log-stamp": "bytes for programs",
    "log-stamped": "plain text for programs",
}
