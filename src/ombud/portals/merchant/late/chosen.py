"""The orders that were chosen in the list, as they stand now, in groups that go the same way."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ombud.core.order import complete, fill_in
from ombud.core.order.details import Detail, wrong
from ombud.core.order.path import stage_of
from ombud.core.order.state import Order
from ombud.core.people import Member
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import FormField
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from ombud.desk.access_many import access_orders
from ombud.portals.common.act import refusal_words
from ombud.portals.common.order.words import OrderWords
from ombud.portals.common.who import SignedIn

Context = dict[str, Any]
MOST = 1000
"""Orders in one go: what the desk does within two seconds."""


class Chosen(NamedTuple):
    """One order that was chosen."""

    order: Order
    policy: Policy


class Group(NamedTuple):
    """Orders in the same status of the same kind: they go on together."""

    code: str
    """Kind and status: in names of inputs, so that a form still means the same once another order has moved."""
    orders: list[Chosen]
    targets: tuple[str, ...]
    """Where they can go, the usual way first; empty where only details are filled in."""
    fields: tuple[FormField, ...]

    @property
    def words(self) -> OrderWords:
        """The words of the rules they run under."""
        return OrderWords(self.orders[0].policy.pack.id)

    def target(self, request: SignedIn) -> str:
        """Where they go: as it was chosen, else the usual way."""
        wanted = request.POST.get(f"to-{self.code}", "")
        return wanted if wanted in self.targets else next(iter(self.targets), "")

    def asked(self, target: str) -> tuple[FormField, ...]:
        """What must be filled in for it."""
        if not self.targets:
            return self.fields
        stage = _stage(self.orders[0], target)
        return stage.fields if stage else ()


def orders_of(request: SignedIn, shop: str, ids: Iterable[str]) -> list[Chosen]:
    """The shop's own among these orders, as they stand now, in the order given."""
    actor = request.actor
    if not isinstance(actor, Member) or actor.shop != shop:
        return []
    wanted = [one for one in dict.fromkeys(ids) if one][:MOST]
    found = access_orders(request.platform.id, wanted, actor, request.at)
    return [Chosen(one.order, one.policy) for one in found]


def groups(chosen: Iterable[Chosen], *, moving: bool) -> list[Group]:
    """The orders by where they stand; `moving`: whether they are to go on, or only be filled in."""

    def place(one: Chosen) -> tuple[str, str, str]:
        return one.policy.pack.id, one.order.entered.kind if one.order.entered else "", one.order.status

    made = []
    for (_pack, kind, status), held in groupby(sorted(chosen, key=place), key=place):
        orders = list(held)
        first = orders[0]
        stage = stage_of(first.order, first.policy)
        targets = stage.next if stage and moving else ()
        usual = _stage(first, targets[0]) if targets else None
        fields = usual.fields if usual else () if moving else fill_in.fields_here(first.order, first.policy)
        made.append(Group(f"{kind}.{status}", orders, targets, fields))
    return made


def refused(one: Chosen, request: SignedIn, *, moving: bool) -> Refusal | None:
    """Why nothing can be done with it now."""
    may = complete.may if moving else fill_in.may
    return may(request.actor, one.order, one.policy, request.at)


def typed(request: SignedIn, group: Group, one: Chosen, fields: Iterable[FormField]) -> dict[str, str]:
    """What was typed for this order, and what was typed for all of its group where its own is blank."""
    own = {field.code: request.POST.get(name(one, field.code), "").strip() for field in fields}
    return {code: said or request.POST.get(f"all-{group.code}-{code}", "").strip() for code, said in own.items()}


def slips(said: dict[str, str], fields: tuple[FormField, ...], *, moving: bool) -> Refusal | None:
    """What is wrong with what was typed, before anything is sent."""
    details = tuple(Detail(code=code, words=Words(text)) for code, text in said.items() if text)
    return wrong(details, fields, all_of_them=moving)


def name(one: Chosen, code: str) -> str:
    """The name of one order's input."""
    return f"f-{one.order.id}-{code}"


def as_row(one: Chosen, group: Group, request: SignedIn, error: Refusal | None = None, *, moving: bool) -> Context:
    """An order as late/fill.html shows it: {id, title, number, refused, fields}."""
    facts = one.order.facts
    why = refused(one, request, moving=moving)
    label = error.field.removeprefix("details.") if error else ""
    text = refusal_words(_named(error, group), request, pack=one.policy.pack.id)[0] if error else ""
    known = {kept.code for kept in one.order.details} if not moving else set()
    return {
        "id": one.order.id,
        "title": (facts.lines[0].title if facts.lines else "") or facts.number,
        "number": facts.number,
        "refused": refusal_words(why, request, pack=one.policy.pack.id)[0] if why else "",
        "fields": [
            _input(one, group, request, field, text if label == field.code else "")
            | ({"help": _("Filled in already; what you write here replaces it.")} if field.code in known else {})
            for field in group.fields
        ],
    }


def _input(one: Chosen, group: Group, request: SignedIn, field: FormField, error: str) -> Context:
    its = name(one, field.code)
    made = group.words.input(field, its, request.POST.get(its, ""), error)
    return made if len(group.orders) == 1 else made | {"help": ""}  # said once, where it is filled in for all of them


def _named(error: Refusal, group: Group) -> Refusal:
    """The slip with the field's name instead of its code."""
    code = error.facts.get("code")
    return error.given(**{**error.facts, "code": group.words.field(code)}) if isinstance(code, str) else error


def _stage(one: Chosen, status: str) -> Any:
    trade, facts = one.policy.pack.trade, one.order.facts
    kind = trade.kind(facts.kind) if trade else None
    return kind.stage(status) if kind else None
