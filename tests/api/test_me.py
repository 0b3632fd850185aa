"""What a page lets somebody choose and accept, the API does too, with the same effect."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ombud.accounts.models import Membership, Person, RulesAccepted
from ombud.core.people import Actor, Consumer
from ombud.notices.rest import held_until
from ombud.packs.load import load_pack
from tests.api.caller import Api
from tests.cast import World, world

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def api() -> Api:
    return Api(world("weidian"))


def person(made: World, by: Any) -> Person:
    return Person.objects.get(platform=made.platform, ref=by.id)


@pytest.mark.requirement("EV-5")
def test_quiet_hours_and_the_days_digest_are_chosen_and_hold_letters_back(api: Api) -> None:
    made = api.world
    first = api.get("/me/settings", made.boris).body
    assert first == {"language": "", "digest": "at-once", "quiet": None}
    answer = api.post("/me/settings", made.boris, quiet=["22:00", "08:00"], language="zh-hant")
    assert answer.body == {"language": "zh-hant", "digest": "at-once", "quiet": ["22:00", "08:00"]}
    late = datetime(2026, 3, 9, 15, tzinfo=UTC)  # 23:00 in Shanghai
    chosen = person(made, made.boris).choices
    assert held_until(chosen, SHANGHAI, late) == datetime(2026, 3, 10, 8, tzinfo=SHANGHAI)
    assert api.post("/me/settings", made.boris, digest="daily").body["quiet"] == ["22:00", "08:00"]
    assert held_until(person(made, made.boris).choices, SHANGHAI, late) == datetime(2026, 3, 10, 10, tzinfo=SHANGHAI)
    assert api.post("/me/settings", made.boris, quiet=None).body["quiet"] is None


@pytest.mark.requirement("EV-5")
def test_comfort_is_chosen_by_those_whose_pages_have_it(api: Api) -> None:
    made = api.world
    assert api.post("/me/settings", made.ana, large=True).body["large"] is True
    assert api.post("/me/settings", made.rita, blur=True, shortcuts=False).status == 200
    kept = api.get("/me/settings", made.rita).body
    assert (kept["blur"], kept["greyscale"], kept["shortcuts"]) == (True, False, False)
    assert person(made, made.rita).choices == {"blur": True, "shortcuts": False}


@pytest.mark.parametrize(
    ("who", "fields", "field"),
    [
        ("ana", {"blur": True}, "blur"),
        ("boris", {"large": True}, "large"),
        ("rita", {"digest": "weekly"}, "digest"),
        ("ana", {"quiet": ["22:00", "22:00"]}, "quiet"),
        ("ana", {"quiet": ["22:00"]}, "quiet"),
        ("ana", {"quiet": ["24:00", "08:00"]}, "quiet"),
        ("ana", {"language": "fr"}, "language"),
        ("ana", {"stars": ["ruling"]}, "stars"),
    ],
)
def test_a_choice_that_isnt_one_is_refused_by_name_and_nothing_is_kept(
    api: Api, who: str, fields: dict[str, Any], field: str
) -> None:
    by: Actor = getattr(api.world, who)
    refused = api.post("/me/settings", by, **fields)
    assert (refused.status, refused.code) == (422, "not-understood")
    assert refused.body["field"] == field
    assert person(api.world, by).choices == {}


def test_a_buyer_whom_only_the_marketplace_knows_is_made_known_by_choosing(api: Api) -> None:
    made, stranger = api.world, Consumer(id="c-77")
    assert api.get("/me/settings", stranger).body["digest"] == "at-once"
    assert not Person.objects.filter(platform=made.platform, ref="c-77").exists()
    assert api.post("/me/settings", stranger, digest="daily").body["digest"] == "daily"
    made_known = person(made, stranger)
    assert (made_known.kind, made_known.has_usable_password()) == ("consumer", False)


def test_a_seller_made_known_keeps_the_part_that_the_marketplace_told(api: Api) -> None:
    made = api.world
    made.tell("shop.tell-member", "mugs", member="m-7", role="service")
    assert api.post("/me/settings", "merchant:mugs:m-7", digest="daily").status == 200
    assert Membership.objects.get(platform=made.platform, person__ref="m-7").role == "service"
    assert api.get("/me/settings", "merchant:mugs:m-7").body["digest"] == "daily"


@pytest.mark.requirement("EV-6")
@pytest.mark.requirement("EV-5")
def test_the_rules_in_force_are_accepted_with_their_version_once(api: Api) -> None:
    made, pack = api.world, load_pack("weidian").pack.id
    assert api.get("/me/rules", made.boris).body == {"in_force": pack, "must_accept": True, "accepted": []}
    other = api.post("/me/rules", made.boris, pack="weidian@2020.1")
    assert (other.status, other.code, other.body["facts"]) == (409, "rules-not-in-force", {"pack": pack})
    assert not RulesAccepted.objects.filter(platform=made.platform).exists()
    first = api.post("/me/rules", made.boris, pack=pack).body
    assert api.post("/me/rules", made.boris, pack=pack).body == first
    assert [one["pack"] for one in first["accepted"]] == [pack]
    assert first["must_accept"] is False
    assert api.get("/me/rules", made.viewer).body["must_accept"] is True, "each for themselves"


def test_the_platforms_own_software_chooses_and_accepts_nothing(api: Api) -> None:
    for path in ("/me/settings", "/me/rules", "/me/popup"):
        assert api.get(path).status == 404
        assert api.post(path if path != "/me/popup" else "/me/popup/snooze", None).status in (404, 422)
