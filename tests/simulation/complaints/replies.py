"""What the watch remembers of who may reply to what came at the last moment, and checks of it: rule I14."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ombud.core.deadlines import Deadline
from ombud.core.people import Consumer, Member
from ombud.core.policy.policy import Policy
from tests.simulation.breach import hold

OTHER = {"consumer": "merchant", "merchant": "consumer"}
EVIDENCE = ("EvidenceSubmitted", "TalkAttached", "MessageSent")
DECIDES = ("RulingProposed", "Ruled", "ReviewDecided", "LiabilityAdjusted")
BEGINS = ("PlatformSteppedIn", "ReviewAsked", "AdjustmentProposed")
"""The platform is to decide from here on."""
RESTS = ("Ruled", "ReviewDecided", "LiabilityAdjusted", "AdjustmentSentBack", "Settled", "ComplaintClosed")
Due = tuple[str, datetime]


class Replies:
    """The ends of each side's time for evidence, and the time to reply that was given for it."""

    def __init__(self) -> None:
        self.decides = self.intervened = False
        self.phases = 0
        self.asked: Counter[str] = Counter()
        self.ends: dict[str, datetime] = {}
        """By request, as they were set last."""
        self.waiting: set[str] = set()
        """Requests that a side may still answer in time."""
        self.total: Counter[str] = Counter()
        self.had: dict[str, int] = {}
        """How often the other had been asked when this side was given time."""
        self.running: dict[str, datetime] = {}
        self.kept: tuple[dict[str, int], set[str]] = ({}, set())
        """Both as they were when the complaint was taken back."""

    def committed(self, events: Any, deadlines: Mapping[Any, Deadline], policy: Policy) -> None:
        """Check one commit, and remember it; `deadlines` are those from before. Raises Breach."""
        due = self._due(events[0], deadlines, policy)
        given = [(one.of, one.deadline.due_at) for one in events if type(one).__name__ == "ReplyTimeGiven"]
        hold(given == ([due] if due else []), "I14 what comes last can be replied to, once", (given, due))
        for event in events:
            self._one(event, type(event).__name__)

    def _due(self, event: Any, deadlines: Mapping[Any, Deadline], policy: Policy) -> Due | None:
        """Who must be given time to reply until when, by the pack's own words."""
        rules, name = policy.pack.reply, type(event).__name__
        mine = "consumer" if isinstance(event.by, Consumer) else "merchant" if isinstance(event.by, Member) else ""
        nothing = name == "MessageSent" and not event.files
        if rules is None or not self.decides or name not in EVIDENCE or not mine or nothing:
            return None
        side = OTHER[mine]
        if side in self.running or self.had.get(side) == self.asked[mine]:
            return None
        ends = list(self.ends.values())
        ends = ends or [one.due_at for one in deadlines.values() if one.kind in ("ruling", "approval", "review")]
        until = policy.end(rules.time, event.at)
        own = [one.due_at for one in deadlines.values() if one.kind == "evidence" and one.on == side]
        last = policy.end(rules.last, event.at) >= min(ends)
        return (side, until) if last and until > max(own, default=event.at) else None

    def _one(self, event: Any, name: str) -> None:
        if name in DECIDES:
            hold(not self.running, "I14 nobody decides while a side may reply", (name, self.running))
        if name in BEGINS or name in RESTS:
            self._rest()
            self.decides = name in BEGINS
            self.intervened |= name == "PlatformSteppedIn"
            self.phases += name in BEGINS
        follow = FOLLOW.get(name)
        if follow is not None:
            follow(self, event)

    def _rest(self) -> None:
        self.ends = {id: end for id, end in self.ends.items() if id not in self.waiting}
        self.waiting.clear()
        self.had, self.running = {}, {}

    def _withdrawn(self, _event: Any) -> None:
        self.kept = (self.had, set(self.running))

    def _reopened(self, event: Any) -> None:
        self.had, cut_off = self.kept
        self.running = {one.about: one.due_at for one in event.deadlines if one.kind == "reply"}
        self.decides = self.intervened
        hold(self.running.keys() == cut_off, "I14 taking a complaint back ends no reply", (self.running, cut_off))

    def _requested(self, event: Any) -> None:
        self.asked[event.of] += 1
        self.ends[event.request] = event.deadline.due_at
        self.waiting.add(event.request)

    def _submitted(self, event: Any) -> None:
        if event.request:
            self.waiting -= set() if event.late else {event.request}
            return
        replies = self.running.pop(event.side, None)
        hold(replies is None or not event.late, "I14 a reply in time isn't late", event)

    def _answered(self, event: Any) -> None:
        if event.deadline is None:
            self.waiting.discard(event.request)
        else:
            self.ends[event.request] = event.deadline.due_at

    def _lost(self, event: Any) -> None:
        self.waiting.discard(event.request)

    def _moved(self, event: Any) -> None:
        if event.kind == "evidence":
            self.ends[event.about] = event.deadline.due_at
        if event.kind == "reply":
            self.running[event.about] = event.deadline.due_at

    def _given(self, event: Any) -> None:
        self.had[event.of] = self.asked[OTHER[event.of]]
        self.running[event.of] = event.deadline.due_at
        self.total[event.of] += 1
        most = self.phases + self.asked[OTHER[event.of]]
        hold(self.total[event.of] <= most, "I14 two who wait for each other come to an end", (self.total, most))

    def _lapsed(self, event: Any) -> None:
        if event.kind == "reply":
            until = self.running.pop(event.about, None)
            hold(until is not None and until <= event.at, "I14 a reply lapses when its time is over", (until, event))


FOLLOW = {
    "ComplaintWithdrawn": Replies._withdrawn,
    "ComplaintReopened": Replies._reopened,
    "EvidenceRequested": Replies._requested,
    "EvidenceSubmitted": Replies._submitted,
    "ExcuseGranted": Replies._answered,
    "ExcuseRefused": Replies._answered,
    "TurnLost": Replies._lost,
    "DeadlineMoved": Replies._moved,
    "ReplyTimeGiven": Replies._given,
    "DeadlineLapsed": Replies._lapsed,
}
