"""Cases as they come onto a reviewer's desk, made by the real verbs."""

import itertools
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from django.test import Client

from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.desk.handle import Done
from ombud.vault.models import EvidenceFile
from tests.cast import MONDAY, World, a_filing, an_order, world
from tests.portals.clients import signed_in

_numbers = itertools.count(1)
HOUR = timedelta(hours=1)


class Case(NamedTuple):
    """One complaint and the world it lies in."""

    world: World
    id: str
    number: str

    def url(self, rest: str = "") -> str:
        """Its page at the reviewers', or one of its forms."""
        return f"/review/cases/{self.number}{rest}"

    def do(self, verb: str, by: Any, at: datetime = MONDAY, **fields: Any) -> Done:
        """One act in it, which must go through."""
        done = self.world.do(f"complaint.{verb}", self.id, by, at, **fields)
        assert isinstance(done, Done), done
        return done


def a_file(world: World, by: str) -> str:
    """A file that this person deposited, with one picture of it."""
    n = next(_numbers)
    picture = {"sha256": f"{n:064x}", "size_bytes": 10, "width": 1200, "height": 900}
    file = EvidenceFile.objects.create(
        platform=world.platform.pk, id=uuid4(), sha256=f"{n:064x}", size_bytes=24_000, media_type="image/jpeg",
        filename=f"photo-{n}.jpg", width=1200, height=900, pages=1, pictures={"page-1": picture, "thumb": picture},
        uploaded_by=by, uploaded_at=MONDAY,
    )  # fmt: skip
    return str(file.id)


def filed(world: World, paid: int = 16800, at: datetime = MONDAY, **more: Any) -> Case:
    """Ana's complaint, with a photo of the mug."""
    order = an_order(world, f"o-{next(_numbers)}", paid=paid, purchased_at=(at - 240 * HOUR).isoformat())
    photo = [{"file": a_file(world, "ana"), "kind": "photo-goods"}]
    contact = {"name": "林安娜", "phone": "13800001234", "email": "ana@example.org"}
    asked = {"remedy": "refund", "amount": paid}
    fields = a_filing(order, **{"files": photo, "contact": contact, "asked": asked, **more})
    done = world.do("complaint.file", "", world.ana, at, **fields)
    assert isinstance(done, Done), done
    return Case(world, done.id, done.number)


def refused(world: World, paid: int = 16800, at: datetime = MONDAY) -> Case:
    """The shop refuses, with a photo of its own."""
    case = filed(world, paid, at)
    photo = [{"file": a_file(world, "boris"), "kind": "dispatch-check"}]
    case.do("answer", world.boris, at, stance="refuses", words="It was whole when we sent it.", files=photo)
    return case


def with_platform(world: World, paid: int = 16800, at: datetime = MONDAY) -> Case:
    """Ana asked the platform to step in."""
    case = refused(world, paid, at)
    case.do("escalate", world.ana, at, words="They do not listen.")
    return case


def a_ruling(case: Case, **changed: Any) -> dict[str, Any]:
    """What a reviewer types to rule for Ana, as a form gives it."""
    exhibits, amount = complaint(case).exhibits, complaint(case).paid
    return {
        "liability": "merchant",
        "remedy": "refund",
        "amount": f"{amount / 100:.2f}",
        "reason": "goods-damaged",
        "facts": "The mug is cracked.",
        "reasons": "The photo shows it.",
        "relied_on": [exhibits[0].id],
        "rules": ["4.1"],
        **changed,
    }


def reviewer(world: World, ref: str = "rita") -> Client:
    """A reviewer's browser."""
    return signed_in(world, ref)


def now(hours: int = 0) -> Any:
    """It is so many hours after the Monday."""
    return clock.at(MONDAY + hours * HOUR)


def complaint(case: Case, at: datetime = MONDAY) -> Any:
    """It, as it stands."""
    return access_complaint(case.world.platform.pk, case.id, case.world.rita, at).complaint


def ruled() -> Case:
    """A case in which Rita ruled for Ana."""
    case = with_platform(world())
    exhibits = [one.id for one in complaint(case).exhibits]
    case.do("open-exhibits", case.world.rita, exhibits=exhibits)
    case.do(
        "rule", case.world.rita, liability="merchant", merchant_share=100, terms={"remedy": "refund", "amount": 16800},
        reason="goods-damaged", facts="It is cracked.", reasons="The photo shows it.", relied_on=exhibits[:1],
        rules=["4.1"],
    )  # fmt: skip
    return case
