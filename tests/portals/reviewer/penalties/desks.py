"""Penalties as they come onto a reviewer's desk, made by the real verbs."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from ombud.desk.access import access_penalty
from ombud.desk.handle import Done
from tests.cast import MONDAY, World, an_order, world
from tests.portals.reviewer.desks import a_file

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NUMBER = "0123456789abcdef"
ORDERS = [f"o-{n}" for n in range(1, 6)]


class Case(NamedTuple):
    """One penalty and the world it lies in."""

    world: World
    id: str
    number: str

    def url(self, rest: str = "") -> str:
        """Its page at the reviewers', or one of its forms."""
        return f"/review/penalties/{self.number}{rest}"

    def do(self, verb: str, by: Any, at: datetime = MONDAY, **fields: Any) -> Done:
        """One act about it, which must go through."""
        done = self.world.do(f"penalty.{verb}", self.id, by, at, **fields)
        assert isinstance(done, Done), done
        return done

    @property
    def drawn(self) -> tuple[str, ...]:
        """The orders drawn for the appeal."""
        draw = penalty(self).draw
        assert draw is not None
        return draw.orders


def market() -> World:
    """A platform under the pack with penalties, and five orders of one of its shops."""
    made = world("weidian")
    for n, id in enumerate(ORDERS, 1):
        an_order(made, id, 10_000 * n)
    return made


def penalty(case: Case, at: datetime = MONDAY) -> Any:
    """It, as it stands."""
    return access_penalty(case.world.platform.pk, case.id, case.world.rita, at).penalty


def imposed(
    made: World | None = None, violation: str = "fictitious-transactions", at: datetime = MONDAY, **fields: Any
) -> Case:
    """A penalty that Rita imposed on the shop of mugs."""
    made = made or market()
    orders = ORDERS if violation in ("fictitious-transactions", "illegal-cashing", "late-dispatch") else []
    given = {"shop": "mugs", "violation": violation, "facts": "Five orders, one buyer.", "reasons": "Nothing was sold.",
             "orders": orders, **fields}  # fmt: skip
    done = made.do("penalty.impose", "", made.rita, at, **given)
    assert isinstance(done, Done), done
    return Case(made, done.id, done.number)


def appeal_of(case: Case, nothing_for: tuple[str, ...] = ()) -> dict[str, Any]:
    """A complete appeal against fictitious transactions."""
    shown = [one for one in case.drawn if one not in nothing_for]
    files = [
        {"file": a_file(case.world, "boris"), "kind": kind, "about": one}
        for one in shown
        for kind in ("waybill", "chat", "payment-record")
    ]
    each = [
        answer
        for one in shown
        for answer in (
            {"code": "waybill-number", "words": f"SF{one}", "slot": one},
            {"code": "dispatched-on", "words": "2026-03-01", "slot": one},
        )
    ]
    whole = [
        {"code": "explanation", "words": "They are real customers."},
        {"code": "how-orders-came", "words": "live"},
        {"code": "true-statement", "words": "yes"},
    ]
    return {"answers": [*whole, *each], "files": files, "nothing_for": list(nothing_for)}


def appealed(made: World | None = None, nothing: int = 0, at: datetime = MONDAY, **fields: Any) -> Case:
    """The shop appealed, with materials for each drawn order but so many."""
    case = imposed(made, at=at, **fields)
    case.do("begin", case.world.boris, at, chance=NUMBER)
    case.do("appeal", case.world.boris, at, **appeal_of(case, case.drawn[:nothing]))
    return case


def verdicts(case: Case, *upheld: bool, **more: str) -> dict[str, str]:
    """What a reviewer ticks, in the order of the slots."""
    ticked = {f"verdict-{n}": "upheld" if one else "not-upheld" for n, one in enumerate(upheld, 1)}
    return {**ticked, "words": "We looked at all of it.", **more}
