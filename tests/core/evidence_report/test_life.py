"""The life of a report of fake evidence: the accused is heard first, and nobody waits without a deadline."""

from itertools import product
from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import replace

from ombud.core.complaint.findings import Findings
from ombud.core.evidence_report import answer, claim, conclude, hand_back, lapse, note, rungs, withdraw
from ombud.core.evidence_report.audience import AUDIENCES, audience
from ombud.core.evidence_report.conclude import Concluded
from ombud.core.evidence_report.events import EvidenceReportEvent
from ombud.core.evidence_report.state import fold
from ombud.core.refusal import Refusal
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY
from tests.core.complaint.cast import FINDINGS, RULED
from tests.core.complaint.world import BELA, BORIS, CARLA, CYRUS, DAY, HOUR, INSTANT, IRIS, OLGA, RITA, RUTH, SAM, TIME
from tests.core.evidence_report.world import (
    ANSWERED,
    FILED,
    FOUND,
    PHOTO,
    QUIET,
    SAID,
    SILENCE,
    Life,
    attempt,
    attempt_filing,
    before,
    concluded,
    findings,
    lived,
)

HEARD_UNTIL = FILED.state.deadlines[0].due_at
BEYOND = lived(None, attempt_filing(before(2)))
WITHDRAWN = FILED.then(withdraw, BORIS)
NOT_SHOWN = concluded(ANSWERED, "not-shown", groundless=True)
LATE = SILENCE.wait(SILENCE.state.deadlines[0].due_at)
LIVES = (FILED, ANSWERED, SILENCE, LATE, FOUND, NOT_SHOWN, WITHDRAWN, BEYOND, QUIET)


@pytest.mark.requirement("EV-4")
@pytest.mark.parametrize("life", LIVES)
def test_whoever_is_waited_for_has_a_deadline_and_time_alone_goes_on(life: Life) -> None:
    assert bool(life.state.deadlines) == life.state.open == bool(life.state.turn)
    if not life.state.open:
        return
    assert life.state.deadlines[0].on == life.state.turn
    due = life.state.deadlines[0].due_at
    assert lapse.may(TIME, life.state, life.policy, due - INSTANT) == lapse.NOTHING_DUE
    after = life.wait(due)
    assert after.state.stage == "examined"
    assert after.state.overdue == (life.state.overdue + 1 if life.state.stage == "examined" else 0)


@pytest.mark.parametrize("life", LIVES)
def test_the_record_alone_tells_the_state(life: Life) -> None:
    decode = msgspec.json.Decoder(tuple[EvidenceReportEvent, ...]).decode
    assert fold(decode(msgspec.json.encode(life.record))) == life.state


def test_every_event_has_an_audience() -> None:
    assert set(AUDIENCES) == set(get_args(EvidenceReportEvent))


@pytest.mark.requirement("PD-5")
def test_who_is_only_told_that_it_was_received_reads_no_more_of_it() -> None:
    heard = QUIET.then(answer, CARLA, stance="denies", words=SAID)
    lives = (concluded(heard), QUIET.wait(HEARD_UNTIL).wait(HEARD_UNTIL + 30 * DAY))
    read = [type(one).__name__ for life in lives for one in life.record if "merchant" in audience(one)]
    assert read == ["EvidenceReportFiled"] * 2
    assert {type(one).__name__ for one in FOUND.record if "merchant" in audience(one)} == {
        "EvidenceReportFiled",
        "EvidenceReportAnswered",
        "EvidenceReportConcluded",
    }


def test_the_accused_sees_nothing_of_what_is_kept_as_a_note() -> None:
    assert audience(BEYOND.record[0]) == ("merchant", "platform")


ANSWERS: list[tuple[Life, Any, dict[str, Any], Refusal]] = [
    (FILED, BORIS, {}, rungs.NOT_THE_ACCUSED),
    (FILED, CYRUS, {}, rungs.NOT_THE_ACCUSED),
    (FILED, RITA, {}, rungs.NOT_THE_ACCUSED),
    (ANSWERED, CARLA, {}, answer.ANSWERED),
    (FOUND, CARLA, {}, rungs.CONCLUDED),
    (WITHDRAWN, CARLA, {}, rungs.WITHDRAWN),
    (FILED, CARLA, {"at": HEARD_UNTIL}, answer.TOO_LATE.given(due_at=HEARD_UNTIL)),
    (SILENCE, CARLA, {}, answer.TOO_LATE.given(due_at=HEARD_UNTIL)),
    (FILED, CARLA, {"files": (PHOTO,) * 5}, rungs.TOO_MANY_FILES.given(files_max=4)),
]


@pytest.mark.parametrize(("life", "by", "fields", "refusal"), ANSWERS)
def test_only_the_accused_answers_once_and_in_time(life: Life, by: Any, fields: Any, refusal: Refusal) -> None:
    assert attempt(answer, life, by, **({"stance": "denies", "words": SAID} | fields)) == refusal


def test_who_admits_it_needs_no_words_and_who_denies_it_does() -> None:
    assert isinstance(attempt(answer, FILED, CARLA, stance="admits", words=EMPTY), tuple)
    assert attempt(answer, FILED, CARLA, stance="denies", words=EMPTY).code == "no-words"


def test_the_answer_starts_the_platforms_time() -> None:
    (deadline,) = ANSWERED.state.deadlines
    assert (deadline.kind, deadline.on, deadline.due_at) == ("examination", "platform", ANSWERED.at + 3 * DAY)


LINKED = replace(ANSWERED.state, linked=RULED.state)
ADJUSTED = Findings(**FINDINGS)
CONCLUSIONS: list[tuple[Life, Any, dict[str, Any], Refusal]] = [
    (ANSWERED, CARLA, {}, NOT_STAFF),
    (ANSWERED, BORIS, {}, NOT_STAFF),
    (ANSWERED, IRIS, {}, NO_RIGHT),
    (FILED, RITA, {}, conclude.NOT_HEARD.given(due_at=HEARD_UNTIL)),
    (FOUND, RITA, {}, rungs.CONCLUDED),
    (WITHDRAWN, RITA, {}, rungs.WITHDRAWN),
    (BEYOND, RITA, {}, rungs.KEPT_AS_NOTE),
    (ANSWERED.then(claim, RUTH), RITA, {}, rungs.CLAIMED_BY_ANOTHER),
    (ANSWERED._replace(state=LINKED), RITA, {}, conclude.DECIDED_BEFORE),
    (ANSWERED, RITA, {"results": ()}, conclude.NOT_ALL),
    (ANSWERED, RITA, {"results": (Concluded(claim="edited", result="found", words=SAID),)}, conclude.NOT_ALL),
    (ANSWERED, RITA, {"relied_on": ()}, conclude.FINDING_ALONE),
    (ANSWERED, RITA, {"relied_on": ("finding",)}, conclude.FINDING_ALONE),
    (ANSWERED, RITA, {"relied_on": ("admitted",)}, conclude.NOT_ADMITTED),
    (ANSWERED, RITA, {"groundless": True}, conclude.NOT_GROUNDLESS),
    (ANSWERED, RITA, findings("unclear", groundless=True), conclude.NOT_GROUNDLESS),
    (ANSWERED, RITA, findings("not-shown", adjusted=ADJUSTED), conclude.NOTHING_FOUND),
    (ANSWERED._replace(state=replace(ANSWERED.state, complaint="")), RITA, {"adjusted": ADJUSTED}, conclude.NO_CASE),
]


@pytest.mark.parametrize(("life", "by", "fields", "refusal"), CONCLUSIONS)
def test_a_conclusion_is_refused(life: Life, by: Any, fields: Any, refusal: Refusal) -> None:
    assert attempt(conclude, life, by, **(findings() | fields)) == refusal


def test_reasons_are_needed_for_each_claim_and_for_all() -> None:
    blank = (Concluded(claim="from-web", result="found", words=EMPTY),)
    assert attempt(conclude, ANSWERED, RITA, **findings(results=blank)).code == "no-words"
    assert attempt(conclude, ANSWERED, RITA, **findings(words=EMPTY)).code == "no-words"


@pytest.mark.parametrize(
    ("results", "outcome"),
    [
        (("found", "not-shown"), "found"),
        (("unclear", "not-shown"), "unclear"),
        (("not-shown", "not-shown"), "not-shown"),
    ],
)
def test_one_claim_found_is_enough(results: tuple[str, ...], outcome: str) -> None:
    said = tuple(
        replace(one, claim=claimed, result=result)
        for one, claimed, result in zip(FOUND.state.results * 2, ("from-web", "edited"), results, strict=True)
    )
    assert replace(FOUND.state, results=said).outcome == outcome


def test_the_accused_silence_is_no_admission_and_ends_the_hearing() -> None:
    assert (SILENCE.state.stage, SILENCE.state.stance) == ("examined", None)
    assert concluded(SILENCE, "not-shown").state.outcome == "not-shown"


def test_what_the_platform_leaves_lying_goes_to_the_senior_queue_again_and_again() -> None:
    assert LATE.state.overdue == 1
    again = LATE.wait(LATE.state.deadlines[0].due_at)
    assert again.state.overdue == 2
    assert [type(one).__name__ for one in again.events] == ["EvidenceReportOverdue"]


WITHDRAWALS: list[tuple[Life, Any, Any, Refusal | None]] = [
    (FILED, CARLA, None, rungs.NOT_THE_SHOP),
    (FILED, SAM, None, rungs.NOT_THE_SHOP),
    (FILED, BELA, None, NO_RIGHT),
    (FILED, BORIS, None, None),
    (ANSWERED, BORIS, None, None),
    (WITHDRAWN, BORIS, None, rungs.WITHDRAWN),
    (FOUND, BORIS, None, rungs.CONCLUDED),
    (BEYOND, BORIS, None, rungs.KEPT_AS_NOTE),
    (QUIET, BORIS, HEARD_UNTIL - INSTANT, None),
    (QUIET, BORIS, HEARD_UNTIL, withdraw.TOO_LATE.given(until=HEARD_UNTIL)),
]


@pytest.mark.parametrize(("life", "by", "at", "refusal"), WITHDRAWALS)
def test_its_maker_takes_it_back(life: Life, by: Any, at: Any, refusal: Refusal | None) -> None:
    assert withdraw.may(by, life.state, life.policy, at or life.at) == refusal


@pytest.mark.requirement("PD-5")
def test_from_whether_it_can_be_taken_back_nobody_reads_that_it_was_concluded() -> None:
    done = concluded(QUIET.then(answer, CARLA, stance="admits", words=EMPTY), relied_on=("admitted",))
    for at in (done.at, HEARD_UNTIL - INSTANT, HEARD_UNTIL, HEARD_UNTIL + 9 * DAY):
        assert withdraw.may(BORIS, done.state, done.policy, at) == withdraw.may(BORIS, QUIET.state, QUIET.policy, at)
    unknowing = done.then(withdraw, BORIS)
    assert (unknowing.state.stage, unknowing.state.outcome) == ("concluded", "found")
    assert unknowing.state.withdrawn_at is not None


def test_a_reviewer_takes_it_notes_on_it_and_gives_it_back() -> None:
    taken = ANSWERED.then(claim, OLGA)
    assert attempt(claim, taken, OLGA) == claim.YOURS
    assert attempt(hand_back, taken, RITA) == rungs.CLAIMED_BY_ANOTHER
    assert attempt(hand_back, ANSWERED, RITA) == hand_back.NOT_YOURS
    back = taken.then(note, IRIS, words=SAID).then(hand_back, OLGA)
    assert back.state.claimed_by == ""
    assert attempt(note, ANSWERED, BORIS, words=SAID) == NOT_STAFF


def test_no_stranger_may_do_anything_to_any_report() -> None:
    for life, by in product(LIVES, (CYRUS, SAM, TIME)):
        for verb in (answer, withdraw, conclude, claim, hand_back, note):
            assert verb.may(by, life.state, life.policy, life.at + HOUR) is not None
