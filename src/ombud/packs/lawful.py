"""What the law asks of a pack whatever its platform wants: a pack that doesn't grant it isn't loaded at all."""

from collections.abc import Iterator

from ombud.core.policy.pack import Pack
from ombud.core.policy.span import Span
from ombud.core.policy.violation import RESTRICTIONS, AppealRules
from ombud.packs.faults import Fault, SaidIn
from ombud.packs.places import Path as Way

SIX_MONTHS_DAYS = 184
"""No six months in a row are longer: July to December, or March to August, have 184 days."""
ALLOWED = f"{SIX_MONTHS_DAYS} days or more (Digital Services Act, article 20)"


def unlawful(pack: Pack, said_in: SaidIn) -> Iterator[Fault]:
    """Every restriction that can't be appealed for six months from its notice, where `law = "eu"` promises that."""
    rules = pack.penalties
    if rules is None or rules.law != "eu":
        return
    for index, violation in enumerate(rules.violations):
        kinds = [one.kind for one in violation.measures if one.kind in RESTRICTIONS]
        if kinds:
            way = ("penalties", "violations", index)
            yield from _short(violation.appeal, f"{violation.code} leads to {kinds[0]}", way, said_in)


def days_at_least(span: Span) -> int:
    """How many days the span lasts wherever it starts: a working day is at least a day, and a day may have 25 hours."""
    if span.days is not None or span.working_days is not None:
        return span.days or span.working_days or 0
    minutes = span.business_minutes or (span.hours or 0) * 60
    return max(0, minutes - 60) // (24 * 60)


def _short(appeal: AppealRules | None, why: str, way: Way, said_in: SaidIn) -> Iterator[Fault]:
    if appeal is None:
        yield said_in.fault((*way, "code"), f"{why}, a restriction, and can't be appealed", f"closes = {ALLOWED}")
        return
    if days_at_least(appeal.closes) < SIX_MONTHS_DAYS:
        problem = f"{why}, a restriction, and can't be appealed for six months"
        yield said_in.fault((*way, "appeal", "closes"), problem, ALLOWED)
    if appeal.opens is not None:
        problem = f"{why}, a restriction, and can't be appealed from the first"
        yield said_in.fault((*way, "appeal", "opens"), problem, "an appeal that opens with the notice")
