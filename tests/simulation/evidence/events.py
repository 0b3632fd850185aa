"""What must be so of each event of a report, whatever was before: by whom, and who is told."""

from typing import Any

from ombud.core.people import Consumer, Member, Reviewer
from ombud.desk.commit import MessageWrite
from tests.simulation.breach import hold
from tests.simulation.cast import CONSUMER, SELLER

BY = {
    "EvidenceReportFiled": Member, "EvidenceReportBeyondCap": Member, "EvidenceReportWithdrawn": Member,
    "EvidenceReportAnswered": Consumer, "EvidenceReportConcluded": Reviewer, "EvidenceReportNoted": Reviewer,
    "EvidenceReportClaimed": Reviewer, "EvidenceReportHandedBack": Reviewer, "AccusedViewed": Reviewer,
    "AccusedOverlayShown": Reviewer,
}  # fmt: skip
AFTER = {"EvidenceReportNoted", "EvidenceReportWithdrawn", "AccusedViewed", "AccusedOverlayShown"}
DECIDING = {"EvidenceReportConcluded", "EvidenceReportClaimed"}
NOTES = {"EvidenceAccused", "EvidenceAccusedBeyondCap", "EvidenceFoundFake", "TalkAttached"}
"""What a case may learn from a report without anybody deciding on its outcome."""
ADJUSTS = {"LiabilityAdjusted", "AdjustmentProposed"}
MONEY = ("refund", "return_refund", "compensation")
NOT_TAKEN = {
    "not-your-order", "no-right", "evidence-reports-limited", "evidence-report-too-late", "picture-not-of-the-order",
    "claim-twice", "original-missing", "places-missing", "place-outside", "own-photo-missing", "link-malformed",
    "too-many-files", "file-unknown",
}  # fmt: skip
"""Why a report can be refused: who makes it, when, and what it lacks; never that there were too many."""


def by_right(event: Any, name: str) -> None:
    """Whoever did it may. Raises Breach."""
    kind = BY.get(name)
    hold(kind is None or isinstance(event.by, kind), "I15 only who may", (name, event.by))
    if isinstance(event.by, Member):
        hold(event.by.id == SELLER.id, "I15 only the order's shop", event.by)
    elif isinstance(event.by, Consumer):
        hold(event.by.id == CONSUMER.id, "I15 only the accused", event.by)
    elif isinstance(event.by, Reviewer):
        hold("rule" in event.by.rights or name not in DECIDING, "I19 no act with rights taken away", event)


def noticed(name: str, messages: list[MessageWrite], *, wanted: bool, withdrawn: bool) -> None:
    """Told in the same transaction: the accused of a report and its result, its maker as the pack says."""
    have = {(one.to_kind, one.notice) for one in messages}
    if name == "EvidenceReportFiled":
        hold(("consumer", "evidence_accused") in have, "I17 the accused is told", have)
        hold(("shop", "evidence_report_filed") in have, "I17 its maker hears that it came", have)
    if name == "EvidenceReportBeyondCap":
        hold(("shop", "evidence_report_beyond_cap") in have, "I17 its maker hears that the limit is reached", have)
        hold(not any(kind == "consumer" for kind, _ in have), "I22 beyond the cap nobody is accused", have)
    if name == "EvidenceReportConcluded":
        hold(any(kind == "consumer" for kind, _ in have), "I17 the accused hears the result", have)
    if name in ("EvidenceReportAnswered", "AccusedSilent", "EvidenceReportConcluded", "EvidenceReportOverdue"):
        shop = {notice for kind, notice in have if kind == "shop"}
        hold(wanted or not shop, "I22 told as the pack says", (name, shop))
        if name == "EvidenceReportConcluded" and not withdrawn:
            hold(bool(shop) == wanted, "I22 told as the pack says", (name, shop))
