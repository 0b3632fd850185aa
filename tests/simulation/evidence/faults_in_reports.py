"""Planted faults in who may report, what is found, what follows from it, and who hears of it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from ombud.core.complaint.events import doubt, filing, talk, work
from ombud.core.evidence_report import events as fake
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.refusal import Refusal
from ombud.desk.commit import Batch, MessageWrite
from ombud.desk.decide import Decided, Loaded
from ombud.desk.things import Verb
from tests.simulation.desk import Desk
from tests.simulation.evidence.desk import EvidenceDesk
from tests.simulation.evidence.plant import brings, means, sees_case, shown_to
from tests.simulation.life import Plant
from tests.simulation.plant import (
    parent_s_version_not_compared,
    seeing,
    sees,
    tells,
    without_message,
    written,
)

EVERYBODY = ("consumer", "merchant", "platform")
Rules = Callable[[Any], Any]


def _of_the_order(change: Callable[[Any], Any]) -> Plant:
    """Who reports sees another state of the order."""

    def plant(desk: Desk) -> None:
        def seen(loaded: Loaded, _command: Any) -> Loaded:
            if loaded.thing != "evidence_report" or loaded.parent is None:
                return loaded
            return loaded._replace(parent=loaded.parent._replace(state=change(loaded.parent.state)))

        seeing(desk, seen)

    return plant


def _withdrawn_give_their_place_back(desk: Desk) -> None:
    def seen(loaded: Loaded, _command: Any) -> Loaded:
        if loaded.thing != "evidence_report" or loaded.parent is None:
            return loaded
        order = loaded.parent.state
        left = tuple(one for one in order.reported if desk.memory.state(one.report).withdrawn_at is None)
        return loaded._replace(parent=loaded.parent._replace(state=replace(order, reported=left)))

    seeing(desk, seen)


def _with_rules(change: Rules) -> Plant:
    """Reports are decided upon by other rules than the pack's."""

    def plant(desk: Desk) -> None:
        decide = desk.decide

        def otherwise(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
            if loaded.thing != "evidence_report":
                return decide(verb, command, loaded, policy)
            pack = replace(policy.pack, evidence_reports=change(policy.pack.evidence_reports))
            return decide(verb, command, loaded, replace(policy, pack=pack))

        desk.decide = otherwise

    return plant


def _thrown_away(desk: Desk) -> None:
    """What comes beyond the cap is refused."""
    decide = desk.decide

    def otherwise(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        decided = decide(verb, command, loaded, policy)
        beyond = isinstance(decided, Decided) and isinstance(decided.events[0], fake.EvidenceReportBeyondCap)
        return Refusal(code="evidence-report-cap", because="That is the most.") if beyond else decided

    desk.decide = otherwise


def _one_person_is_enough(desk: Desk) -> None:
    """An adjustment of any amount is one person's."""
    assert isinstance(desk, EvidenceDesk)
    carry = desk.carry

    def otherwise(decided: Decided, command: Any, batch: Batch) -> Decided | Refusal | None:
        policy = desk.policy
        limits = replace(policy.pack.limits, two_people_above=10**12)
        desk.policy = replace(policy, pack=replace(policy.pack, limits=limits))
        try:
            return carry(decided, command, batch)
        finally:
            desk.policy = policy

    desk.carry = otherwise


def _machine_s_word(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    return tuple(
        replace(one, relied_on=("finding",))
        if isinstance(one, fake.EvidenceReportConcluded) and "finding" in one.relied_on
        else one
        for one in events
    )


def _one_result_for_all(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    return tuple(
        replace(one, results=one.results[:1]) if isinstance(one, fake.EvidenceReportConcluded) else one
        for one in events
    )


def _groundless_where_unclear(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    return tuple(
        replace(one, groundless=all(each.result != "found" for each in one.results))
        if isinstance(one, fake.EvidenceReportConcluded)
        else one
        for one in events
    )


def _moved_back(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    return tuple(
        replace(one, deadline=replace(one.deadline, due_at=one.old_due_at - timedelta(hours=1)))
        if isinstance(one, fake.EvidenceReportDeadlineMoved)
        else one
        for one in events
    )


def _waits_a_day_longer(events: tuple[Any, ...], decided: Decided) -> tuple[Any, ...]:
    """An accusation gives the shop more time in the case."""
    ground = decided.loaded.ground
    deadlines = ground.state.deadlines if ground else ()
    if not isinstance(events[-1], doubt.EvidenceAccused) or not deadlines:
        return events
    one, accused = deadlines[0], events[-1]
    longer = replace(one, due_at=one.due_at + timedelta(days=1), remind_at=None)
    moved = work.DeadlineMoved(
        by=accused.by,
        at=accused.at,
        kind=one.kind,
        about=one.about,
        old_due_at=one.due_at,
        deadline=longer,
        reason="accused",
    )
    return (*events, moved)


def _closes_the_case(events: tuple[Any, ...], decided: Decided) -> tuple[Any, ...]:
    """What was found fake ends the case without anybody's word on who is liable."""
    ground = decided.loaded.ground
    found = isinstance(events[-1], doubt.EvidenceFoundFake)
    if not found or ground is None or ground.state.stage == "closed":
        return events
    return (*events, filing.ComplaintClosed(by=events[-1].by, at=events[-1].at, how="ruled"))


def _not_marked(events: tuple[Any, ...], _decided: Decided) -> tuple[Any, ...]:
    return tuple(one for one in events if not isinstance(one, doubt.EvidenceFoundFake))


def _all_marked(events: tuple[Any, ...], decided: Decided) -> tuple[Any, ...]:
    """With one picture the next one in the case is marked, too."""
    ground = decided.loaded.ground
    others = [one.id for one in ground.state.exhibits] if ground else []
    more = [
        replace(one, file=id)
        for one in events
        if isinstance(one, doubt.EvidenceFoundFake)
        for id in others
        if id != one.file
    ]
    return (*events, *more[:1])


def _talk_left_out(events: tuple[Any, ...], _decided: Decided) -> tuple[Any, ...]:
    return tuple(one for one in events if not isinstance(one, talk.TalkAttached))


def _nothing_owed_back(events: tuple[Any, ...], _decided: Decided) -> tuple[Any, ...]:
    return tuple(replace(one, recoup=0) if isinstance(one, doubt.LiabilityAdjusted) else one for one in events)


def _result_told(batch: Batch, decided: Decided) -> None:
    """The shop hears the result, whatever the pack says."""
    last = decided.events[-1]
    if isinstance(last, fake.EvidenceReportConcluded) and last.told == "received":
        note = next(one for one in batch.messages if one.notice == "evidence_report_concluded")
        batch.messages.append(MessageWrite("shop", decided.state.shop, note.notice, note.stream, note.seq, note.at))
        batch.jobs.append(batch.jobs[-1])


def _result_not_told(batch: Batch, decided: Decided) -> None:
    """The shop hears no result, whatever the pack says."""
    if isinstance(decided.events[-1], fake.EvidenceReportConcluded):
        batch.messages = [one for one in batch.messages if one.to_kind != "shop"]
        batch.jobs = batch.jobs[: len(batch.messages)]


REPORTS: Mapping[str, Plant] = {
    "cap one too many": _of_the_order(lambda order: replace(order, reported=order.reported[1:])),
    "cap not counted together": parent_s_version_not_compared("order"),
    "withdrawn reports don't count": _withdrawn_give_their_place_back,
    "beyond the cap thrown away": _thrown_away,
    "beyond the cap without the talk": means(_talk_left_out),
    "accused not heard": sees(
        lambda one: replace(one, stage="examined") if one.stage == "heard" else one, "evidence_report"
    ),
    "concluded by who decided": sees_case(lambda case: replace(case, ruled_by=())),
    "rests on a finding alone": tells(_machine_s_word),
    "one result for all claims": tells(_one_result_for_all),
    "unclear counts as groundless": tells(_groundless_where_unclear),
    "groundless reports forgotten": brings(lambda its: {**its, "groundless_at": ()} if "groundless_at" in its else its),
    "closed after one groundless report": _with_rules(lambda rules: replace(rules, false_max=1)),
    "reported for a year": _with_rules(lambda rules: replace(rules, appeal=Span(days=365, source="ours"))),
    "closed a day after the refund": _with_rules(lambda rules: replace(rules, appeal=Span(days=1, source="ours"))),
    "its deadline moved back": tells(_moved_back),
    "a report gives more time": means(_waits_a_day_longer),
    "found fake closes the case": means(_closes_the_case),
    "found fake and not marked": means(_not_marked),
    "found fake marks another": means(_all_marked),
    "one person adjusts any amount": _one_person_is_enough,
    "nothing owed back": means(_nothing_owed_back),
    "accused not told": without_message("evidence_accused"),
    "result told to who isn't to know": written(_result_told),
    "result kept from who is to know": written(_result_not_told),
    "result shown to the shop": shown_to("EvidenceReportConcluded", EVERYBODY),
    "mark shown to the shop": shown_to("EvidenceFoundFake", EVERYBODY),
    "what came beyond the cap shown to the consumer": shown_to("EvidenceReportBeyondCap", EVERYBODY),
}
