"""Leads beside the evidence: shown only after one's own view, on record, as words with their error rate."""

from datetime import datetime
from typing import Any

import msgspec
import pytest

from ombud.core.complaint.events.work import FirstViewNoted, OverlayShown
from ombud.desk.handle import Done
from ombud.lab.finding import Finding, Match, Rate, Region
from ombud.ledger.connection import connection
from tests.cast import MONDAY, World, world
from tests.portals.reviewer.desks import Case, a_file, complaint, now, reviewer, ruled, with_platform
from tests.portals.reviewer.test_case import looks

AGAIN = Finding(
    detector="copy-move", version="1", kind="derived", strength="clear", rate=Rate(alarms=2, of=400, on="twins"),
    regions=(Region(left=1_000, top=2_000, width=2_500, height=1_000),),
)  # fmt: skip
ABSTAINS = Finding(detector="noise", version="1", kind="derived", not_applicable="rescaled")
STATE = """
INSERT INTO screening (platform, file, role, shop, state, done, of, asked_at)
VALUES (%s, %s, %s, 'mugs', %s, %s, 12, %s)
ON CONFLICT (platform, file) DO UPDATE SET state = excluded.state, done = excluded.done, of = excluded.of
"""
FOUND = """
INSERT INTO screening_finding (platform, file, detector, version, finding, at) VALUES (%s, %s, %s, '1', %s, %s)
"""


def screened(world: World, file: str, *findings: Finding, state: str = "done", done: int = 12) -> None:
    platform: int = world.platform.pk
    connection().execute(STATE, (platform, file, "exhibit", state, done, MONDAY))
    for one in findings:
        connection().execute(FOUND, (platform, file, one.detector, msgspec.json.encode(one), MONDAY))


def photo(case: Case) -> str:
    """The consumer's photo."""
    return str(complaint(case).exhibits[0].id)


def get(case: Case, rest: str = "", ref: str = "rita") -> Any:
    with now():
        return reviewer(case.world, ref).get(case.url(rest))


def note(case: Case, view: str = "genuine", ref: str = "rita") -> Any:
    get(case, ref=ref)  # the page opens the exhibits
    with now():
        sent = {"exhibit": photo(case), "view": view, "words": "A hairline."}
        return reviewer(case.world, ref).post(case.url("/do/first-view"), sent)


@pytest.mark.requirement("PD-7")
def test_leads_are_shown_once_the_reviewer_has_noted_what_they_see_and_to_nobody_before() -> None:
    case = with_platform(world())
    screened(case.world, photo(case), AGAIN, ABSTAINS)
    before = get(case).content.decode()
    assert "First say what you see yourself" in before
    assert "The same piece twice" not in before
    assert note(case).status_code == 302
    text = get(case).content.decode()
    assert "You noted: It looks genuine." in text
    assert "The same piece twice" in text
    assert "2 of 400 genuine pictures gave this alarm too (0.5 %)." in text
    assert "Says nothing here: the picture was rescaled" in text
    assert "No ruling can rest on a lead alone" in text
    assert "The same piece twice" not in get(case, ref="rolf").content.decode()


@pytest.mark.requirement("PD-7")
def test_an_overlay_is_off_until_switched_on_and_each_switching_on_is_on_record_once() -> None:
    case = with_platform(world())
    screened(case.world, photo(case), AGAIN)
    get(case, "?cl=copy-move")
    assert looks(case, OverlayShown) == []  # without a first view the address alone shows nothing
    note(case, "doubtful")
    assert 'class="mark"' not in get(case).content.decode()
    for _ in range(2):
        assert 'class="mark"' in get(case, "?cl=copy-move").content.decode()
    assert [(one.by.id, one.detector) for one in looks(case, OverlayShown)] == [("rita", "copy-move")]
    (seen,) = looks(case, FirstViewNoted)
    assert (seen.by.id, seen.view) == ("rita", "doubtful")


def test_a_first_view_that_is_none_keeps_what_was_typed_and_says_so() -> None:
    case = with_platform(world())
    screened(case.world, photo(case), AGAIN)
    answer = note(case, view="")
    assert answer.status_code == 422
    assert "A hairline." in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("running", "Being screened: 4 of 12 detectors are through."),
        ("failed", "Screening failed, and nothing follows from that."),
    ],
)
def test_how_far_the_screening_is_stands_there_in_words(state: str, words: str) -> None:
    case = with_platform(world())
    screened(case.world, photo(case), state=state, done=4)
    assert words in get(case).content.decode()


@pytest.mark.requirement("PD-7")
def test_source_and_copy_stand_side_by_side_for_staff_who_noted_their_view() -> None:
    case = with_platform(world())
    source = a_file(case.world, "carl")
    match = Match(source=source, inliers=60, mirrored=True, matrix=(1.0, 0.0, 500.0, 0.0, 1.0, -300.0))
    finding = Finding(detector="seen-before", version="1", kind="derived", strength="strong", matches=(match,))
    screened(case.world, photo(case), finding)
    screened(case.world, source)
    where = f"/matches/{photo(case)}/{source}"
    assert get(case, where).status_code == 404
    note(case)
    page = get(case, where)
    assert [pane["outline"] != "" for pane in page.context["panes"]] == [True, True]
    text = page.content.decode()
    assert "It is mirrored." in text
    assert "Evidence in a case at Shanyu Ceramics" in text
    assert get(case, f"/matches/{photo(case)}/{a_file(case.world, 'carl')}").status_code == 404


@pytest.mark.requirement("PD-7")
def test_earlier_rulings_for_the_same_reason_stand_beside_the_evidence_those_of_the_shop_first() -> None:
    earlier = ruled()
    at: datetime = complaint(earlier).deadlines[0].due_at
    case = with_platform(earlier.world)
    assert get(case).context["similar"] == []  # one that still runs has no end to compare
    earlier.do(
        "prove", earlier.world.boris, proof="refund-number", reference="50300806962026112400001234567", words="Paid."
    )
    earlier.do("verify", earlier.world.rita)
    assert at > MONDAY
    (row,) = get(case).context["similar"]
    assert (row["number"], row["shop"]) == (earlier.number, "the same shop")


@pytest.mark.requirement("PD-7")
def test_the_accused_picture_of_a_report_has_its_leads_too_after_ones_own_view() -> None:
    case = with_platform(world("weidian"))
    made = case.world
    filed = made.do(
        "evidence_report.file", "", made.boris, order=complaint(case).order_id, file=photo(case), complaint=case.id,
        claims=[{"claim": "from-web", "links": ["https://example.org/mug.jpg"]}], words="It is from the web.",
    )  # fmt: skip
    assert isinstance(filed, Done), filed
    screened(made, photo(case), AGAIN)
    where = f"/review/evidence-reports/{filed.number}"
    with now():
        rita = reviewer(made)
        before = rita.get(where).content.decode()
        assert "First say what you see yourself" in before
        assert rita.post(where, {"do": "first-view", "view": "doubtful", "words": ""}).status_code == 302
        page = rita.get(f"{where}?lead=copy-move")
    assert "The same piece twice" in page.content.decode()
    assert 'class="mark"' in page.content.decode()


@pytest.mark.requirement("PD-7")
def test_numbers_read_off_a_screenshot_stand_beside_those_of_the_case() -> None:
    case = with_platform(world())
    own = complaint(case)
    numbers = [f"order {own.order_number} sure", "amount 12800"]
    read = Finding(detector="words-on-it", version="1", kind="derived", facts={"lines": 9, "numbers": numbers})
    screened(case.world, photo(case), read)
    note(case)
    text = get(case).content.decode()
    assert f"Order number: the picture says the same, {own.order_number}." in text
    assert "Amount: the picture says ¥128.00, the case ¥168.00." in text


@pytest.mark.requirement("PD-7")
def test_the_shops_product_photos_stand_ranked_beside_the_picture() -> None:
    case = with_platform(world())
    photos = [a_file(case.world, "boris") for _ in range(2)]
    facts = {"files": [*photos, "no-such-file"], "likeness": ["0.81", "0.44", "0.10"], "compared_with": 3}
    screened(case.world, photo(case), Finding(detector="goods", version="1", kind="derived", facts=facts))
    note(case)
    page = get(case)
    assert [one["likeness"] for one in page.context["lab"][0]["goods"]] == ["0.81", "0.44"]
    assert "product photos, the likest first" in page.content.decode()
