"""The lab behind the fences: it works there, and nothing that comes back is believed for being asked for."""

import io
from pathlib import Path

import msgspec
import pytest
from PIL import Image, ImageDraw

from ombud.lab.finding import Finding, Match, Rate, Region
from ombud.vault.isolation import jails, lab
from ombud.vault.isolation.inside import frames
from ombud.vault.isolation.jails import Jail
from ombud.vault.isolation.lab import Screened, Unscreened
from ombud.vault.isolation.selftest import prove
from tests.shared_data import shared_data
from tests.vault import made

pytest.importorskip("cv2")


@pytest.fixture(scope="module", params=[jail.name for jail in jails.possible(jails.LAB)])
def with_lab(request: pytest.FixtureRequest) -> Jail:
    return next(jail for jail in jails.possible(jails.LAB) if jail.name == request.param)


def test_every_escape_fails_also_where_the_lab_is(with_lab: Jail, tmp_path: Path) -> None:
    assert [one for one in prove(with_lab, tmp_path).findings if not one.held] == []


@pytest.mark.requirement("PD-7")
def test_a_picture_is_screened_behind_the_fences_step_by_step(jail: Jail) -> None:
    heard: list[tuple[int, int]] = []
    data = (shared_data("images/c2pa_py") / "tests__fixtures__C.jpg").read_bytes()
    told = lab.screen(data, lambda done, of: heard.append((done, of)))
    assert isinstance(told, Screened), told
    by_name = {one.finding.detector: one.finding for one in told.findings}
    assert by_name["c2pa"].strength == "strong"
    assert "failed" not in {one.not_applicable for one in by_name.values()}
    assert len(told.description) > 1000
    assert heard[-1] == (len(told.findings) + 2, len(told.findings) + 2)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


def test_numbers_are_read_behind_the_fences_too(jail: Jail) -> None:
    pytest.importorskip("rapidocr")
    page = Image.new("RGB", (480, 120), "white")
    ImageDraw.Draw(page).text((20, 30), "Tracking SF1430098812736", fill="black", font_size=32)
    out = io.BytesIO()
    page.save(out, "PNG")
    assert lab.read_words(out.getvalue()).finding.facts["numbers"] == ["parcel SF1430098812736 sf sure"]


def test_where_no_reader_is_installed_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab, "WORDS_NEED", ("a_package_that_is_not_there",))
    assert lab.read_words(made.photo()).finding.not_applicable == "not-installed"


@pytest.mark.parametrize(("data", "code"), [
    (b"no picture", "unknown-format"), (made.png(6000, 6000), "too-large"),
])  # fmt: skip
def test_what_is_no_picture_says_so(jail: Jail, data: bytes, code: str) -> None:
    assert lab.screen(data) == Unscreened(code=code)


def test_without_a_jail_nothing_is_screened(settings: object) -> None:
    settings.OMBUD_JAILS = ()  # type: ignore[attr-defined]
    assert lab.screen(made.photo()) == Unscreened(code="isolation-missing")


def test_a_picture_that_takes_too_long_is_given_up(jail: Jail) -> None:
    limits = lab.LabLimits(wall_seconds=0)
    assert lab.screen(made.photo(), limits=limits) == Unscreened(code="too-long")


GOOD = Finding(detector="noise", version="1", kind="derived")


def answer(*findings: Finding, end: bool = True) -> bytes:
    parts = [frames.pack({"status": "ok", "steps": 3}, b"")]
    parts += [frames.pack({"part": "finding"}, msgspec.json.encode(one)) for one in findings]
    return b"".join(parts) + (frames.pack({"part": "end"}, b"") if end else b"")


def test_an_answer_as_it_should_be_is_taken() -> None:
    told = lab.read(answer(GOOD))
    assert isinstance(told, Screened)
    assert [one.finding for one in told.findings] == [GOOD]


@pytest.mark.parametrize("finding", [
    msgspec.structs.replace(GOOD, detector="Not A Name"),
    msgspec.structs.replace(GOOD, version="9" * 30),
    msgspec.structs.replace(GOOD, not_applicable="<b>"),
    msgspec.structs.replace(GOOD, regions=(Region(left=9000, top=0, width=2000, height=1),)),
    msgspec.structs.replace(GOOD, regions=(Region(left=-1, top=0, width=1, height=1),)),
    msgspec.structs.replace(GOOD, regions=(Region(left=0, top=0, width=1, height=1),) * 201),
    msgspec.structs.replace(GOOD, matches=(Match(source="another-file", inliers=99),)),
    msgspec.structs.replace(GOOD, facts={"said": "x" * 2000}),
    msgspec.structs.replace(GOOD, facts={"no name": 1}),
    msgspec.structs.replace(GOOD, rate=Rate(alarms=5, of=2, on="")),
])  # fmt: skip
def test_what_no_detector_of_ours_could_say_is_not_believed(finding: Finding) -> None:
    assert lab.read(answer(finding)) == Unscreened(code="failed")


@pytest.mark.parametrize("data", [
    b"", b"\0" * 7, b"\xff" * 64, answer(GOOD, end=False), answer(GOOD)[:-3], answer(*[GOOD] * 41),
    frames.pack({"status": "<script>"}), frames.pack({"part": "end"}, bytes(500_001)), answer(),
])  # fmt: skip
def test_an_answer_that_is_cut_or_too_much_is_none(data: bytes) -> None:
    assert lab.read(data) == Unscreened(code="failed")


def test_a_map_is_drawn_here_and_only_if_its_size_is_what_it_says() -> None:
    heat = bytes(range(0, 240, 20))
    framed = frames.pack({"status": "ok"}) + frames.pack({"part": "finding"}, msgspec.json.encode(GOOD))
    end = frames.pack({"part": "end"})
    right = lab.read(framed + frames.pack({"part": "overlay", "width": 4, "height": 3}, heat) + end)
    wrong = lab.read(framed + frames.pack({"part": "overlay", "width": 5, "height": 3}, heat) + end)
    assert isinstance(right, Screened)
    assert isinstance(wrong, Screened)
    picture = made.opened(right.findings[0].overlay).convert("RGBA")
    assert picture.size == (4, 3)
    assert [picture.getpixel((0, 0))[3], picture.getpixel((3, 2))[3]] == [0, 220 * 190 // 255]  # type: ignore[index]
    assert wrong.findings[0].overlay == b""
