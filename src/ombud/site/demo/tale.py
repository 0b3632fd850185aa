"""Tells what happens in the demo world, act by act, through the same door as everybody else."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from ombud.accounts.models import Person
from ombud.core.people import Actor, System
from ombud.desk.handle import Act, Done, handle
from ombud.desk.handle_many import handle_many
from ombud.site.demo.world import Goods, Market
from ombud.vault.deposit import Deposited, deposit

SEED = System(id="demo")
PAID = ("refund", "return_refund", "compensation")
PICTURES = Path(__file__).parent


class Bought(NamedTuple):
    """An order: who bought what, and how many days ago it came, four days after it was bought."""

    consumer: str
    goods: Goods
    days: float
    quantity: int = 1
    payment: str = ""


class Scene:
    """One platform at one instant, and what was told of it so far."""

    def __init__(self, market: Market, platform: int, now: datetime) -> None:
        self.market = market
        self.platform = platform
        self.now = now
        self.actors: dict[str, Actor] = {
            person.ref: person.actor() for person in Person.objects.filter(platform=platform)
        }
        self.orders = 0

    def ago(self, hours: float) -> datetime:
        """The instant so many hours before now."""
        return self.now - timedelta(hours=hours)

    def tell(self, verb: str, target: str, facts: Any, hours: float) -> None:
        """A fact from the platform's own systems."""
        act = Act(self.platform, verb, target, SEED, {"facts": facts, "source": "demo"}, via="demo", at=self.ago(hours))
        self.must(handle(act))

    def do(self, hours: float, who: str, verb: str, case: str, **fields: Any) -> Done:
        """One act of somebody, so many hours ago."""
        return self.act(hours, who, f"complaint.{verb}", case, **fields)

    def act(self, hours: float, who: str, verb: str, target: str, **fields: Any) -> Done:
        """The same for any thing; the verb is `penalty.impose`."""
        act = Act(self.platform, verb, target, self.actors[who], fields, via="demo", at=self.ago(hours))
        return self.must(handle(act))

    def photo(self, who: str, name: str, kind: str = "photo-goods", hours: float = 0) -> dict[str, str]:
        """A photo that somebody deposited, as commands name it."""
        folder = PICTURES / "evidence"
        path = folder / f"{name}.jpg"
        if not path.exists():
            path = PICTURES / "static" / "demo" / f"{name}.jpg"
        deposited = deposit(
            self.platform, path.read_bytes(), f"IMG_{abs(hash(name)) % 9000 + 1000}.jpg", self.actors[who].id,
            at=self.ago(hours),
        )  # fmt: skip
        if not isinstance(deposited, Deposited):
            return {}  # no isolation on this machine, so no uploads: the case is told in words alone
        return {"file": str(deposited.file.id), "kind": kind}

    def order(self, consumer: str, goods: Goods, days: float, quantity: int = 1) -> str:
        """An order delivered some days ago."""
        order, facts = self.facts_of(Bought(consumer, goods, days, quantity))
        self.tell("order.tell", order, facts, 24 * days)
        return order

    def orders_of(self, bought: Iterable[Bought]) -> list[str]:
        """Many orders, as an import brings them: at once."""
        told = [self.facts_of(one) for one in bought]
        acts = [
            Act(self.platform, "order.tell", order, SEED, {"facts": facts, "source": "demo"}, via="demo", at=self.now)
            for order, facts in told
        ]
        for outcome in handle_many(acts):
            self.must(outcome)
        return [order for order, _facts in told]

    def facts_of(self, bought: Bought) -> tuple[str, dict[str, Any]]:
        """An order's number, which is its id, and its facts."""
        goods = bought.goods
        self.orders += 1
        purchased_at = self.ago(24 * (bought.days + 4))
        order = f"{self.market.prefix}{purchased_at:%y%m}{self.orders:04d}"
        line = {
            "id": "1",
            "product": goods.id,
            "title": goods.title,
            "specification": goods.specification,
            "quantity": bought.quantity,
            "unit_price": goods.price,
            "picture": f"/static/demo/{goods.id}.jpg",
            "after_sales": goods.after_sales,
        }
        return order, {
            "number": order,
            "shop": goods.shop,
            "consumer": bought.consumer,
            "currency": self.market.currency,
            "paid": goods.price * bought.quantity,
            "payment_way": bought.payment or self.market.payment,
            "status": "delivered",
            "purchased_at": purchased_at.isoformat(),
            "shipped_at": (purchased_at + timedelta(days=1)).isoformat(),
            "delivered_at": self.ago(24 * bought.days).isoformat(),
            "lines": [line],
        }

    def filed(
        self,
        hours: float,
        consumer: str,
        goods: Goods,
        reason: str,
        problem: str,
        photos: tuple[str, ...] = (),
        remedy: str = "refund",
        **more: Any,
    ) -> str:
        """A complaint about an order that came some days before it; returns its id."""
        order = self.order(consumer, goods, hours / 24 + 2)
        person = next(one for one in self.market.people if one.handle == consumer)
        files = [photo for name in photos if (photo := self.photo(consumer, name, hours=hours))]
        done = self.do(
            hours,
            consumer,
            "file",
            "",
            order=order,
            reason=reason if files or not photos else "other",  # some reasons need a photo
            lines=[{"line": "1"}],
            asked={"remedy": remedy, "amount": goods.price if remedy in PAID else 0},
            problem=problem,
            contact={"name": person.name, "phone": person.phone},
            files=files,
            **more,
        )
        return done.id

    def must(self, outcome: Any) -> Done:
        """What was carried out: nothing of the tale is refused."""
        assert isinstance(outcome, Done), outcome
        return outcome
