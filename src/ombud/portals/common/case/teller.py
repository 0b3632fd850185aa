"""What every sentence about a case is made with: its facts in words, for one reader."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ombud.accounts.models import Person
from ombud.core.complaint.state.talk import side_of
from ombud.core.files import File
from ombud.core.money import Terms
from ombud.core.people import Actor, Clock, Member, Party, Reviewer
from ombud.desk.access import Case, access_shop
from ombud.desk.handle import NotFound
from ombud.packs.load import texts
from ombud.portals.common.display import money, when
from ombud.reads.timeline import Timeline


class Teller:
    """The words of one case for one reader, in the language that is active."""

    def __init__(self, case: Case, timeline: Timeline | None = None, *, outside: bool = False) -> None:
        self.case = case
        self.complaint = case.complaint
        self.timeline = timeline
        self.reader: Party = "platform" if outside else case.party
        self.outside = outside
        """Told to somebody who is no party, such as a court: nobody is “you”, and staff have no names."""
        self.lang = get_language() or "en"
        self.texts = texts(case.complaint.pack)

    def pack(self, key: str, otherwise: str | None = None) -> str:
        """The pack's words of a key; the code itself, or what is given, where it has none."""
        if self.texts.has(key, self.lang):
            return self.texts.say(key, self.lang)
        return key.rpartition(".")[2] if otherwise is None else otherwise

    def codes(self, table: str, codes: Iterable[str]) -> str:
        """Several codes of one table, as the reader's language lists them."""
        return listed([self.pack(f"{table}.{code}") for code in codes])

    def money(self, amount: int) -> str:
        """An amount of the case's currency."""
        return money(amount, self.complaint.currency)

    def terms(self, terms: Terms) -> str:
        """What somebody would do: Refund, ¥50.00."""
        remedy = self.pack(f"remedy.{terms.remedy}")
        if not terms.amount:
            return remedy
        return _("{remedy}, {amount}").format(remedy=remedy, amount=self.money(terms.amount))

    def at(self, moment: datetime) -> str:
        """An instant in the platform's zone; with its year and offset for who reads it elsewhere and later."""
        return when(moment, self.case.platform.zone, self.case.at, "dated" if self.outside else "moment")

    def words(self, kept: str) -> str:
        """What somebody wrote; empty where nothing was, or law has had it erased."""
        return self.timeline.said(kept) if self.timeline else ""

    def by(self, actor: Actor) -> Party:
        """Whose act it was."""
        return side_of(actor)

    def mine(self, party: str) -> bool:
        """Whether that party is the reader."""
        return party == self.reader

    def who(self, actor: Actor) -> str:
        """What stands over an entry; empty where the party's name says it all."""
        if isinstance(actor, Clock):
            return _("By itself")
        if isinstance(actor, Member) and self.reader != "merchant":
            return self.shop_name
        if isinstance(actor, Reviewer) and self.reader == "platform" and not self.outside:
            return self.staff.get(actor.id, actor.id)
        return ""

    @cached_property
    def shop_name(self) -> str:
        """The shop as it is called now."""
        try:
            return access_shop(self.case.platform.id, self.complaint.shop).facts.name
        except NotFound:
            return self.complaint.shop

    @cached_property
    def staff(self) -> dict[str, str]:
        """Names of the platform's people by the id that events name."""
        people = Person.objects.filter(platform=self.case.platform.id, kind__in=("reviewer", "admin"))
        return {one.ref: str(one) for one in people}

    @cached_property
    def files(self) -> dict[str, dict[str, Any]]:
        """The exhibits as thumbnails, by id."""
        from ombud.portals.common.case.exhibits import exhibits

        return {one["id"]: one for one in exhibits(self.case)}

    def thumbs(self, files: tuple[File, ...]) -> list[dict[str, Any]]:
        """Files of an event as parts/thumbs.html shows them."""
        return [self.files[one.file] for one in files if one.file in self.files]


def listed(words: list[str]) -> str:
    """A, B and C."""
    if len(words) < 2:
        return "".join(words)
    *first, last = words
    # Translators: the sign between two of a list
    return _("{first} and {last}").format(first=_(", ").join(first), last=last)
