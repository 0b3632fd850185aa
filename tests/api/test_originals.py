"""The untouched original of a file: for who sent it, their side of the case, and the staff; and whoever takes it is
written down."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings

from ombud.ledger.connection import rows
from ombud.vault.models import Custody
from tests.api.caller import Api
from tests.cast import a_complaint, world
from tests.vault.made import photo


@pytest.fixture
def api() -> Api:
    return Api(world())


def sent(api: Api) -> tuple[str, str]:
    """A complaint with a photo of Ana's in it: the complaint, the file."""
    kept = api("POST", "/files", api.world.ana, photo(), Content_Type="image/jpeg").body["id"]
    return a_complaint(api.world, files=[{"file": kept, "kind": "photo-goods"}]).id, kept


def taken(url: str) -> bytes:
    with override_settings(ROOT_URLCONF="ombud.site.evidence_urls"):
        return Client().get(urlsplit(url).path).content


def hands(file: str) -> list[tuple[str, str, str]]:
    return list(Custody.objects.filter(file=file).order_by("at", "id").values_list("act", "variant", "by"))


@pytest.mark.requirement("EV-5")
def test_its_sender_takes_the_original_byte_for_byte(api: Api) -> None:
    _filed, kept = sent(api)
    answer = api.get(f"/files/{kept}/original", api.world.ana)
    assert answer.status == 200, answer
    assert taken(answer.body["url"]) == photo()
    assert hands(kept)[-1] == ("took", "original", "ana")


@pytest.mark.requirement("EV-2")
def test_staff_take_it_from_a_case_and_both_the_look_and_the_taking_are_written_down(api: Api) -> None:
    filed, kept = sent(api)
    answer = api.get(f"/files/{kept}/original?complaint={filed}&reason=To+compare", api.world.rita)
    assert answer.status == 200, answer
    looks = rows("SELECT type FROM event WHERE platform = %s AND stream = %s", (api.world.platform.pk, filed))
    assert ("ExhibitsOpened",) in looks
    assert taken(answer.body["url"]) == photo()
    assert hands(kept)[-1] == ("took", "original", "rita")


@pytest.mark.requirement("EV-2")
@pytest.mark.parametrize("who", ["boris", "sam", "other", "rita"])
def test_the_other_side_gets_copies_only_and_nobody_gets_it_outside_a_case_of_theirs(api: Api, who: str) -> None:
    filed, kept = sent(api)
    by: Any = getattr(api.world, who)
    assert api.get(f"/files/{kept}/original", by).status == 404
    if who != "rita":
        assert api.get(f"/files/{kept}/original?complaint={filed}", by).status == 404
    assert hands(kept) == [("put", "original", "ana")]
