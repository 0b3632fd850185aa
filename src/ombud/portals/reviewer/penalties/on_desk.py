"""A penalty on a reviewer's desk: the penalty, all that happened to it, and where the reviewer came from."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ombud.accounts.models import ROLE_RIGHTS, Person
from ombud.core.deadlines import Deadline
from ombud.core.penalty.events.work import MerchantReminded, PenaltyHandedBack, PenaltyNoted
from ombud.core.penalty.standing import Status, nearest, status_of
from ombud.core.people import Invited
from ombud.core.refusal import Refusal
from ombud.desk.access import access_penalty
from ombud.desk.handle import NotFound
from ombud.desk.things import VERBS
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.penalty.told import INTERNAL
from ombud.portals.common.who import SignedIn
from ombud.reads.penalty_row import PENALTY_QUEUES
from ombud.reads.penalty_story import penalty_story
from ombud.reads.timeline import Entry, Timeline

QUIET = (MerchantReminded, PenaltyNoted, PenaltyHandedBack)
"""What changes nothing that a decision rests on."""
KEPT_IN_ADDRESS = ("queue", "tab")


class PenaltyDesk:
    """One penalty in front of one reviewer, for one answer. Raises NotFound for whoever may not see it."""

    def __init__(self, request: SignedIn, number: str) -> None:
        self.request = request
        self.case = access_penalty(request.platform.id, number, request.actor, request.at)
        self.penalty = self.case.penalty
        self.outside = isinstance(request.actor, Invited)
        """Whether the reader was invited from outside: sees this penalty and nothing that is the staff's own."""
        if self.outside and not self.penalty.under_review:
            raise NotFound
        told = penalty_story(request.platform.id, self.penalty, self.case.party)
        self.version = told.entries[-1].seq if told.entries else 0
        """How many events the penalty has."""
        shown = (one for one in told.entries if not (self.outside and isinstance(one.event, INTERNAL)))
        self.timeline = Timeline(tuple(shown), told.words)
        self.teller = PenaltyTeller(self.case, self.timeline)
        given = request.POST if request.method == "POST" else request.GET
        self.kept = {name: given[name] for name in KEPT_IN_ADDRESS if given.get(name)}
        self.queue = self.kept.get("queue", "") if self.kept.get("queue") in PENALTY_QUEUES else ""

    @property
    def number(self) -> str:
        """What people call it."""
        return self.penalty.number

    @cached_property
    def status(self) -> Status:
        """Where it stands now."""
        return status_of(self.penalty, self.case.at)

    @cached_property
    def due(self) -> Deadline | None:
        """The deadline that matters to the platform now."""
        return nearest(self.penalty, "platform")

    @cached_property
    def people(self) -> dict[str, str]:
        """Names of those who decide, by the id that events name: the platform's own and those it invited."""
        found = Person.objects.filter(platform=self.case.platform.id).exclude(kind__in=("consumer", "member"))
        return {one.ref: str(one) for one in found}

    @cached_property
    def others_who_can(self) -> int:
        """How many of the platform's reviewers could still decide the appeal: not one has decided on the penalty."""
        ruling = [role for role, rights in ROLE_RIGHTS.items() if "rule" in rights]
        found = Person.objects.filter(
            platform=self.case.platform.id, kind__in=("reviewer", "admin"), is_active=True, role__in=ruling
        )
        return found.exclude(ref__in=self.penalty.decided_by).count()

    def refusal(self, verb: str) -> Refusal | None:
        """Why this reader can't do this now (`penalty.lift`), or None."""
        refusal: Refusal | None = VERBS[verb].may(self.case.by, self.penalty, self.case.policy, self.case.at)
        return refusal

    def url(self, form: str = "", **changed: str) -> str:
        """This page with the same things open, but for what is changed; with a form in the panel."""
        args = [self.number, form] if form else [self.number]
        kept = {name: value for name, value in {**self.kept, **changed}.items() if value}
        name = "review-penalty-do" if form else "review-penalty"
        return reverse(name, args=args) + (f"?{urlencode(kept)}" if kept else "")

    def news(self, since: int) -> list[Entry]:
        """What others did, or time, after this version."""
        me = self.request.actor.id
        return [
            one
            for one in self.timeline.entries
            if one.seq > since and one.event.by.id != me and not isinstance(one.event, QUIET)
        ]

    def told(self, entries: list[Entry]) -> list[dict[str, Any]]:
        """These entries in sentences, oldest first."""
        from ombud.portals.common.penalty.told import penalty_events

        return list(reversed(penalty_events(self.teller, Timeline(tuple(entries), self.timeline.words))))
