"""What the watch remembers of who decided on what in one complaint, and checks of each ruling."""

from typing import Any

from ombud.core.people import Consumer, Member
from tests.simulation.breach import hold


class Decisions:
    """Deciders, and the evidence as it was handed in, opened and assessed."""

    def __init__(self) -> None:
        self.deciders: set[str] = set()
        self.proposer = ""
        self.in_review = False
        self.reviewed = False
        self.done = False
        """Whether what is owed verifiably arrived."""
        self.exhibits: dict[str, bool] = {}
        """Of the two sides, by id: whether they were found not to count."""
        self.others: set[str] = set()
        self.opened: set[str] = set()
        self.viewed: set[tuple[str, str]] = set()
        """Reviewer and picture: who noted what they see themselves."""

    def happened(self, event: Any, name: str) -> None:
        """Check one event, and remember it. Raises Breach."""
        for one in getattr(event, "files", ()):
            if isinstance(event.by, Consumer | Member):
                self.exhibits.setdefault(one.file, False)
            else:
                self.others.add(one.file)
        check = CHECKS.get(name)
        if check is not None:
            check(self, event)

    def _opened(self, event: Any) -> None:
        self.opened.update(event.exhibits)

    def _viewed(self, event: Any) -> None:
        place = (event.by.id, event.exhibit)
        hold(event.exhibit in self.opened, "I16 seen before it is judged", event)
        hold(place not in self.viewed, "I7 a first view is noted once", event)
        self.viewed.add(place)

    def _overlaid(self, event: Any) -> None:
        hold((event.by.id, event.exhibit) in self.viewed, "I16 one's own view comes before a machine's", event)

    def _assessed(self, event: Any) -> None:
        if event.exhibit in self.exhibits:
            self.exhibits[event.exhibit] = not event.counts

    def _grounds(self, ruling: Any) -> None:
        hold(bool(ruling.rules) and bool(ruling.facts) and bool(ruling.reasons), "I16 a ruling has its grounds", ruling)
        known = self.exhibits.keys() | self.others
        hold(all(one in known for one in ruling.relied_on), "I16 a ruling rests on evidence in the case", ruling)
        rests_on_none = [one for one in ruling.relied_on if self.exhibits.get(one)]
        hold(not rests_on_none, "I16 a ruling rests on evidence that counts", rests_on_none)
        unopened = self.exhibits.keys() - self.opened
        hold(not unopened, "I16 everything was opened before the ruling", unopened)

    def _proposed(self, event: Any) -> None:
        self._not_again(event.by.id)
        self._grounds(event.ruling)
        self.proposer = event.by.id

    def _sent_back(self, event: Any) -> None:
        hold(event.by.id != self.proposer, "I15 nobody decides on their own proposal", event.by.id)
        self._not_again(event.by.id)
        if not self.in_review and not self.reviewed:
            self.deciders |= {self.proposer, event.by.id}
        self.proposer = ""

    def _ruled(self, event: Any) -> None:
        hold(event.by.id != self.proposer, "I15 nobody decides on their own proposal", event.by.id)
        hold(
            not self.proposer or event.decided_by == self.proposer, "I15 a ruling names who found it", event.decided_by
        )
        self._grounds(event.ruling)
        self.deciders |= {event.by.id, event.decided_by}
        self.proposer = ""

    def _review_asked(self, _event: Any) -> None:
        self.in_review, self.proposer = True, ""

    def _review_decided(self, event: Any) -> None:
        hold(event.by.id != self.proposer, "I15 nobody decides on their own proposal", event.by.id)
        self._not_again(event.by.id)
        if event.ruling is not None:
            self._grounds(event.ruling)
        self.deciders |= {event.by.id} | ({self.proposer} if self.proposer else set())
        self.in_review, self.reviewed, self.proposer = False, True, ""

    def _adjustment_proposed(self, event: Any) -> None:
        self._fresh(event.by.id)
        self._grounds(event.ruling)
        self.proposer = event.by.id

    def _adjusted(self, event: Any) -> None:
        hold(event.by.id != self.proposer, "I15 nobody decides on their own proposal", event.by.id)
        hold(event.decided_by == (self.proposer or event.by.id), "I15 a ruling names who found it", event.decided_by)
        self._fresh(event.by.id)
        self._grounds(event.ruling)
        self.deciders |= {event.by.id, event.decided_by}
        self.in_review, self.reviewed, self.proposer = False, False, ""

    def _adjustment_sent_back(self, event: Any) -> None:
        hold(event.by.id != self.proposer, "I15 nobody decides on their own proposal", event.by.id)
        self._fresh(event.by.id)
        self.proposer = ""

    def _fresh(self, who: str) -> None:
        hold(who not in self.deciders, "I15 somebody else adjusts what was decided", who)

    def _not_again(self, who: str) -> None:
        hold(not self.in_review or who not in self.deciders, "I15 somebody else decides a review", who)

    def _ended(self, _event: Any) -> None:
        self.proposer = ""


CHECKS = {
    "ExhibitsOpened": Decisions._opened,
    "EvidenceAssessed": Decisions._assessed,
    "FirstViewNoted": Decisions._viewed,
    "OverlayShown": Decisions._overlaid,
    "RulingProposed": Decisions._proposed,
    "RulingSentBack": Decisions._sent_back,
    "Ruled": Decisions._ruled,
    "ReviewAsked": Decisions._review_asked,
    "ReviewDecided": Decisions._review_decided,
    "AdjustmentProposed": Decisions._adjustment_proposed,
    "LiabilityAdjusted": Decisions._adjusted,
    "AdjustmentSentBack": Decisions._adjustment_sent_back,
    "ComplaintClosed": Decisions._ended,
    "PlatformSteppedIn": Decisions._ended,
    "Settled": Decisions._ended,
}
