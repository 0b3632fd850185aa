"""A real export, a real photo, three portals: from the import to a complaint whose execution was verified."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ombud.accounts.models import Membership, Person
from ombud.core.people import Consumer, Member
from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.imports.mapping import read_mapping
from ombud.imports.orders import import_orders
from ombud.ledger.check import broken
from tests.api.caller import Api
from tests.cast import World, world
from tests.portals.clients import signed_in
from tests.shared_data import shared_data

ORDER = "02610d88ac343ed64988d2706ce3ebfd"
BOUGHT = datetime(2018, 2, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
REFUND_NUMBER = "50300806962026112400001234567"
MAPPING = Path(__file__).parents[2] / "docs" / "mappings" / "olist.toml"


def living_in(made: World, consumer: str, shop: str) -> tuple[Client, Client, Client]:
    """The buyer of that order, a member of its shop, and a reviewer, each with a browser."""
    for ref, kind in ((consumer, "consumer"), ("vendedora", "member")):
        person = Person.objects.create(
            platform=made.platform, ref=ref, login=f"{made.platform.slug}/{ref}", kind=kind, language="en", name=ref[:8]
        )
    Membership.objects.create(platform=made.platform, person=person, shop=shop, role="owner")
    return signed_in(made, consumer), signed_in(made, "vendedora"), signed_in(made, "rita")


def stage(made: World, id: str, at: datetime) -> str:
    return access_complaint(made.platform.pk, id, made.rita, at).complaint.stage


@pytest.mark.requirement("MP-3")
@pytest.mark.requirement("MP-7")
@pytest.mark.requirement("MP-8")
def test_a_complaint_about_a_real_order_is_driven_to_verified_closure_through_three_portals() -> None:
    made = world()
    files = sorted(shared_data("orders").glob("*.csv"))
    report = import_orders(made.platform.pk, files, read_mapping(MAPPING), lambda _done, _of: None)
    assert report.complete == 2
    facts = next(row for row in _orders(files) if row["order_id"] == ORDER)
    seller = next(row for row in _items(files) if row["order_id"] == ORDER)["seller_id"]
    consumer, shop = Consumer(id=facts["customer_id"]), Member(id="vendedora", shop=seller, rights=("answer",))
    buyer, seller_at_work, reviewer = living_in(made, consumer.id, shop.shop)
    at = BOUGHT + timedelta(days=20)
    with clock.at(at):
        id, number = _filed(Api(made), consumer)
    with clock.at(at + HOUR):
        refused = {"stance": "refuses", "words": "It left us whole.", "act_key": "answer-1"}
        assert seller_at_work.post(f"/merchant/complaints/{number}/answer", refused).status_code == 302
    with clock.at(at + 2 * HOUR):
        asked = {"words": "They do not listen.", "act_key": "ask-1"}
        assert buyer.post(f"/complaints/{number}/ask-platform", asked).status_code == 302
    assert stage(made, id, at + 2 * HOUR) == "platform"
    with clock.at(at + 3 * HOUR):
        _rule(reviewer, made, id, number, at + 3 * HOUR)
    assert stage(made, id, at + 3 * HOUR) == "executing"
    with clock.at(at + 4 * HOUR):
        proof = {"proof": "refund-number", "reference": REFUND_NUMBER, "words": "Paid back.", "act_key": "proof-1"}
        assert seller_at_work.post(f"/merchant/complaints/{number}/proof", proof).status_code == 302
    with clock.at(at + 5 * HOUR):
        assert reviewer.post(f"/review/cases/{number}/do/check", {"way": "verify"}).status_code == 302
        page = buyer.get(f"/complaints/{number}")
    closed = access_complaint(made.platform.pk, id, made.rita, at + 5 * HOUR).complaint
    assert (closed.stage, closed.how, closed.order.refunds[id]) == ("closed", "executed", 4311)
    assert page.status_code == 200
    assert [one for one in broken() if one.platform == made.platform.pk] == []


def _rows(files: list[Path], name: str) -> list[dict[str, str]]:
    import csv

    with next(path for path in files if path.match(name)).open() as file:
        return list(csv.DictReader(file))


def _orders(files: list[Path]) -> list[dict[str, str]]:
    return _rows(files, "*orders_dataset.csv")


def _items(files: list[Path]) -> list[dict[str, str]]:
    return _rows(files, "*order_items_dataset.csv")


def _filed(api: Api, consumer: Consumer) -> tuple[str, str]:
    photo = next(shared_data("images").glob("grocery_natural/*.jpg")).read_bytes()
    kept = api("POST", "/files?filename=arrived.jpg", consumer, photo, Content_Type="image/jpeg")
    assert kept.status == 201, kept
    filed = api.post(
        "/complaints",
        consumer,
        order=ORDER,
        reason="not-as-described",
        lines=[{"line": "1"}],
        asked={"remedy": "refund", "amount": 4311},
        problem="Chegou outra coisa.",
        contact={"email": "ana@example.org"},
        files=[{"file": kept.body["id"], "kind": "photo-goods"}],
    )
    assert filed.status == 201, filed
    return filed.body["id"], filed.body["number"]


def _rule(reviewer: Client, made: World, id: str, number: str, at: datetime) -> None:
    """Open what there is, preview, send: as a person does."""
    where = f"/review/cases/{number}/do/rule"
    exhibit = access_complaint(made.platform.pk, id, made.rita, at).complaint.exhibits[0].id
    typed: dict[str, Any] = {
        "version": str(reviewer.get(f"{where}?queue=ruling").context["form"]["version"]),
        "queue": "ruling",
        "liability": "merchant",
        "remedy": "refund",
        "amount": "43.11",
        "reason": "not-as-described",
        "facts": "The photo shows other goods.",
        "reasons": "The shop showed nothing that it sent what was bought.",
        "relied_on": [exhibit],
        "rules": ["4.3"],
    }
    page = reviewer.post(where, {**typed, "step": "preview"})
    assert page.status_code == 200, page.context["form"]["errors"]
    sent = reviewer.post(where, {**typed, "step": "send", "previewed": page.context["form"]["previewed"]})
    assert sent.status_code == 302, sent.content.decode()[:2000]
