"""The complaint as it is being filled in: what was chosen and typed so far, about one order."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from msgspec.structs import replace

from ombud.core.complaint import file
from ombud.core.complaint.turns import MONEY
from ombud.core.order.events import Line
from ombud.core.order.state import Order
from ombud.core.policy.pack import ComplaintReason
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk.access import access_order
from ombud.packs.load import load_pack, texts
from ombud.packs.words import Texts
from ombud.portals.common.act import Misread, new_key
from ombud.portals.common.display import language
from ombud.portals.common.drafts import Fields, Kept, draft_of, drop_draft, save_draft
from ombud.portals.common.typed import amount, written
from ombud.portals.common.uploads import Files
from ombud.portals.common.who import SignedIn

FORM = "file"
KEY = "send_key"
KNOWN_BY_ORDER = ("order",)
"""Evidence we have already, because the order itself is known to us: never asked for again."""


class Paper:
    """One order's complaint form. Reads the draft; `keep` writes it."""

    def __init__(self, request: SignedIn, order: str) -> None:
        self.request = request
        self.order: Order = access_order(request.platform.id, order, request.actor)
        self.policy: Policy = load_pack(request.platform.pack)
        self.policy = replace(self.policy, calendar=replace(self.policy.calendar, zone=request.platform.zone.key))
        self.draft: Kept = draft_of(request, FORM, self.order.id)
        self.sent: dict[str, Files] = {}
        """The files that came with this request, by kind: they can be read only once."""

    @property
    def fields(self) -> Fields:
        """Everything kept so far."""
        return self.draft.fields

    @property
    def saved_at(self) -> datetime | None:
        """When it was last kept."""
        return self.draft.saved_at

    def keep(self, names: Mapping[str, list[str]]) -> None:
        """Keep these inputs beside the others."""
        self.draft = Kept({**self.fields, **names}, self.draft.saved_at)
        save_draft(self.request, FORM, self.order.id, self.draft.fields)

    def drop(self) -> None:
        """It was sent."""
        drop_draft(self.request, FORM, self.order.id)

    def refusal(self) -> Refusal | None:
        """Why nothing can be filed about this order now."""
        return file.may(self.request.actor, self.order, self.policy, self.request.at)

    @cached_property
    def words(self) -> Texts:
        """The words of the pack that the complaint will run under."""
        return texts(self.policy.pack.id)

    def say(self, key: str) -> str:
        """The pack's words, or nothing."""
        return self.words.say(key, language()) if self.words.has(key) else ""

    @property
    def currency(self) -> str:
        """Of the order."""
        return self.order.facts.currency or "CNY"

    @property
    def reason(self) -> ComplaintReason | None:
        """The reason that was chosen."""
        return self.policy.pack.reason(self.draft.one("reason"))

    @property
    def lines(self) -> list[tuple[Line, int]]:
        """The goods that were chosen, and how many pieces; the only line of an order is chosen by itself."""
        bought = self.order.facts.lines
        if len(bought) == 1 and "lines" not in self.fields:
            return [(bought[0], bought[0].quantity)]
        chosen = set(self.draft.all("lines"))
        return [(line, self.quantity(line)) for line in bought if line.id in chosen]

    def quantity(self, line: Line) -> int:
        """How many pieces of a line it is about."""
        typed = self.draft.one(f"quantity_{line.id}", str(line.quantity))
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0

    @property
    def refundable(self) -> int:
        """The most that can be asked back for what was chosen, minor units."""
        chosen = self.lines
        paid = sum(line.unit_price * quantity for line, quantity in chosen)
        if {line.id: quantity for line, quantity in chosen} == {one.id: one.quantity for one in self.order.facts.lines}:
            paid = self.order.facts.paid
        return max(0, min(paid, self.order.refundable()))

    @property
    def remedy(self) -> str:
        """The remedy that was chosen, if it fits the reason."""
        chosen = self.draft.one("remedy")
        return chosen if self.reason and chosen in self.reason.remedies else ""

    @property
    def amount_written(self) -> str:
        """The amount as the input shows it: what was typed, else everything that can be asked back."""
        return self.draft.one("amount") or written(self.refundable, self.currency)

    def asked(self) -> dict[str, Any] | Misread:
        """The terms asked for, or what is wrong with them."""
        if not self.remedy:
            return Misread("remedy", _("Choose what you ask for."))
        if self.remedy not in MONEY:
            return {"remedy": self.remedy}
        minor = amount(self.amount_written, self.currency)
        return minor if isinstance(minor, Misread) else {"remedy": self.remedy, "amount": minor}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of evidence that have a box: those without which it isn't taken, then the most telling."""
        reason = self.reason
        wanted = (*reason.required, *reason.checklist) if reason else ()
        return tuple(one for one in dict.fromkeys((*wanted, "other")) if one not in KNOWN_BY_ORDER)

    def contact(self, name: str) -> str:
        """How to reach the reader: what was typed, else what we know."""
        known = {"name": self.request.person.name, "phone": self.request.person.phone}
        known["email"] = self.request.person.email
        return self.draft.one(name, known[name])

    def files(self) -> list[dict[str, str]]:
        """The files as the command wants them, each once."""
        found: dict[str, dict[str, str]] = {}
        for code in self.kinds:
            for one in self.draft.all(f"file_{code}"):
                found.setdefault(one, {"file": one, "kind": code})
        return list(found.values())

    def key(self) -> str:
        """The draft's own key: sent from two tabs, it is filed once."""
        if not self.draft.one(KEY):
            self.keep({KEY: [new_key()]})
        return self.draft.one(KEY)
