"""Pictures that were put forward are screened once, whoever dies meanwhile, and nothing crosses platforms."""

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from PIL import Image

pytest.importorskip("cv2")

from ombud.lab import goods
from ombud.lab.copies.description import describe
from ombud.lab.finding import Finding
from ombud.lab.picture import Picture
from ombud.ledger.connection import connection, rows
from ombud.timers import screening as part
from ombud.vault.access import access_evidence
from ombud.vault.deposit import Deposited, deposit
from ombud.vault.isolation import lab
from ombud.vault.screening import Screening, carry_out, findings_of
from ombud.vault.screening.gallery import folder_of, forget
from ombud.vault.screening.reading import inverted
from tests.cast import World, a_complaint, an_order, world
from tests.shared_data import shared_data
from tests.vault.lying import path_of

DRAWN = Finding(detector="noise", version="1", kind="derived", strength="weak")
pytestmark = pytest.mark.usefixtures("alone", "vault", "jail")


@pytest.fixture
def alone() -> None:
    """Nothing of another test's waits."""
    connection().execute("UPDATE screening SET state = 'failed' WHERE state IN ('waiting', 'running')")


def photo(number: int = 0) -> Image.Image:
    return Image.open(sorted(shared_data("images/clothing").glob("*.jpg"))[number]).convert("RGB")


def jpeg(picture: Image.Image, quality: int = 90) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def put_forward(made: World, data: bytes, order: str = "o-1", by: str = "ana") -> str:
    """A picture in a complaint of Ana's, or among the goods of Boris."""
    done = deposit(made.platform.pk, data, "photo.jpg", by)
    assert isinstance(done, Deposited), done
    file = str(done.file.id)
    if by == "ana":
        a_complaint(made, an_order(made, order), files=[{"file": file, "kind": "goods-photo"}])
    else:
        facts = {"shop": "mugs", "title": "Mug", "pictures": [{"file": file, "media_type": "image/jpeg"}]}
        made.tell("product.tell", f"p-{file}", facts=facts)
    return file


def quick(data: bytes, progress: Callable[[int, int], None]) -> lab.Screened:
    """As behind the fences, without them and without detectors: these are our own pictures."""
    picture = Picture(data)
    drawn = lab.Told(finding=DRAWN, overlay=lab.png(2, 1, b"\0\xff"))
    progress(1, 3)
    return lab.Screened(findings=(drawn,), description=describe(picture), goods=goods.describe(picture))


READ = Finding(detector="words-on-it", version="1", kind="derived")


def reads(_data: bytes) -> lab.Told:
    return lab.Told(finding=READ)


def screened(made: World, file: str, look: carry_out.Look = quick) -> Screening:
    while carry_out.screen_next(look=look, read=reads):
        pass
    return findings_of(made.platform.pk, file, "rita")


def by_name(told: Screening) -> dict[str, Any]:
    return {one.finding.detector: one.finding for one in told.findings}


@pytest.mark.requirement("PD-7")
def test_a_copy_is_found_with_where_it_lies_and_the_earlier_picture_knows_of_it_too() -> None:
    made = world()
    picture = photo()
    width, height = picture.size
    cut = picture.crop((width // 10, height // 10, width * 9 // 10, height * 9 // 10))
    goods = put_forward(made, jpeg(picture), by="boris")
    copy = put_forward(made, jpeg(cut, 60))
    told = screened(made, copy)
    assert (told.state, told.problem, told.done) == ("done", "", told.of)
    seen = by_name(told)["seen-before"]
    assert seen.strength in ("clear", "strong")
    (match,) = seen.matches
    assert match.source == goods
    # The copy's left edge lies a tenth into the source.
    assert inverted(match.matrix)[2] == pytest.approx(1000, abs=150)
    assert by_name(told)["goods"].facts["files"] == [goods]
    assert by_name(told)["words-on-it"] == READ
    assert "words-on-it" not in by_name(findings_of(made.platform.pk, goods))
    (back,) = by_name(findings_of(made.platform.pk, goods))["seen-before"].matches
    assert (back.source, back.matrix[2]) == (copy, pytest.approx(1000, abs=150))


@pytest.mark.requirement("EV-2")
def test_the_same_picture_on_another_platform_is_not_told() -> None:
    made, other = world(), world()
    here, there = put_forward(made, jpeg(photo(1))), put_forward(other, jpeg(photo(1)))
    for one, file in ((made, here), (other, there)):
        seen = by_name(screened(one, file))["seen-before"]
        assert (seen.matches, seen.not_applicable) == ((), "nothing-to-compare")
    assert findings_of(other.platform.pk, here).state == "none"
    assert folder_of(made.platform.pk) != folder_of(other.platform.pk)


def test_a_picture_screened_anew_does_not_find_itself() -> None:
    made = world()
    file = put_forward(made, jpeg(photo(2)))
    first = screened(made, file)
    assert carry_out.again(made.platform.pk, ("done",)) == 1
    assert findings_of(made.platform.pk, file).state == "waiting"
    second = screened(made, file)
    assert second.state == "done"
    assert [one.finding for one in second.findings] == [one.finding for one in first.findings]


def test_what_a_killed_worker_was_at_is_taken_up_by_the_next() -> None:
    made = world()
    file = put_forward(made, jpeg(photo(3)))
    connection().execute(
        "UPDATE screening SET state = 'running', tries = 1 WHERE platform = %s AND file = %s", (made.platform.pk, file)
    )
    assert screened(made, file).state == "done"


def test_what_another_worker_is_at_is_left_to_it() -> None:
    made = world()
    file = put_forward(made, jpeg(photo(3)))
    import psycopg
    from django.conf import settings

    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as another:
        another.execute(carry_out.LOCK, (made.platform.pk, file))
        assert not carry_out.screen_next(look=quick, read=reads)
        assert findings_of(made.platform.pk, file).state == "waiting"
        another.execute(carry_out.UNLOCK, (made.platform.pk, file))  # as it does when its connection ends
        assert carry_out.screen_next(look=quick, read=reads)


def test_a_worker_that_is_told_to_end_lets_its_picture_wait_again() -> None:
    made = world()
    file = put_forward(made, jpeg(photo(4)))
    asked = iter((False, True))
    assert not carry_out.screen_next(lambda: next(asked), look=quick, read=reads)
    told = findings_of(made.platform.pk, file)
    assert (told.state, told.done, told.findings) == ("waiting", 0, ())
    assert rows("SELECT tries FROM screening WHERE file = %s", (file,)) == [(0,)]


def test_a_picture_that_kills_its_worker_again_and_again_is_given_up() -> None:
    made = world()
    file = put_forward(made, jpeg(photo(4)))
    connection().execute("UPDATE screening SET state = 'running', tries = 3 WHERE platform = %s", (made.platform.pk,))
    told = screened(made, file)
    assert (told.state, told.problem) == ("failed", "interrupted")


@pytest.mark.parametrize("spoil", ["jail", "bytes"])
def test_a_screening_that_fails_says_so_and_the_file_stays_visible(
    spoil: str, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    made = world()
    file = put_forward(made, jpeg(photo(5)))
    if spoil == "jail":
        settings.OMBUD_JAILS = ()
    else:
        held = access_evidence(made.platform.pk, file)
        path_of(held, held.sha256).unlink()
    told = screened(made, file, lab.screen)
    assert (told.state, told.findings) == ("failed", ())
    assert told.problem == ("isolation-missing" if spoil == "jail" else "missing")
    assert access_evidence(made.platform.pk, file).quarantined is False
    assert file in caplog.text


def test_a_picture_on_which_nothing_is_to_be_seen_is_screened_too() -> None:
    made = world()
    for order in ("o-1", "o-2"):
        told = screened(made, put_forward(made, jpeg(Image.new("RGB", (64, 48), (250, 250, int(order[-1])))), order))
        assert (told.state, told.problem) == ("done", "")


def test_a_picture_that_the_lab_did_not_think_of_ends_no_worker() -> None:
    made = world()

    def wrong(_data: bytes, _progress: Callable[[int, int], None]) -> lab.Screened:
        raise ValueError("cannot reshape")

    told = screened(made, put_forward(made, jpeg(photo())), wrong)
    assert (told.state, told.problem) == ("failed", "interrupted")


def test_what_is_forgotten_is_found_by_nothing_any_more() -> None:
    made = world()
    first = put_forward(made, jpeg(photo(6)))
    screened(made, first)
    forget(made.platform.pk, UUID(first))
    assert findings_of(made.platform.pk, first).state == "none"
    second = put_forward(made, jpeg(photo(6), 70), "o-2")
    assert by_name(screened(made, second))["seen-before"].matches == ()


def test_an_overlay_is_shown_by_a_signed_link_and_no_other(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "ombud.site.evidence_urls"
    made = world()
    told = screened(made, put_forward(made, jpeg(photo(7))))
    (url,) = (one.overlay for one in told.findings if one.overlay)
    path = url.removeprefix(settings.EVIDENCE_ORIGIN)
    shown = client.get(path)
    assert (shown.status_code, shown["Content-Type"], shown["X-Content-Type-Options"]) == (200, "image/png", "nosniff")
    assert shown.content == lab.png(2, 1, b"\0\xff")
    assert client.get(f"{path[:-2]}xx").status_code == 404
    assert client.get(path.replace("/overlay/", "/picture/")).status_code == 404


def test_the_worker_s_part_screens_what_waits_and_only_where_it_is_switched_on(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab, "WORDS_NEED", ("a_package_that_is_not_there",))  # reading takes ten seconds
    made = world()
    file = put_forward(made, jpeg(photo(8)))

    class Until(part.threading.Event):
        def wait(self, _timeout: float | None = None) -> bool:
            if findings_of(made.platform.pk, file).state == wanted:
                self.set()
            return super().wait(0.01)

    settings.SCREENING, wanted = False, "waiting"
    part.run(Until())
    assert findings_of(made.platform.pk, file).state == "waiting"
    settings.SCREENING, wanted = True, "done"
    part.run(Until())
    assert findings_of(made.platform.pk, file).state == "done"
    assert rows("SELECT count(*) FROM screening_finding WHERE platform = %s", (made.platform.pk,))[0][0] > 8
