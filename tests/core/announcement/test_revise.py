"""What was announced can be changed; what its audience read before stays, what it never read doesn't come out."""

from ombud.core.announcement.state import Announcement
from ombud.core.people import Reviewer
from ombud.core.refusal import Refusal
from tests.core.announcement.cast import AT, EVERY, HOUR, published, revised, text, withdrawn

OTHER = (text("en", title="Closed on Thursday"), *EVERY[1:])


def test_both_versions_stay_readable_with_their_dates() -> None:
    now = revised(published(), texts=OTHER)

    assert isinstance(now, Announcement)
    assert [(one.n, one.at) for one in now.public] == [(1, AT), (2, AT + HOUR)]
    assert now.latest.said.texts[0].title != now.versions[0].said.texts[0].title
    assert (now.shows_at, now.revised_at) == (AT, AT + HOUR)


def test_what_was_replaced_before_it_showed_was_never_public() -> None:
    now = revised(published(shows_at=AT + 2 * HOUR), texts=OTHER)

    assert isinstance(now, Announcement)
    assert [one.n for one in now.public] == [2]
    assert now.revised_at is None
    assert len(now.versions) == 2


def test_the_instant_moves_until_it_shows_and_never_after() -> None:
    waiting = published(shows_at=AT + 2 * HOUR)
    moved = revised(waiting, shows_at=AT + 3 * HOUR)
    assert isinstance(moved, Announcement)
    assert moved.shows_at == AT + 3 * HOUR

    too_late = revised(published(), shows_at=AT + 3 * HOUR)
    assert isinstance(too_late, Refusal)
    assert (too_late.code, too_late.facts) == ("shown-already", {"since": AT})

    back = revised(waiting, shows_at=AT)
    assert isinstance(back, Refusal)
    assert back.code == "instant-past"


def test_only_who_announces_changes_it_and_never_after_it_is_withdrawn() -> None:
    assert revised(published(), by=Reviewer(id="rita")).code == "no-right"  # type: ignore[union-attr]
    gone = withdrawn(published())
    assert isinstance(gone, Announcement)
    assert revised(gone).code == "announcement-withdrawn"  # type: ignore[union-attr]
    assert revised(published(), texts=()).code == "no-text"  # type: ignore[union-attr]
