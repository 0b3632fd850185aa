"""The evidence origin: signed links only, pictures inline, originals as downloads, and headers that fence both."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client

from ombud.core.refusal import Refusal
from ombud.vault.access import NotFound, access_evidence, signed_original_url, signed_picture_url
from ombud.vault.contents import contents_of
from ombud.vault.custody import hands
from ombud.vault.deposit import deposit
from ombud.vault.models import EvidenceFile
from ombud.vault.serve import download_name
from tests.vault import made
from tests.vault.lying import path_of

pytestmark = [pytest.mark.usefixtures("vault", "jail"), pytest.mark.urls("ombud.site.evidence_urls")]
PHOTO = made.photo(800, 600, comment=b"SECRET place")


@pytest.fixture
def file(platform: int, vault: object) -> EvidenceFile:
    deposited = deposit(platform, PHOTO, "mug.jpg", "ana", datetime(2026, 3, 2, tzinfo=UTC))
    assert not isinstance(deposited, Refusal)
    return deposited.file


def get(url: str) -> Any:
    return Client(raise_request_exception=False).get(urlsplit(url).path)


def acts(file: EvidenceFile) -> list[tuple[str, str, str]]:
    return [(hand.act, hand.variant, hand.by) for hand in hands(file)]


def fenced(answer: HttpResponse) -> bool:
    return (
        answer["Content-Security-Policy"].startswith("sandbox;")
        and "default-src 'none'" in answer["Content-Security-Policy"]
        and answer["X-Content-Type-Options"] == "nosniff"
        and answer["Cache-Control"] == "private, no-store"
        and answer["Referrer-Policy"] == "no-referrer"
        and answer["Cross-Origin-Resource-Policy"] == "same-site"
    )


def test_a_signed_link_lies_on_the_evidence_origin(file: EvidenceFile, settings: Any) -> None:
    settings.EVIDENCE_ORIGIN = "https://files.example"
    assert signed_picture_url(file, "thumb", "ana").startswith("https://files.example/picture/")


def test_a_signed_link_shows_the_re_encoded_picture_and_writes_down_who_saw_it(file: EvidenceFile) -> None:
    answer = get(signed_picture_url(file, "page-1", "rita"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == f'inline; filename="{file.id}-page-1.jpg"'
    assert fenced(answer)
    assert answer.content == contents_of(file).get(file.pictures["page-1"]["sha256"])
    assert b"SECRET" not in answer.content
    assert acts(file) == [("put", "original", "ana"), ("saw", "page-1", "rita")]


def test_a_thumbnail_in_a_list_is_not_a_look_at_the_evidence(file: EvidenceFile) -> None:
    assert get(signed_picture_url(file, "thumb", "rita")).status_code == 200
    assert acts(file) == [("put", "original", "ana")]


@pytest.mark.requirement("EV-2")
def test_an_original_leaves_only_as_a_download_and_never_unrecorded(file: EvidenceFile) -> None:
    answer = get(signed_original_url(file, "rita"))
    assert answer.status_code == 200
    assert answer.content == PHOTO
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="mug.jpg"'
    assert fenced(answer)
    assert acts(file)[-1] == ("took", "original", "rita")


def test_a_link_for_pictures_is_none_for_originals_nor_the_other_way(file: EvidenceFile) -> None:
    picture, original = signed_picture_url(file, "page-1", "ana"), signed_original_url(file, "ana")
    assert get(picture.replace("/picture/", "/original/")).status_code == 404
    assert get(original.replace("/original/", "/picture/")).status_code == 404
    assert acts(file) == [("put", "original", "ana")]


def test_a_link_ends_when_its_time_is_over(file: EvidenceFile) -> None:
    assert get(signed_picture_url(file, "page-1", "ana", minutes=0)).status_code == 404
    assert get(signed_original_url(file, "ana", minutes=-1)).status_code == 404


def test_a_changed_link_is_no_link(file: EvidenceFile) -> None:
    url = signed_picture_url(file, "page-1", "ana")
    for changed in (url[:-1] + ("A" if url[-1] != "A" else "B"), url.replace("/picture/", "/picture/e30"), url + "x"):
        assert get(changed).status_code == 404


@pytest.mark.parametrize(
    "told", [{}, [], "x", {"platform": 1, "file": "no", "variant": "thumb", "person": "", "until": 9e9}]
)
def test_a_well_signed_link_that_says_something_else_is_no_link(file: EvidenceFile, told: object) -> None:
    assert get(f"/picture/{signing.dumps(told, salt='ombud.vault.picture')}").status_code == 404


def test_what_is_unknown_lost_damaged_or_in_quarantine_is_not_found_and_all_look_alike(file: EvidenceFile) -> None:
    url, original = signed_picture_url(file, "page-1", "ana"), signed_original_url(file, "ana")
    path = path_of(file, file.pictures["page-1"]["sha256"])
    path.chmod(0o600)
    path.write_bytes(b"changed")
    answers = [get(url), get("/picture/unknown"), get("/"), get("/static/x")]
    path.unlink()
    answers.append(get(url))
    EvidenceFile.objects.filter(platform=file.platform).update(quarantined=True)
    answers += [get(url), get(original)]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.content for answer in answers} == {b""}
    assert all(fenced(answer) for answer in answers)
    assert acts(file) == [("put", "original", "ana")]


def test_nothing_can_be_sent_to_the_evidence_origin(file: EvidenceFile) -> None:
    assert Client().post(urlsplit(signed_picture_url(file, "page-1", "ana")).path).status_code == 405


def test_a_file_is_found_by_platform_and_id_and_nowhere_else(file: EvidenceFile) -> None:
    assert access_evidence(file.platform, str(file.id)).sha256 == file.sha256
    for platform, name in ((file.platform + 900_000, file.id), (file.platform, uuid4()), (file.platform, "../x")):
        with pytest.raises(NotFound):
            access_evidence(platform, name)


def test_there_is_no_link_to_a_picture_that_does_not_exist(file: EvidenceFile) -> None:
    for variant in ("page-2", "original", ""):
        with pytest.raises(NotFound):
            signed_picture_url(file, variant, "ana")


@pytest.mark.parametrize(("given", "told"), [
    ("mug.jpg", "mug.jpg"),
    ("mug.JPEG", "mug.JPEG"),
    ("mug.png", "mug.png.jpg"),
    ("invoice.exe", "invoice.exe.jpg"),
    ("../../etc/passwd", "passwd.jpg"),
    ("C:\\photos\\mug.jpg", "mug.jpg"),
    ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"),
    ("gpj.\u202eexe", "gpj.exe.jpg"),
    ("投诉.jpg", "投诉.jpg"),
])  # fmt: skip
def test_a_download_has_a_name_that_does_not_deceive(given: str, told: str) -> None:
    assert download_name(EvidenceFile(filename=given, media_type="image/jpeg")) == told


@pytest.mark.parametrize("given", ["", ".", "..", "/", "\u202e"])
def test_a_download_without_a_usable_name_is_called_by_its_id(given: str) -> None:
    file = EvidenceFile(id=uuid4(), filename=given, media_type="application/pdf")
    assert download_name(file) == f"{file.id}.pdf"


@pytest.mark.parametrize("name", ['投诉 "1".jpg', "a\r\nb.jpg", "💥" * 200])
def test_any_name_fits_into_the_header(platform: int, name: str) -> None:
    deposited = deposit(platform, PHOTO, name, "ana", datetime(2026, 3, 2, tzinfo=UTC))
    assert not isinstance(deposited, Refusal)
    answer = get(signed_original_url(deposited.file, "ana"))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in answer["Content-Disposition"]
