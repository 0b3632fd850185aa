"""The people of the surge's tests, and rules under which alarms are raised."""

from datetime import timedelta
from types import ModuleType
from typing import Any

from msgspec.structs import replace

from ombud.core.people import Actor, Clock
from ombud.core.policy.surge import SurgeRules, SurgeWindows
from ombud.core.refusal import Refusal
from ombud.core.surge import raise_alarm
from ombud.core.surge.events import SurgeRaised
from ombud.core.surge.figures import Backlog, Figures, Part
from ombud.core.surge.state import Surge, evolve
from ombud.core.words import Words
from tests.core.complaint.world import BELA, BORIS, IRIS, OLGA, RITA, RUTH, SAM, T0, TIME, span
from tests.core.complaint.world import POLICY as COMPLAINTS

__all__ = ["BELA", "BORIS", "IRIS", "OLGA", "RITA", "RUTH", "SAM", "T0", "TIME"]

RULES = SurgeRules(
    counts=("complaints", "public-items"),
    windows=SurgeWindows(look=span(hours=24), answer=span(hours=72), close=span(hours=100), senior=span(hours=12)),
    hold_percent_max=50,
    cases_max=3,
)
POLICY = replace(COMPLAINTS, pack=replace(COMPLAINTS.pack, surge=RULES))
SILENT = COMPLAINTS
"""Rules that say nothing of surges."""
HOUR = timedelta(hours=1)
FIGURES = Figures(
    unit="week", since=T0 - timedelta(days=3), until=T0 + timedelta(days=4), observed=34, expected_hundredths=612,
    upper=14, p_billionths=3,
)  # fmt: skip
PARTS = (Part(of="complaints:not-delivered", observed=30, expected_hundredths=210, upper=7, alarming=True),)
BACKLOG = Backlog(waiting=12, missed=9, answered=4, since=T0 - timedelta(days=10), least=5, percent=40)


def raised(**changed: Any) -> Surge:
    """An alarm about Boris's shop."""
    fields = {"kind": "rise", "figures": FIGURES, "parts": PARTS, "cases": ("c-1", "c-2"), **changed}
    (event,) = accepted(raise_alarm, None, Clock(), number="S-1", shop="mugs", **fields)
    assert isinstance(event, SurgeRaised)
    return evolve(None, event)


def done(verb: ModuleType, surge: Surge | None, by: Actor, **fields: Any) -> Any:
    """What the verb decides, an hour after the alarm unless said otherwise."""
    command = next(one for one in vars(verb).values() if isinstance(one, type) and one.__module__ == verb.__name__)
    at, policy = fields.pop("at", T0 + HOUR if surge else T0), fields.pop("policy", POLICY)
    words = {name: Words(value) for name, value in fields.items() if name in ("words", "hold_reasons")}
    return verb.decide(command(by=by, at=at, surge="s-1", **{**fields, **words}), surge, policy)


def accepted(verb: ModuleType, surge: Surge | None, by: Actor, **fields: Any) -> Any:
    outcome = done(verb, surge, by, **fields)
    assert not isinstance(outcome, Refusal), outcome
    return outcome


def refused(verb: ModuleType, surge: Surge | None, by: Actor, **fields: Any) -> str:
    outcome = done(verb, surge, by, **fields)
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


def after(verb: ModuleType, surge: Surge, by: Actor, **fields: Any) -> Surge:
    """The surge after the verb was done."""
    for event in accepted(verb, surge, by, **fields):
        surge = evolve(surge, event)
    return surge
