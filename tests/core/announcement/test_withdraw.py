"""What is withdrawn says why, once; what is withdrawn before it shows never shows."""

from ombud.core.announcement.state import Announcement
from ombud.core.people import Consumer
from ombud.core.words import Words
from tests.core.announcement.cast import AT, HOUR, published, withdrawn


def test_its_address_stays_and_says_that_it_no_longer_stands() -> None:
    gone = withdrawn(published())

    assert isinstance(gone, Announcement)
    assert (gone.withdrawn_at, gone.why != "", gone.shows(AT + 2 * HOUR)) == (AT + HOUR, True, True)


def test_one_that_waited_never_shows() -> None:
    gone = withdrawn(published(shows_at=AT + 2 * HOUR))

    assert isinstance(gone, Announcement)
    assert not gone.shows(AT + 3 * HOUR)


def test_what_is_not_allowed_is_refused_by_name() -> None:
    was = published()
    told = [
        withdrawn(was, by=Consumer(id="ana")),
        withdrawn(withdrawn(was)),  # type: ignore[arg-type]
        withdrawn(was, words=Words(" ")),
        withdrawn(was, words=Words("x" * 2001)),
    ]

    codes = [one.code for one in told]  # type: ignore[union-attr]
    assert codes == ["reviewer-only", "announcement-withdrawn", "no-words", "line-too-long"]
