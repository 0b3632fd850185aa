"""Every notice says what happened, whose turn it is until when, what follows, and where to go."""

import os
import re
from pathlib import Path

import pytest
from django.utils.translation import override
from msgspec.structs import replace

from ombud import notices
from ombud.desk.doubt import SOFTWARE
from ombud.desk.reactions import REACTIONS
from ombud.notices.links import address_of
from ombud.notices.render import as_letter, line, turns_after
from tests.notices.told import told

GOLDEN = Path(__file__).parent / "golden"
FOLDERS = {path.parent.name for path in Path(notices.__file__).parent.glob("*/words.txt")}
NAMED = {tell.notice for tells in REACTIONS.values() for tell in tells}


def test_each_notice_that_something_leads_to_has_its_folder_and_the_other_way_round() -> None:
    assert FOLDERS == NAMED


@pytest.mark.requirement("CG-4")
@pytest.mark.parametrize("notice", sorted(FOLDERS))
def test_the_letter_reads_as_its_golden_file(notice: str) -> None:
    message, after = told(notice)
    with override("en"):
        its = line(message)
        turn, follows = turns_after(message, after)
        letter = as_letter(its.title, its.said, address_of(its.path), "Bazaar", turn=turn, follows=follows)
    said = f"Subject: {letter.subject}\n\n{letter.text}"
    golden = GOLDEN / f"{notice}.txt"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(said)
    assert said == golden.read_text(), "see the difference; GOLDEN=write takes it over"
    assert not re.search(r"[{}]|%\(|None", said)
    assert said.count("http://") == 1
    assert letter.text.splitlines()[0] in letter.html.replace("&#x27;", "'")


@pytest.mark.parametrize("golden", sorted(path.stem for path in GOLDEN.glob("*.txt")))
def test_no_golden_file_is_left_of_a_notice_that_is_gone(golden: str) -> None:
    assert golden in FOLDERS


@pytest.mark.requirement("EV-4")
@pytest.mark.parametrize(
    "notice", ["complaint_to_answer", "evidence_requested", "complaint_answered", "platform_stepped_in"]
)
def test_what_follows_if_nobody_acts_is_told(notice: str) -> None:
    message, after = told(notice)
    turn, follows = turns_after(message, after)
    assert "11 Mar 2026, 10:00 (Asia/Shanghai)" in turn
    assert follows


def test_a_chat_that_the_platform_put_into_the_case_says_why() -> None:
    message, _after = told("talk_attached")
    by_platform = message._replace(event=replace(message.event, by=SOFTWARE))
    with override("en"):
        assert "The platform put them there by itself" in line(by_platform).said
        assert "by itself" not in line(message).said
