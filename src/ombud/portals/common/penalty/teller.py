"""What every sentence about a penalty is made with: its facts in words, for one reader."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ombud.accounts.models import Membership, Person
from ombud.core.files import File
from ombud.core.penalty.events.appeal import Missing
from ombud.core.penalty.events.imposing import Measure
from ombud.core.people import Actor, Clock, Invited, Member, Reviewer, System
from ombud.desk.access import PenaltyCase
from ombud.notices.penalties import measure_words
from ombud.packs.load import texts
from ombud.portals.common.case.teller import listed
from ombud.portals.common.display import money, when
from ombud.reads.timeline import Timeline
from ombud.vault.access import signed_picture_url
from ombud.vault.erase import erased_words
from ombud.vault.models import EvidenceFile


class PenaltyTeller:
    """The words of one penalty for one reader, in the language that is active."""

    def __init__(
        self, case: PenaltyCase, timeline: Timeline | None = None, *, file_page: str = "", outside: bool = False
    ) -> None:
        """`file_page` names the portal's own page of a file; without it a link opens the first page's picture. With
        `outside` it is told to somebody who is no party: staff have no names, and times have year and offset."""
        self.case = case
        self.penalty = case.penalty
        self.timeline = timeline
        self.file_page = file_page
        self.outside = outside
        self.lang = get_language() or "en"
        self.texts = texts(case.penalty.pack)

    def pack(self, key: str, otherwise: str | None = None) -> str:
        """The pack's words of a key; the code itself, or what is given, where it has none."""
        if self.texts.has(key, self.lang):
            return self.texts.say(key, self.lang)
        return key.rpartition(".")[2] if otherwise is None else otherwise

    def at(self, moment: datetime) -> str:
        """An instant in the platform's zone."""
        return when(moment, self.case.platform.zone, self.case.at, "dated" if self.outside else "moment")

    def words(self, kept: str) -> str:
        """What somebody wrote; empty where nothing was, or law has had it erased."""
        return self.timeline.said(kept) if self.timeline and kept else ""

    def mine(self, party: str) -> bool:
        """Whether that party is the reader."""
        return party == self.case.party

    @property
    def violation(self) -> str:
        """The kind of violation."""
        return self.pack(f"violation.{self.penalty.imposition.violation}")

    @property
    def currency(self) -> str:
        """In which the penalty's amounts are."""
        orders = self.penalty.imposition.orders
        return orders[0].currency if orders else self.case.policy.pack.currencies[0]

    def measure(self, measure: Measure) -> str:
        """One measure, with what it touches, how much of it, and for how long."""
        words = measure_words(measure, self.pack)
        if measure.whole:
            words = _("{measure}: everything, and what comes in").format(measure=words)
        if measure.amount:
            words = _("{measure}: {amount}").format(measure=words, amount=money(measure.amount, self.currency))
        days = (measure.ends_at - measure.begins_at).days if measure.ends_at and measure.begins_at else 0
        if days:
            span = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
            words = _("{measure}, {span}").format(measure=words, span=span)
        return words

    def measures(self, ids: Iterable[str]) -> str:
        """Several of its measures by id, as the reader's language lists them."""
        wanted = set(ids)
        return listed([self.measure(one.terms) for one in self.penalty.measures if one.terms.id in wanted])

    def slot(self, slot: str) -> str:
        """An order or an item that an appeal is decided for, as people know it."""
        order = next((one for one in self.penalty.imposition.orders if one.id == slot), None)
        if order is not None:
            return _("Order {number}").format(number=order.number)
        return self.item(slot) if slot != "whole" else self.violation

    def item(self, id: str) -> str:
        """One thing found, with its place in the list."""
        ids = [one.id for one in self.penalty.imposition.items]
        return _("Item {number}").format(number=ids.index(id) + 1) if id in ids else id

    def asked(self, code: str) -> str:
        """A field or a material of the appeal form."""
        field = self.pack(f"appeal-field.{code}", "")
        return field or self.pack(f"appeal-material.{code}", "") or (_("Something else") if code == "other" else code)

    def missing(self, one: Missing) -> str:
        """One thing that an appeal lacked: what, for which order, and what about it."""
        what = self.asked(one.code)
        if one.slot and one.slot != "whole":
            what = _("{slot}: {what}").format(slot=self.slot(one.slot), what=what)
        words = self.words(one.words)
        return _("{what} ({words})").format(what=what, words=words) if words else what

    def who(self, actor: Actor) -> str:
        """What stands over an entry; empty where the party's name says it all."""
        match actor:
            case Clock():
                return _("By itself")
            case Member():
                return self.members.get(actor.id, "") if self.mine("merchant") else self.case.shop.facts.name
            case Reviewer() | Invited() if self._among_staff:
                return self.staff.get(actor.id, actor.id)
            case System() if self.mine("platform"):
                return _("The platform’s system")
            case _:
                return ""

    @property
    def _among_staff(self) -> bool:
        """Whether the reader is of the staff, who know each other by name; whoever was invited from outside is not."""
        return self.mine("platform") and not self.outside and not isinstance(self.case.by, Invited)

    @cached_property
    def members(self) -> dict[str, str]:
        """Names of the shop's people by the id that events name."""
        held = Membership.objects.filter(platform=self.case.platform.id, shop=self.penalty.shop)
        return {one.person.ref: str(one.person) for one in held.select_related("person")}

    @cached_property
    def staff(self) -> dict[str, str]:
        """Names of the platform's people by the id that events name."""
        people = Person.objects.filter(platform=self.case.platform.id, kind__in=("reviewer", "admin"))
        return {one.ref: str(one) for one in people}

    def thumbs(self, files: Iterable[File]) -> list[dict[str, Any]]:
        """Files as parts/thumbs.html shows them; a link opens the first page of each, signed for this reader."""
        wanted = list(files)
        held = {str(one.id): one for one in self.held(wanted)}
        gone = erased_words(self.case.platform.id, [one.file for one in wanted if one.file not in held])
        shown = [self._thumb(one, held[one.file]) for one in wanted if one.file in held]
        return shown + [{"id": id, "name": said, "alt": said, "thumb": "", "url": ""} for id, said in gone.items()]

    def held(self, files: list[File]) -> Iterable[EvidenceFile]:
        """What the vault knows of these files, without those in quarantine."""
        ids = []
        for one in files:
            try:
                ids.append(UUID(one.file))
            except ValueError:  # told by an import that never came through the vault
                continue
        return EvidenceFile.objects.filter(platform=self.case.platform.id, id__in=ids, quarantined=False) if ids else ()

    def _thumb(self, file: File, held: EvidenceFile) -> dict[str, Any]:
        reader = self.case.by.id
        name = self.asked(file.kind) if file.kind != "other" else held.filename
        pages = held.variants()
        shown = signed_picture_url(held, "thumb", reader) if "thumb" in held.pictures else ""
        if self.file_page:
            url = reverse(self.file_page, args=[self.penalty.number, file.file])
        else:
            url = signed_picture_url(held, pages[0], reader) if pages else ""
        return {"id": file.file, "name": name, "alt": name, "thumb": shown, "url": url, "sha256": file.sha256}
