"""A report of fake evidence at every point of its life, and how tests act on one."""

from datetime import datetime
from types import ModuleType
from typing import Any, NamedTuple

from msgspec.structs import replace

from ombud.core.command import Command
from ombud.core.evidence_report import answer, conclude, file, lapse
from ombud.core.evidence_report.conclude import Concluded
from ombud.core.evidence_report.events import Accused
from ombud.core.evidence_report.file import Claimed
from ombud.core.evidence_report.state import Before, EvidenceReport, evolve
from ombud.core.files import File
from ombud.core.order import state as order_state
from ombud.core.order.events import EvidenceReported
from ombud.core.order.state import Order
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.complaint.cast import NEGOTIATING, ordered, readable
from tests.core.complaint.world import BORIS, CARLA, HOUR, REPORTS, RITA, T0, TIME, packed

POLICY = packed(evidence_reports=REPORTS)
SILENT = packed(evidence_reports=replace(REPORTS, told="received"))
"""The reporter is told no more than that it was received."""
SAID = Words("Look at the rim.")
PHOTO = File(file="own-1", kind="photo-goods", sha256="cc", media_type="image/jpeg")
FROM_WEB = Claimed(claim="from-web", links=(Words("https://example.org/mug"),))
PICTURE = Accused(file="photo-1", place="complaint", sha256="aa", media_type="image/jpeg")


class Life(NamedTuple):
    """A report with everything that happened to it."""

    state: EvidenceReport
    events: tuple[Any, ...]
    """Of the last act alone."""
    policy: Policy
    record: tuple[Any, ...]

    @property
    def at(self) -> datetime:
        """When something happened last."""
        at: datetime = self.record[-1].at
        return at

    def then(self, verb: ModuleType, by: Actor, *, at: datetime | None = None, **fields: Any) -> "Life":
        """The report after an act that has to succeed."""
        found = attempt(verb, self, by, at=at, **fields)
        assert not isinstance(found, Refusal), found
        return lived(self, found, self.policy)

    def wait(self, until: datetime) -> "Life":
        """The report after time passed."""
        return self.then(lapse, TIME, at=until)


def lived(life: Life | None, events: tuple[Any, ...], policy: Policy = POLICY) -> Life:
    """The report after these events."""
    state = life.state if life else None
    for event in events:
        state = evolve(state, event)
    assert state is not None
    return Life(state, events, policy, (*(life.record if life else ()), *events))


def command_of(verb: ModuleType) -> type[Any]:
    """The one command of a verb's file."""
    (found,) = (
        one
        for one in vars(verb).values()
        if isinstance(one, type) and issubclass(one, Command) and one.__module__ == verb.__name__
    )
    return found


def attempt(verb: ModuleType, life: Life, by: Actor, *, at: datetime | None = None, **fields: Any) -> Any:
    """What the verb decides: events, or a refusal."""
    command = command_of(verb)(by=by, at=at or life.at, evidence_report="e1", **fields)
    return readable(verb.decide(command, life.state, life.policy))


def before(made: int = 0, complaint: Any = NEGOTIATING.state, order: Order | None = None) -> Before:
    """An order about which so many reports were made, and its case."""
    order = order or ordered()
    for place in range(made):
        event = EvidenceReported(by=BORIS, at=T0, report=f"r{place}", number=f"TE-{place}", shop="mugs")
        order = order_state.evolve(order, event)
    return Before(order=order, complaint=complaint)


def attempt_filing(
    about: Before | None = None, policy: Policy = POLICY, by: Actor = BORIS, at: datetime = T0, **changed: Any
) -> Any:
    """What filing decides; by default the picture is said to be from the web, with its address."""
    fields: dict[str, Any] = {
        "evidence_report": "e1",
        "number": "TE-1",
        "order": "order-1",
        "file": "photo-1",
        "claims": (FROM_WEB,),
        "words": SAID,
        "accused": PICTURE,
    }
    return readable(file.decide(file.FileEvidenceReport(by=by, at=at, **(fields | changed)), about or before(), policy))


def filed(policy: Policy = POLICY, **changed: Any) -> Life:
    """A report that was just filed."""
    events = attempt_filing(policy=policy, **changed)
    assert not isinstance(events, Refusal), events
    return lived(None, events, policy)


def concluded(life: Life, result: str = "found", by: Actor = RITA, **changed: Any) -> Life:
    """The report after a reviewer concluded its one claim."""
    return life.then(conclude, by, **findings(result, **changed))


def findings(result: str = "found", **changed: Any) -> dict[str, Any]:
    """What a conclusion of the one claim takes."""
    said: dict[str, Any] = {
        "results": (Concluded(claim="from-web", result=result, words=SAID),),  # type: ignore[arg-type]
        "relied_on": ("original-seen",),
        "words": SAID,
    }
    return said | changed


FILED = filed()
ANSWERED = FILED.then(answer, CARLA, at=T0 + HOUR, stance="denies", words=SAID)
SILENCE = FILED.wait(FILED.state.deadlines[0].due_at)
FOUND = concluded(ANSWERED)
QUIET = filed(SILENT)
"""Filed where the reporter is told nothing more."""
