"""A shop that is penalised, as an integrator sees it."""

from typing import Any

from tests.api.caller import Answer, Api
from tests.cast import World, an_order, world
from tests.vault.made import photo

CHANCE = "0123456789abcdef"
ORDERS = [f"o-{n}" for n in range(1, 6)]


class Shop:
    """Boris's shop with five orders, Rita who imposes, and Rolf who decides."""

    def __init__(self) -> None:
        self.made: World = world("weidian")
        for one in ORDERS:
            an_order(self.made, one)
        self.api = Api(self.made)

    def impose(self, violation: str = "fictitious-transactions", **fields: Any) -> Answer:
        given = {"shop": "mugs", "violation": violation, "facts": "Found.", "reasons": "Why.", **fields}
        return self.api.post("/penalties", fields.pop("by", self.made.rita), **given)

    def penalty(self, violation: str = "fictitious-transactions", **fields: Any) -> str:
        orders = {"orders": ORDERS} if violation == "fictitious-transactions" else {}
        answer = self.impose(violation, **orders, **fields)
        assert answer.status == 201, answer.body
        return str(answer.body["id"])

    def read(self, id: str, by: Any = None) -> Any:
        return self.api.get(f"/penalties/{id}", by or self.made.boris).body

    def act(self, id: str, verb: str, by: Any = None, **fields: Any) -> Answer:
        return self.api.post(f"/penalties/{id}/{verb}", by or self.made.boris, **fields)

    def file(self, kind: str, about: str = "") -> dict[str, str]:
        kept = self.api("POST", "/files", self.made.boris, photo(), Content_Type="image/jpeg").body["id"]
        return {"file": kept, "kind": kind, "about": about}

    def filled(self, id: str, nothing_for: tuple[str, ...] = ()) -> dict[str, Any]:
        drawn = [one for one in self.read(id)["draw"]["orders"] if one not in nothing_for]
        return {
            "answers": [
                {"code": "explanation", "words": "They were real."},
                {"code": "how-orders-came", "words": "live"},
                {"code": "true-statement", "words": "yes"},
                *({"code": "waybill-number", "words": f"SF{one}", "slot": one} for one in drawn),
                *({"code": "dispatched-on", "words": "2026-03-01", "slot": one} for one in drawn),
            ],
            "files": [self.file(kind, one) for one in drawn for kind in ("waybill", "chat", "payment-record")],
            "nothing_for": list(nothing_for),
        }

    def appealed(self, nothing_for: int = 0) -> str:
        id = self.penalty()
        assert self.act(id, "begin", chance=CHANCE).status == 200
        given = self.filled(id, tuple(self.read(id)["draw"]["orders"][:nothing_for]))
        answer = self.act(id, "appeal", **given)
        assert answer.status == 200, answer.body
        return id

    def verdicts(self, id: str, upheld: int) -> list[dict[str, Any]]:
        drawn = self.read(id)["draw"]["orders"]
        return [{"slot": one, "upheld": place < upheld} for place, one in enumerate(drawn)]
