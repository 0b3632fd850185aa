"""Ana's case about a cracked mug, at the points of its way at which her pages differ."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from ombud.desk.access import access_complaint
from tests.cast import MONDAY, World, a_complaint, world
from tests.portals.clients import signed_in

HOUR = timedelta(hours=1)


def complained() -> tuple[World, Client, str]:
    made = world()
    return made, signed_in(made, "ana"), a_complaint(made).number


def offered(amount: int = 5000) -> tuple[World, Client, str]:
    made, client, number = complained()
    terms = {"remedy": "refund", "amount": amount}
    made.do(
        "complaint.offer", number_id(made, number), made.boris, at=MONDAY + HOUR, terms=terms, words="Keep the mug."
    )
    return made, client, number


def number_id(made: World, number: str) -> str:
    return access_complaint(made.platform.pk, number, made.ana).complaint.id


def refused(made: World, number: str) -> None:
    made.do(
        "complaint.answer",
        number_id(made, number),
        made.boris,
        at=MONDAY + HOUR,
        stance="refuses",
        words="It was whole.",
    )


def with_platform(made: World, number: str) -> str:
    refused(made, number)
    id = number_id(made, number)
    made.do("complaint.escalate", id, made.ana, at=MONDAY + HOUR)
    return id


def ruled(made: World, number: str) -> str:
    id = with_platform(made, number)
    done = made.do(
        "complaint.rule", id, made.rita, at=MONDAY + 1.5 * HOUR, liability="merchant", merchant_share=100,
        terms={"remedy": "refund", "amount": 16800},
        reason="goods-faulty", facts="The crack is on the photo.", reasons="Rule 5.1 applies.", rules=["5.1"],
        relied_on=[],
    )  # fmt: skip
    assert not hasattr(done, "because"), done
    return id


def photo(name: str = "mug.jpg", colour: str = "teal") -> SimpleUploadedFile:
    """A small JPEG as a browser sends it."""
    data = BytesIO()
    Image.new("RGB", (320, 240), colour).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")
