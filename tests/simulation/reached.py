"""What a run must have reached before its silence means anything: every event and every verb of its things."""

from collections import Counter
from collections.abc import Mapping

from ombud.desk.things import THINGS

PER_THOUSAND = 0.8
"""So often in a thousand lives each at least, and once in a short run."""


OF: Mapping[str, tuple[str, ...]] = {"evidence": ("evidence_report", "conversation", "order_vault")}
"""The things of lives that aren't named after one."""
ELSEWHERE = (
    "TalkAttached", "complaint.attach-talk", "EvidenceAccused", "EvidenceAccusedBeyondCap", "EvidenceFoundFake",
    "LiabilityAdjusted", "AdjustmentProposed", "AdjustmentSentBack",
)  # fmt: skip
"""What happens to a complaint only because of its evidence: lives of evidence reach it, and no others."""
BY_THE_DESK = ("order_vault.draw",)
"""Nobody's act either: the desk does it with another."""


def missing(kind: str, coverage: Counter[str], lives: int) -> list[str]:
    """Events and verbs that came up too rarely, with their counts. Time is nobody's act; its events are counted."""
    wanted = list(ELSEWHERE) if kind in OF else []
    for its in (THINGS[name] for name in OF.get(kind, (kind,))):
        wanted += [one.__name__ for one in its.event.__args__]
        wanted += [verb.id for name, verb in its.verbs.items() if name != "lapse"]
    left_out = BY_THE_DESK if kind in OF else ELSEWHERE
    least = max(1, int(lives * PER_THOUSAND / 1000))
    return [f"{name}: {coverage[name]}" for name in wanted if name not in left_out and coverage[name] < least]
