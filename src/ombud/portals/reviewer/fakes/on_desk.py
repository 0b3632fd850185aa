"""One report of fake evidence in front of one reviewer, for the length of one answer."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ombud.core.complaint.doubts import not_adjustable
from ombud.core.refusal import Refusal
from ombud.desk.access import access_shop
from ombud.desk.access_evidence_report import access_evidence_report
from ombud.desk.handle import NotFound
from ombud.portals.common.fake.shown import accused
from ombud.portals.common.who import SignedIn
from ombud.portals.reviewer.evidence import record_opened
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.reads.evidence_report_story import evidence_report_record

LEAD = "lead"


class FakeDesk:
    """The report, what happened to it, and the case that it is linked to."""

    def __init__(self, request: SignedIn, number: str) -> None:
        self.request = request
        self.case = access_evidence_report(request.platform.id, number, request.actor, request.at)
        self.report = self.case.report
        self.record = evidence_report_record(request.platform.id, self.report.id, "platform")
        given = request.POST if request.method == "POST" else request.GET
        names = (*(one.claim for one in self.report.claims), LEAD)
        self.kept: dict[str, str] = {name: given[name] for name in names if given.get(name)}
        """Which proof of a claim lies open, by its number; and which lead is drawn over the picture."""

    @property
    def version(self) -> int:
        """How many events there are: the staff may read every one."""
        return len(self.record.events)

    @cached_property
    def linked(self) -> OnDesk | None:
        """The case on the same desk; looking at its exhibit here is recorded there."""
        if self.report.linked is None:
            return None
        desk = OnDesk(self.request, self.report.linked.number)
        if self.report.accused.place == "complaint" and desk.complaint.exhibit(self.report.accused.file):
            record_opened(desk, [self.report.accused.file])
            desk.opened.add(self.report.accused.file)
        return desk

    @property
    def not_adjustable(self) -> Refusal | None:
        """Why who is responsible in the linked case can't be adjusted now."""
        return not_adjustable(self.linked.complaint) if self.linked else None

    @cached_property
    def accused(self) -> dict[str, Any] | None:
        """The picture in question, with everything circled on it."""
        return accused(self.request.platform.id, self.report, self.request.actor.id)

    @cached_property
    def shop_name(self) -> str:
        """What the shop is called."""
        try:
            return access_shop(self.request.platform.id, self.report.shop).facts.name or self.report.shop
        except NotFound:
            return self.report.shop

    def url(self, **changed: str) -> str:
        """This page with the same proof open, but for what is changed."""
        kept = {name: value for name, value in {**self.kept, **changed}.items() if value}
        return reverse("review-evidence-report", args=[self.report.number]) + (f"?{urlencode(kept)}" if kept else "")
