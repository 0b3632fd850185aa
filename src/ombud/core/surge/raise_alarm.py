"""The platform is alerted that a shop's complaints rise abnormally, or that it can't keep up with them.

Who:    time itself, as it counts; or the platform's own systems, which count elsewhere.
When:   under a pack that speaks of surges; once for a shop and unit of time, and not while an alarm about it is open.
Event:  SurgeRaised.
Next:   desk/reactions.py, under SurgeRaised.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, Clock, System
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.surge.events import Kind, SurgeRaised
from ombud.core.surge.figures import Backlog, Figures, Part
from ombud.core.surge.rungs import astray
from ombud.core.surge.state import Surge


class RaiseAlarm(Command, frozen=True):
    """About which shop, with which figures."""

    surge: str
    number: str
    shop: str
    kind: Kind
    figures: Figures | None = None
    parts: tuple[Part, ...] = ()
    backlog: Backlog | None = None
    cases: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    """Of the cases, what is none of this shop."""


NOT_COUNTING = Refusal(code="counting-only", because="Alarms are raised by what counts, not by people.")
NO_RULES = Refusal(code="no-surge-rules", because="The rules of this platform say nothing of surges.")
RAISED = Refusal(code="surge-raised", because="This alarm was raised already.")
NO_FIGURES = Refusal(code="no-figures", because="An alarm comes with the figures it stands on.", field="figures")
NO_ALARM = Refusal(
    code="within-the-band", because="{observed} is no more than is normal for this shop.", field="figures"
)
TOO_MANY = Refusal(code="too-many-cases", because="An alarm gathers at most {cases_max} cases.", field="cases")


def may(by: Actor, surge: Surge | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't raise it, or None."""
    if not isinstance(by, Clock | System):
        return NOT_COUNTING
    if policy.pack.surge is None:
        return NO_RULES
    return RAISED if surge is not None else None


def decide(command: RaiseAlarm, surge: Surge | None, policy: Policy) -> tuple[SurgeRaised, ...] | Refusal:
    """The alarm, and the date by which the platform looks at it."""
    if refusal := may(command.by, surge, policy, command.at):
        return refusal
    rules = policy.pack.surge
    assert rules is not None, "`may` looked"
    if (command.figures if command.kind == "rise" else command.backlog) is None:
        return NO_FIGURES if command.kind == "rise" else NO_FIGURES.at_field("backlog")
    if command.figures is not None and command.figures.observed <= command.figures.upper:
        return NO_ALARM.given(observed=command.figures.observed)
    if len(command.cases) > rules.cases_max:
        return TOO_MANY.given(cases_max=rules.cases_max)
    if refusal := astray(command.strangers, "cases"):
        return refusal
    return (
        SurgeRaised(
            by=command.by, at=command.at, surge=command.surge, number=command.number, shop=command.shop,
            pack=policy.pack.id, kind=command.kind,
            deadline=policy.deadline("surge-look", "platform", rules.windows.look, command.at),
            figures=command.figures, parts=command.parts, backlog=command.backlog,
            cases=tuple(dict.fromkeys(command.cases)),
        ),
    )  # fmt: skip
