"""RaiseAlarm: the platform is alerted with the figures, by what counts and by nobody else."""

from msgspec.structs import replace

from ombud.core.people import System
from ombud.core.surge import raise_alarm
from tests.core.surge.world import BACKLOG, FIGURES, HOUR, RITA, SILENT, T0, TIME, accepted, raised, refused

GIVEN = {"number": "S-1", "shop": "mugs", "kind": "rise", "figures": FIGURES}


def test_an_alarm_holds_its_figures_and_the_date_by_which_somebody_looks_at_it() -> None:
    surge = raised()
    assert (surge.stage, surge.figures, surge.cases) == ("raised", FIGURES, ("c-1", "c-2"))
    assert [(one.kind, one.on, one.due_at) for one in surge.deadlines] == [("surge-look", "platform", T0 + 24 * HOUR)]


def test_an_integrator_may_raise_one_and_a_backlog_is_one_too() -> None:
    given = {**GIVEN, "kind": "backlog", "figures": None, "backlog": BACKLOG}
    (event,) = accepted(raise_alarm, None, System(id="key:1"), **given)
    assert (event.kind, event.backlog.missed_percent) == ("backlog", 69)


def test_each_no_has_its_code() -> None:
    assert refused(raise_alarm, None, RITA, **GIVEN) == "counting-only"
    assert refused(raise_alarm, None, TIME, **GIVEN, policy=SILENT) == "no-surge-rules"
    assert refused(raise_alarm, raised(), TIME, **GIVEN) == "surge-raised"
    assert refused(raise_alarm, None, TIME, **{**GIVEN, "figures": None}) == "no-figures"
    within = replace(FIGURES, observed=14)
    assert refused(raise_alarm, None, TIME, **{**GIVEN, "figures": within}) == "within-the-band"
    assert refused(raise_alarm, None, TIME, **GIVEN, cases=("a", "b", "c", "d")) == "too-many-cases"
