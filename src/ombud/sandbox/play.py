"""Plays acts on a sandbox, through the same door as everybody's, by its test people and at its own time."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ombud.accounts.models import ROLE_RIGHTS, Platform
from ombud.core.people import Actor, Consumer, Member, Reviewer, System
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import FormField, Violation
from ombud.core.refusal import Refusal
from ombud.desk import clock
from ombud.desk.handle import Act, Done, handle
from ombud.packs.load import load_pack
from ombud.vault.deposit import deposit

SELF = System(id="sandbox")
ACTORS: dict[str, Actor] = {
    "buyer": Consumer(id="buyer"),
    "seller": Member(id="seller", shop="shop-1", rights=ROLE_RIGHTS["owner"]),
    "reviewer": Reviewer(id="reviewer"),
    "reviewer-2": Reviewer(id="reviewer-2"),
    "senior": Reviewer(id="senior", rights=ROLE_RIGHTS["senior"]),
}
PICTURE = Path(__file__).parent / "evidence.jpg"
REASON = "not-as-described"
PRICE = 16800
WORDS = "Written by a script of the sandbox."
FILLED = {"words": WORDS, "line": "Test", "date": "2026-01-05", "amount": "100", "number": "1", "yes": "yes"}


class CantPlay(Exception):
    """The rules said no to an act of the script: they are other rules than it was written for."""

    def __init__(self, verb: str, refusal: Refusal) -> None:
        super().__init__(f"{verb}: {refusal.code}")
        self.verb = verb
        self.refusal = refusal


class Play:
    """One script being played on one platform."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.done: list[dict[str, Any]] = []
        self.orders: list[str] = []

    @property
    def policy(self) -> Policy:
        """The rules that new cases are opened under."""
        return load_pack(self.platform.pack)

    def act(self, who: str, verb: str, target: str, at: datetime | None = None, **fields: Any) -> Done:
        """One act of one of the test people, now or at an instant before. Raises CantPlay."""
        by = ACTORS.get(who, SELF)
        done = handle(Act(self.platform.pk, verb, target, by, fields, via="sandbox", at=at))
        if isinstance(done, Refusal):
            raise CantPlay(verb, done)
        self.done.append({"verb": verb, "by": who, "id": done.id, "number": done.number, "events": list(done.events)})
        return done

    def order(self) -> str:
        """A fresh order of the test buyer from the test seller's shop, delivered three days ago."""
        now = clock.now(self.platform.pk)
        id = f"sb-{secrets.token_hex(4)}"
        line = {"id": "1", "product": "test", "title": "Test goods", "specification": "", "unit_price": PRICE}
        facts = {
            "number": id.upper(), "shop": "shop-1", "consumer": "buyer", "currency": self.policy.pack.currencies[0],
            "paid": PRICE, "payment_way": "test", "status": "delivered", "lines": [line],
            "purchased_at": (now - timedelta(days=6)).isoformat(),
            "delivered_at": (now - timedelta(days=3)).isoformat(),
        }  # fmt: skip
        trade = self.policy.pack.trade
        first = trade.contact_first if trade else None
        self.act(
            "platform", "order.tell", id, now - timedelta(days=3) if first else None, facts=facts, source="sandbox"
        )
        if first:
            # Where the shop is written to before a complaint, it was, long enough ago.
            self.act("buyer", "order.contact", id, now - timedelta(days=2), words=WORDS)
        self.orders.append(id)
        return id

    def picture(self, who: str, kind: str, about: str = "") -> dict[str, str]:
        """A picture that this person brings, as commands name it. Raises CantPlay."""
        at = clock.now(self.platform.pk)
        kept = deposit(self.platform.pk, PICTURE.read_bytes(), "sandbox.jpg", ACTORS[who].id, at=at)
        if isinstance(kept, Refusal):
            raise CantPlay("file.deposit", kept)
        return {"file": str(kept.file.id), "kind": kind, **({"about": about} if about else {})}

    def violation(self) -> Violation:
        """The one that takes the least to be appealed."""
        penalties = self.policy.pack.penalties
        assert penalties is not None, "only offered where the rules know penalties"
        fitting = [one for one in penalties.violations if not one.verified and not one.items and one.orders != "must"]
        return min(fitting or penalties.violations, key=_trouble)


def _trouble(one: Violation) -> tuple[bool, int]:
    form = one.appeal.form if one.appeal else None
    files = sum(material.files_min for material in (*form.materials, *form.slot_materials)) if form else 0
    return form is None, files


def filled(field: FormField) -> dict[str, str]:
    """Something that this field takes."""
    words = field.choices[0] if field.type == "choice" else FILLED[field.type][: field.words_max]
    return {"code": field.code, "words": words}
