"""Cases at the places where a shop acts, and forms sent without a browser."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from ombud.core.complaint.standing import nearest
from ombud.core.complaint.state import Complaint
from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.desk.handle import Done
from ombud.portals.common.case.present import silence_sentence
from ombud.vault.isolation import available
from tests.cast import World, a_filing, an_order

REFUND = "50300806962026112400001234567"


def opened(made: World, hours: float = 1, order: str = "o-1", **changed: Any) -> Done:
    """A complaint filed some hours ago."""
    now = clock.now()
    an_order(made, order, purchased_at=(now - timedelta(days=9)).isoformat())
    done = made.do("complaint.file", "", made.ana, now - timedelta(hours=hours), **a_filing(order, **changed))
    assert isinstance(done, Done), done
    return done


def state(made: World, case: Done) -> Complaint:
    return access_complaint(made.platform.pk, case.id, made.rita).complaint


def silence(made: World, case: Done) -> str:
    """What follows if the shop does nothing, as its pages say it."""
    seen = access_complaint(made.platform.pk, case.id, made.boris)
    due = nearest(seen.complaint, "merchant")
    assert due
    return silence_sentence(due, seen)


def path(case: Done, page: str = "") -> str:
    return f"/merchant/complaints/{case.number}{page}"


def read(client: Client, where: str, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def sent(client: Client, where: str, fields: dict[str, Any], to: str = "") -> None:
    """A form that is taken."""
    answer = client.post(where, fields)
    assert answer.status_code == 302, re.findall(r"errsum.*?</section>", answer.content.decode(), re.DOTALL)
    assert not to or answer.headers["Location"] == to


def refused(client: Client, where: str, fields: dict[str, Any]) -> str:
    """A form that isn't; returns its page, with the reason."""
    answer = client.post(where, fields)
    assert answer.status_code == 422, answer.status_code
    body = answer.content.decode()
    assert 'class="errsum"' in body
    return body


def a_photo(name: str = "mug.jpg", colour: str = "red") -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(held, "JPEG")
    return SimpleUploadedFile(name, held.getvalue(), "image/jpeg")


needs_uploads = pytest.mark.skipif(not available(), reason="no isolation on this machine, so no uploads")


def with_platform(made: World, hours: float = 10) -> Done:
    """A case the shop refused and the consumer carried to the platform."""
    now, case = clock.now(), opened(made, hours)
    made.do("complaint.answer", case.id, made.boris, now - timedelta(hours=hours - 1), stance="refuses", words="No.")
    made.do("complaint.escalate", case.id, made.ana, now - timedelta(hours=hours - 2), words="Look at it.")
    return case


def ruled(made: World, hours: float = 1) -> Done:
    """A case ruled against the shop some hours ago."""
    case = with_platform(made, hours + 9)
    done = made.do(
        "complaint.rule",
        case.id,
        made.rita,
        clock.now() - timedelta(hours=hours),
        liability="merchant",
        merchant_share=100,
        terms={"remedy": "refund", "amount": 16800},
        reason="not-as-described",
        facts="The crack is in the picture.",
        reasons="The shop shows nothing against it.",
        relied_on=[],
        rules=["4.3"],
    )
    assert isinstance(done, Done), done
    return case
