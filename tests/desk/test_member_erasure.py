"""Somebody who acts for a shop has their own data erased: the shop’s record stays, and what a live case needs."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ombud.accounts.door_models import Visit
from ombud.accounts.models import Draft, Membership, Person
from ombud.accounts.platforms import settings_of
from ombud.core.refusal import Refusal
from ombud.desk import member_data
from ombud.desk.access_erasure import access_erasure
from ombud.desk.access_event import access_event
from ombud.desk.erasing.carry_out import carry_out
from ombud.desk.handle import Done, NotFound
from ombud.desk.handle_many import let_time_pass
from ombud.ledger import check as chains
from ombud.ledger.connection import rows
from ombud.ledger.words import texts_of
from tests.cast import MONDAY, World, a_complaint, an_order, world
from tests.desk.test_erasure import found_in_tables

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = MONDAY + 400 * DAY
CANARIES = ("QZX8 Boris", "13977008888", "qzx8@example.org", "QZX8 wedding", "QZX8 draft", "QZX8 browser")


@pytest.fixture
def made(settings: Any, tmp_path: Path) -> World:
    """Boris, who answers for the shop, with a name, a telephone, a draft, and words about himself."""
    settings.VAULT = tmp_path / "vault"
    made = world("weidian")
    boris = Person.objects.get(platform=made.platform, ref="boris")
    boris.name, boris.phone, boris.email = "QZX8 Boris", "13977008888", "qzx8@example.org"
    boris.save()
    Draft.objects.create(platform=made.platform, person=boris, form="answer", fields={"words": "QZX8 draft"})
    seen = {"browser": "QZX8 browser", "began_at": MONDAY, "seen_at": MONDAY, "ended_at": MONDAY}
    Visit.objects.create(platform=made.platform, person=boris, key=made.platform.slug, how="password", **seen)
    away = {"from_at": MONDAY.isoformat(), "until": (MONDAY + 9 * DAY).isoformat(), "substitute": "viewer"}
    assert isinstance(made.do("shop.announce-absence", "mugs", made.boris, words="QZX8 wedding", **away), Done)
    return made


def answered(made: World) -> str:
    case = a_complaint(made, an_order(made)).id
    told = made.do("complaint.answer", case, made.boris, MONDAY + HOUR, stance="refuses", words="It was whole.")
    assert isinstance(told, Done), told
    return case


def granted(made: World, at: Any, **more: Any) -> None:
    assert isinstance(made.do("erasure.ask", "boris", made.boris, at, words="I leave."), Done)
    assert isinstance(made.do("erasure.grant", "boris", made.senior, at, words="It is yours.", **more), Done)


def worked(made: World, at: Any) -> Any:
    rows("UPDATE outbox SET done_at = now() WHERE platform = %s RETURNING 1", (made.platform.pk,))
    carry_out(made.platform.pk, "erasure/boris", at)
    return access_erasure(made.platform.pk, "boris", made.boris, at)


def leave(made: World) -> None:
    Membership.objects.filter(platform=made.platform, person__ref="boris").delete()


@pytest.mark.requirement("EV-3")
def test_what_is_a_members_own_no_table_gives_back_and_the_shops_record_stays(made: World, owner: Any) -> None:
    case = answered(made)
    made.do("complaint.withdraw", case, made.ana, MONDAY + 2 * HOUR)
    let_time_pass([(made.platform.pk, case), (made.platform.pk, "order/o-1")], LATER)
    assert len({one.partition(":")[0] for one in found_in_tables(owner, made.platform.pk, *CANARIES)}) == 3
    leave(made)
    granted(made, LATER)
    found = worked(made, LATER + HOUR)
    assert (found.stage, found.left, found.contact, found.texts) == ("done", (), True, 2)
    assert list(found_in_tables(owner, made.platform.pk, *CANARIES)) == []
    assert "It was whole." in texts_of(made.platform.pk, case).values()
    assert list(texts_of(made.platform.pk, "shop/mugs", "erasure/boris").values()) == ["It is yours."]
    assert [one for one in (*chains.broken(), *chains.lost()) if one.platform == made.platform.pk] == []


def test_whoever_still_acts_for_the_shop_or_spoke_in_a_live_case_can_be_reached(made: World) -> None:
    case = answered(made)
    granted(made, MONDAY + 2 * HOUR)
    found = worked(made, MONDAY + 3 * HOUR)
    assert found.stage == "held"
    assert {one.stream: one.why for one in found.left} == {case: "live-case", "shop/mugs": "member"}
    assert Person.objects.get(platform=made.platform, ref="boris").phone
    assert not Draft.objects.filter(platform=made.platform)
    leave(made)
    let_time_pass([(made.platform.pk, "erasure/boris")], MONDAY + 40 * DAY)
    found = worked(made, MONDAY + 41 * DAY)
    assert case in {one.stream for one in found.left}
    made.do("complaint.withdraw", case, made.ana, MONDAY + 42 * DAY)
    for at in (LATER, LATER + 40 * DAY):
        let_time_pass([(made.platform.pk, one) for one in (case, "order/o-1", "erasure/boris")], at)
        found = worked(made, at + HOUR)
    assert (found.stage, Person.objects.get(platform=made.platform, ref="boris").phone) == ("done", "")


def test_the_copy_holds_what_they_wrote_for_a_shop_while_they_act_for_it_and_then_only_where(made: World) -> None:
    answered(made)
    own = member_data.copy_of(settings_of(made.platform.pk), "boris", MONDAY + DAY)
    assert {one["text"] for one in own["said"]} == {"It was whole.", "QZX8 wedding"}
    assert own["person"]["phone"] == "13977008888"
    assert [one["fields"] for one in own["drafts"]] == [{"words": "QZX8 draft"}]
    assert "The mug has a crack." not in json.dumps(own, default=str)
    counted = member_data.counted(made.platform.pk, "boris", MONDAY + DAY)
    assert counted == ({"contact": 3, "drafts": 1, "visits": 1}, {"cases": 1, "shops": 1})
    assert member_data.counted(made.platform.pk, "boris", MONDAY + 10 * DAY).own["own_words"] == 1
    leave(made)
    own = member_data.copy_of(settings_of(made.platform.pk), "boris", MONDAY + DAY)
    assert {(one["text"], one["whose"]) for one in own["said"]} == {("", "shop"), ("QZX8 wedding", "yours")}


def test_what_a_member_asked_is_theirs_and_the_privacy_desks_alone(made: World) -> None:
    assert isinstance(made.do("erasure.ask", "boris", made.viewer), Refusal)
    done = made.do("erasure.ask", "boris", made.boris)
    assert isinstance(done, Done)
    assert done.recorded is not None, "it is promised to whoever asked"
    for by in (made.viewer, made.sam, made.ana, made.rita):
        with pytest.raises(NotFound):
            access_erasure(made.platform.pk, "boris", by)
        with pytest.raises(NotFound):
            access_event(made.platform.pk, done.recorded.stream, done.recorded.seq, by)
    assert access_erasure(made.platform.pk, "boris", made.senior) is not None
    taken_back = made.do("erasure.withdraw", "boris", made.viewer)
    assert isinstance(taken_back, Refusal)
    assert isinstance(made.do("erasure.withdraw", "boris", made.boris), Done)


def test_a_buyer_of_the_same_reference_neither_sees_nor_stops_it(made: World) -> None:
    assert isinstance(made.do("erasure.ask", "boris", made.boris), Done)
    buyer = type(made.ana)(id="boris")
    assert access_erasure(made.platform.pk, "boris", buyer) is None
    for verb in ("erasure.ask", "erasure.withdraw"):
        refused = made.do(verb, "boris", buyer)
        assert isinstance(refused, Refusal)
        assert refused.code == "not-your-data"
