"""The message centre: everybody reads what they were told, and nothing else."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from ombud.core.people import Reviewer
from ombud.notices.centre import PAGE, mark_read, messages_of, unread_count
from tests.cast import MONDAY, World, a_complaint, an_order, world

HOUR = timedelta(hours=1)


@pytest.fixture
def bazaar() -> World:
    return world()


def notices(made: World, actor: object, only: str = "all") -> list[str]:
    return [one.notice for one in messages_of(made.platform.pk, actor, only=only).entries]  # type: ignore[arg-type]


@pytest.mark.requirement("CG-4")
def test_each_side_reads_its_own_newest_first_with_a_link_to_its_own_page(bazaar: World) -> None:
    done = a_complaint(bazaar)
    bazaar.do("complaint.answer", done.id, bazaar.boris, MONDAY + HOUR, stance="refuses", words="No.")
    assert notices(bazaar, bazaar.ana) == ["complaint_answered", "complaint_admitted", "complaint_filed"]
    assert notices(bazaar, bazaar.boris) == ["complaint_to_answer"]
    (entry,) = messages_of(bazaar.platform.pk, bazaar.boris).entries
    assert entry.path == f"/merchant/complaints/{done.number}"
    assert entry.title == f"A new complaint to answer: {done.number}"
    assert "¥168.00" in entry.said


def test_others_read_nothing_of_it(bazaar: World) -> None:
    a_complaint(bazaar)
    for stranger in (bazaar.other, bazaar.sam, bazaar.rita, bazaar.senior):
        assert notices(bazaar, stranger) == []
    assert messages_of(world().platform.pk, bazaar.ana).entries == ()


def test_the_senior_queue_is_read_by_who_oversees_and_by_no_other_reviewer(bazaar: World) -> None:
    bazaar.do("report.file", "", bazaar.ana, shop="mugs", about="fraud", words="Fake goods.")
    from ombud.timers import loop

    loop.settle()
    assert set(notices(bazaar, bazaar.senior)) == {"report_overdue"}
    assert notices(bazaar, Reviewer(id="rita")) == []


def test_what_is_read_is_read_by_this_person_alone(bazaar: World) -> None:
    a_complaint(bazaar)
    platform = bazaar.platform.pk
    (entry,) = messages_of(platform, bazaar.boris).entries
    assert entry.unread
    mark_read(platform, bazaar.boris, [entry.id])
    assert unread_count(platform, bazaar.boris) == 0
    assert notices(bazaar, bazaar.boris, "unread") == []
    assert unread_count(platform, bazaar.viewer) == 1


def test_reading_in_any_order_counts_right_and_all_can_be_read_at_once(bazaar: World) -> None:
    for n in range(3):
        a_complaint(bazaar, an_order(bazaar, f"o-{n}"))
    platform = bazaar.platform.pk
    ids = [one.id for one in messages_of(platform, bazaar.ana).entries]
    assert unread_count(platform, bazaar.ana) == len(ids) == 6
    mark_read(platform, bazaar.ana, [ids[0], ids[3]])
    assert unread_count(platform, bazaar.ana) == 4
    mark_read(platform, bazaar.ana, ids[4:])
    assert [one.id for one in messages_of(platform, bazaar.ana, only="unread").entries] == ids[1:3]
    mark_read(platform, bazaar.ana)
    assert unread_count(platform, bazaar.ana) == 0
    a_complaint(bazaar, an_order(bazaar, "o-9"))
    assert unread_count(platform, bazaar.ana) == 2


def test_nobody_can_mark_another_s_message_as_read(bazaar: World) -> None:
    a_complaint(bazaar)
    platform = bazaar.platform.pk
    mark_read(platform, bazaar.sam, [one.id for one in messages_of(platform, bazaar.boris).entries])
    assert unread_count(platform, bazaar.boris) == 1


def test_action_shows_the_newest_message_of_each_case_that_waits_for_the_reader(bazaar: World) -> None:
    first = a_complaint(bazaar, an_order(bazaar, "o-1"))
    a_complaint(bazaar, an_order(bazaar, "o-2"))
    bazaar.do("complaint.answer", first.id, bazaar.boris, MONDAY + HOUR, stance="refuses", words="No.")
    assert notices(bazaar, bazaar.ana, "action") == ["complaint_answered"]
    assert notices(bazaar, bazaar.boris, "action") == ["complaint_to_answer"]


def test_pages_follow_each_other_without_a_gap(bazaar: World) -> None:
    done = a_complaint(bazaar)
    for n in range(PAGE + 5):
        bazaar.do("complaint.message", done.id, bazaar.boris, MONDAY + n * timedelta(minutes=1), words="Hello?")
    platform = bazaar.platform.pk
    first = messages_of(platform, bazaar.ana)
    second = messages_of(platform, bazaar.ana, after_id=first.next_after)
    ids = [one.id for one in (*first.entries, *second.entries)]
    assert len(first.entries) == PAGE
    assert second.next_after is None
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == PAGE + 5 + 2


def test_a_reader_s_language_decides_the_figures(bazaar: World) -> None:
    a_complaint(bazaar)
    with override("es"):
        (entry,) = messages_of(bazaar.platform.pk, bazaar.boris).entries
    assert "168,00" in entry.said
