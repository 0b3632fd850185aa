"""A recorded complaint under another version of its pack: the same course, or where it would have parted from it."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from ombud.core.complaint import doubts
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.talk import ComplaintAnswered
from ombud.core.complaint.lapse import TIME, LetTimePass, decide
from ombud.core.complaint.turns import choice
from ombud.core.evidence_report.state import evolve
from ombud.core.people import Member
from ombud.core.policy.pack import Lapses, Pack
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import NOTHING
from ombud.packs.checks.walk import opened, turns_of
from ombud.packs.load import load_pack, load_version
from ombud.packs.replay import difference
from tests.core.complaint import cast, doubted
from tests.core.complaint.world import POLICY, RITA, WINDOWS, packed, span

AT = datetime.fromisoformat("2026-02-10T02:00:00+00:00")
NOW, BEFORE = load_pack("wechat"), load_version("wechat@2023.1")
OLD_TURNS, NEW_TURNS = turns_of(BEFORE, AT), turns_of(NOW, AT)
HOUR = timedelta(hours=1)


def answered(after: timedelta) -> tuple[ComplaintEvent, ...]:
    """Filed under the version with 72 hours, and answered so long after."""
    at = AT + after
    said = ComplaintAnswered(
        by=Member(id="m1", shop="s1"), at=at, stance="refuses", words=NOTHING, choice=choice(BEFORE, at)
    )
    return (*OLD_TURNS["with the shop"], said)


def silent(turn: str, policy: Policy, after: timedelta) -> tuple[ComplaintEvent, ...]:
    """A turn, and what time alone made of it."""
    events = turns_of(policy, AT)[turn]
    followed = decide(LetTimePass(by=TIME, at=AT + after, complaint="1"), opened(events), policy)
    assert not isinstance(followed, Refusal)
    return (*events, *followed)


def under(pack: Pack) -> Policy:
    return Policy(pack=pack, calendar=NOW.calendar)


@pytest.mark.parametrize("turn", OLD_TURNS)
def test_a_course_is_the_same_under_its_own_version(turn: str) -> None:
    assert difference(OLD_TURNS[turn], BEFORE) is None
    assert difference(silent(turn, BEFORE, timedelta(days=60)), BEFORE, opened(OLD_TURNS[turn]).order) is None


@pytest.mark.requirement("EV-6")
def test_an_answer_in_time_under_the_old_version_would_have_been_too_late_under_the_new() -> None:
    assert difference(answered(47 * HOUR), NOW) is None

    found = difference(answered(60 * HOUR), NOW)

    assert found is not None
    assert (found.number, found.at, found.event) == ("1", AT + 60 * HOUR, "ComplaintAnswered")
    assert found.instead == "too late: the time for “answer” would have ended at 2026-02-12 02:00 UTC"


def test_a_silence_that_ran_out_would_not_have_yet_under_the_longer_version() -> None:
    found = difference(silent("with the shop", NOW, 50 * HOUR), BEFORE)

    assert found is not None
    assert found.instead == "not yet: there would have been time for “answer” until 2026-02-13 02:00 UTC"


def test_a_silence_that_would_have_led_elsewhere_is_found() -> None:
    closing = under(replace(NOW.pack, lapses=Lapses(consumer_silent="close")))

    found = difference(silent("refused by the shop", NOW, 80 * HOUR), closing)

    assert found is not None
    assert found.instead == "DeadlineLapsed and ComplaintClosed would have followed"


@pytest.mark.parametrize(
    ("changed", "instead"),
    [
        ({"reasons": NOW.pack.reasons[1:]}, "refused: there is no reason late-dispatch"),
        ({"ruling_reasons": ("other",)}, "refused: there is no reason goods-faulty for a ruling"),
        ({"rules": ("9",)}, "refused: there is no rule 1.1"),
        (
            {"limits": replace(NOW.pack.limits, two_people_above=0)},
            "a second signature: one reviewer could not have ruled alone",
        ),
        ({"admission": "by-reviewer"}, "held: a reviewer would have looked at it first"),
    ],
)  # fmt: skip
def test_what_the_version_does_not_know_or_allow_is_found(changed: dict[str, object], instead: str) -> None:
    filed, admitted, *rest = NEW_TURNS["ruled: a refund"]
    at_once = (filed, replace(admitted, by=filed.by), *rest)

    found = difference(at_once, under(replace(NOW.pack, **changed)))

    assert found is not None
    assert found.instead == instead


def test_a_report_of_fake_evidence_is_not_bound_by_the_times_of_the_case() -> None:
    reported = doubted.filed_in(cast.NEGOTIATING)
    late = replace(reported, at=cast.NEGOTIATING.at + timedelta(hours=30))
    noted = cast.NEGOTIATING.happened(doubts.follow(late, evolve(None, late), None, cast.NEGOTIATING.state, POLICY))
    shorter = packed(windows=replace(WINDOWS, answer=span(hours=24)))
    found = difference(noted.record, shorter, noted.order)
    assert found is not None
    assert found.dates_only
    adjusted = doubted.concluded(doubted.PAID, RITA, doubted.LESS)
    assert difference(adjusted.record, adjusted.policy, adjusted.order) is None
