"""Pages of what is kept for an order, of covers, and of whose hands a file went through."""

from urllib.parse import urlencode

from django.urls import reverse

from ombud.core.people import Consumer
from ombud.desk.handle import Act, handle
from tests.portals.demo_world import Demo
from tests.portals.shown import Shown, at, case

GOODS = "striped-dress"


def _kept(world: Demo) -> tuple[str, str]:
    """Lin's photo, kept for its order: the file and the order. Kept again it is refused, and that is well."""
    complaint = world.case("lin", GOODS)
    file, order = complaint.exhibits[0].id, complaint.order_id
    fields = {"files": [{"file": file, "kind": "other"}], "shown": "all", "words": "拆箱时拍的。"}
    handle(Act(world.platform, "order_vault.keep", f"{order}:consumer", Consumer(id="lin"), fields))
    return file, order


def _exhibit(world: Demo) -> str:
    return world.case("lin", GOODS).exhibits[0].id


def _of_file(name: str, who: str, page: str) -> Shown:
    return Shown(f"{page} {name}".strip(), who, lambda world: reverse(page, args=list(_kept(world))))


KEPT = [
    Shown("consumer-kept empty", "lin", lambda world: reverse("consumer-kept", args=[world.order])),
    Shown("consumer-kept", "lin", lambda world: reverse("consumer-kept", args=[_kept(world)[1]])),
    Shown("merchant-kept", "su", lambda world: reverse("merchant-kept", args=[_kept(world)[1]])),
    _of_file("", "lin", "kept-file"),
    _of_file("of the other side", "su", "kept-file"),
    _of_file("", "lin", "kept-cover"),
    Shown(
        "keep-picture",
        "su",
        lambda world: f"{reverse('keep-picture')}?{urlencode(dict(zip(('file', 'order'), _kept(world), strict=True)))}",
    ),
    at("custody", "he", case("lin", GOODS), _exhibit),
    at("custody of one's own", "lin", case("lin", GOODS), _exhibit),
    at("exhibit-cover", "lin", case("lin", GOODS), _exhibit),
]
