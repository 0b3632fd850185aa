"""What the announcement's tests share: who announces, under which rules, and a plain announcement."""

from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from ombud.core.announcement import publish, revise, withdraw
from ombud.core.announcement.publish import PublishAnnouncement
from ombud.core.announcement.revise import ReviseAnnouncement
from ombud.core.announcement.rungs import Text
from ombud.core.announcement.state import Announcement, evolve, fold
from ombud.core.announcement.withdraw import WithdrawAnnouncement
from ombud.core.people import Reviewer
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from ombud.packs.load import load_version

AT = datetime.fromisoformat("2026-03-09T02:00:00+00:00")
"""Monday, 10:00 in Shanghai."""
HOUR = timedelta(hours=1)
POLICY = load_version("wechat@2026.1")
SENIOR = Reviewer(id="senior", rights=("oversee",))
LANGUAGES = POLICY.pack.languages


def text(lang: str = "en", title: str = "Closed on Friday", body: str = "We are back on Monday.") -> Text:
    return Text(lang=lang, title=Words(title), body=Words(body))


EVERY = tuple(text(lang) for lang in LANGUAGES)


def publishing(**changed: Any) -> PublishAnnouncement:
    command = PublishAnnouncement(by=SENIOR, at=AT, announcement="a1", number="TA-1", texts=EVERY)
    return replace(command, **changed)


def published(**changed: Any) -> Announcement:
    outcome = publish.decide(publishing(**changed), None, POLICY)
    assert isinstance(outcome, tuple), outcome
    found = fold(outcome)
    assert found is not None
    return found


def revised(was: Announcement, **changed: Any) -> Announcement | Refusal:
    command = replace(ReviseAnnouncement(by=SENIOR, at=AT + HOUR, announcement="a1", texts=EVERY), **changed)
    outcome = revise.decide(command, was, POLICY)
    return outcome if isinstance(outcome, Refusal) else evolve(was, outcome[0])


def withdrawn(was: Announcement, **changed: Any) -> Announcement | Refusal:
    words = Words("It named the wrong day.")
    command = replace(WithdrawAnnouncement(by=SENIOR, at=AT + HOUR, announcement="a1", words=words), **changed)
    outcome = withdraw.decide(command, was, POLICY)
    return outcome if isinstance(outcome, Refusal) else evolve(was, outcome[0])
