"""A case on a reviewer's desk: the case, all that happened in it, and where the reviewer came from."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ombud.core.complaint.events.work import ContactSeen, ExhibitsOpened, FirstViewNoted, OverlayShown, PartyReminded
from ombud.core.complaint.standing import nearest
from ombud.core.deadlines import Deadline
from ombud.portals.common.case.present import Teller, contact, exhibits
from ombud.portals.common.case.reach import open_case, story
from ombud.portals.common.display import mask
from ombud.portals.common.who import SignedIn
from ombud.reads.complaint_row import QUEUES
from ombud.reads.timeline import Entry

QUIET = (ContactSeen, ExhibitsOpened, FirstViewNoted, OverlayShown, PartyReminded)
"""What changes nothing that a decision rests on."""
KEPT_IN_ADDRESS = ("queue", "tab", "c", "m", "p", "cp", "mp", "pp", "cl", "ml", "pl")
"""What stays as one moves within a case: the queue, the tab, which exhibits lie open at which page, and which lead
is drawn over them."""


class OnDesk:
    """One case in front of one reviewer, for the length of one answer."""

    def __init__(self, request: SignedIn, number: str) -> None:
        self.request = request
        self.case = open_case(request, number)
        self.complaint = self.case.complaint
        self.timeline = story(self.case)
        self.teller = Teller(self.case, self.timeline)
        looks = (one.event for one in self.timeline.entries if isinstance(one.event, ExhibitsOpened))
        self.opened = {exhibit for look in looks if look.by.id == request.actor.id for exhibit in look.exhibits}
        """Exhibits that this reviewer has opened, with those that this very page shows large."""
        given = request.POST if request.method == "POST" else request.GET
        self.kept = {name: given[name] for name in KEPT_IN_ADDRESS if given.get(name)}
        self.queue = self.kept.get("queue", "") if self.kept.get("queue") in QUEUES else ""

    @property
    def version(self) -> int:
        """How many events the case has: the staff may read every one."""
        return self.timeline.entries[-1].seq if self.timeline.entries else 0

    @property
    def number(self) -> str:
        """What people call it."""
        return self.complaint.number

    @cached_property
    def exhibits(self) -> list[dict[str, Any]]:
        """The files of the case; each links into this page, where opening it is recorded."""
        found = exhibits(self.case)
        for one in found:
            one["url"] = self.url(tab="", **{one["party"][0]: str(one["number"]), f"{one['party'][0]}p": ""})
        return found

    @cached_property
    def title(self) -> str:
        """The reason and the goods."""
        goods = self.complaint.lines[0].title if self.complaint.lines else ""
        reason = self.teller.pack(f"reason.{self.complaint.reason}")
        return f"{reason} · {goods}" if goods else reason

    @cached_property
    def masked(self) -> str:
        """The consumer's name as staff see it without having asked: 林**."""
        name = contact(self.timeline)["name"]
        return mask(name) if name else ""

    @cached_property
    def due(self) -> Deadline | None:
        """The deadline that matters to the platform now."""
        return nearest(self.complaint, "platform")

    def url(self, form: str = "", **changed: str) -> str:
        """This page with the same things open, but for what is changed; with a form in the panel."""
        args = [self.number, form] if form else [self.number]
        kept = {name: value for name, value in {**self.kept, **changed}.items() if value}
        return reverse("review-do" if form else "review-case", args=args) + (f"?{urlencode(kept)}" if kept else "")

    def match_url(self, exhibit: str, source: str) -> str:
        """The page of one exhibit beside another picture that it shows."""
        return reverse("review-match", args=[self.number, exhibit, source])

    def news(self, since: int) -> list[Entry]:
        """What others did, or time, after this version; looks at the case aside."""
        me = self.request.actor.id
        return [
            one
            for one in self.timeline.entries
            if one.seq > since and one.event.by.id != me and not isinstance(one.event, QUIET)
        ]

    def unopened(self) -> int:
        """How much of what both sides handed in this reviewer hasn't opened: a colleague's looks don't count."""
        return sum(1 for one in self.complaint.exhibits if one.side != "platform" and one.id not in self.opened)
