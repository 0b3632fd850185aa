"""Which files are put before the lab: pictures that somebody put forward, each once, and nobody else's."""

import io

import pytest
from PIL import Image

from ombud.desk.handle import Act, Done
from ombud.desk.handle_many import handle_many
from ombud.ledger.connection import rows
from ombud.vault.deposit import Deposited, deposit
from ombud.vault.isolation.jails import Jail
from ombud.vault.screening import findings_of
from tests.cast import MONDAY, SEED, World, a_complaint, an_order, world
from tests.vault import made as files

ALL = "SELECT file::text, role, shop, state FROM screening WHERE platform = %s ORDER BY asked_at, file"


def a_picture(seed: int = 1) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((320, 240), 30 + seed).save(out, "JPEG")
    return out.getvalue()


def kept(world: World, data: bytes, by: str = "ana") -> str:
    done = deposit(world.platform.pk, data, "photo.jpg", by)
    assert isinstance(done, Deposited), done
    return str(done.file.id)


@pytest.mark.requirement("PD-7")
def test_a_picture_put_forward_in_a_complaint_waits_to_be_screened_once(jail: Jail) -> None:
    made = world()
    file = kept(made, a_picture())
    assert findings_of(made.platform.pk, file).state == "none"
    said = a_complaint(made, files=[{"file": file, "kind": "goods-photo"}])
    made.do("complaint.message", said.id, made.ana, words="As said.", files=[{"file": file, "kind": "goods-photo"}])
    assert rows(ALL, (made.platform.pk,)) == [(file, "exhibit", "mugs", "waiting")]
    assert findings_of(made.platform.pk, file).state == "waiting"


def test_a_pdf_is_not_screened(jail: Jail) -> None:
    made = world()
    document = kept(made, files.pdf((200, 200)))
    a_complaint(made, files=[{"file": document, "kind": "receipt"}])
    assert rows(ALL, (made.platform.pk,)) == []


def test_the_pictures_of_a_product_are_screened_as_its_shop_s_goods(jail: Jail) -> None:
    made = world()
    photo = kept(made, a_picture(2), "boris")
    made.tell("product.tell", "mug", facts={"shop": "mugs", "title": "Mug", "pictures": [
        {"file": photo, "media_type": "image/jpeg"}, {"file": "no-id", "media_type": "image/jpeg"},
    ]})  # fmt: skip
    assert rows(ALL, (made.platform.pk,)) == [(photo, "goods", "mugs", "waiting")]


@pytest.mark.requirement("EV-2")
def test_another_platform_knows_nothing_of_a_screening(jail: Jail) -> None:
    made, other = world(), world()
    file = kept(made, a_picture(3))
    a_complaint(made, an_order(made), files=[{"file": file, "kind": "goods-photo"}])
    assert findings_of(other.platform.pk, file).state == "none"


@pytest.mark.parametrize("id", ["", "no-id", "b34db33a-907e-43d0-a917-ac777ce61976", "0" * 32])
def test_what_is_no_file_has_no_screening(id: str) -> None:
    assert findings_of(1, id).state == "none"


def test_many_products_told_at_once_put_their_pictures_forward_too(jail: Jail) -> None:
    made = world()
    photos = [kept(made, a_picture(number), "boris") for number in range(6)]
    acts = [
        Act(made.platform.pk, "product.tell", f"p-{photo}", SEED, {"source": "test", "facts": {
            "shop": "mugs", "title": "Mug", "pictures": [{"file": photo, "media_type": "image/jpeg"}],
        }}, at=MONDAY)
        for photo in photos
    ]  # fmt: skip
    assert all(isinstance(one, Done) for one in handle_many(acts))
    assert sorted(row[0] for row in rows(ALL, (made.platform.pk,))) == sorted(photos)
