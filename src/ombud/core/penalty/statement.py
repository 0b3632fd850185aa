"""A penalty's statement of reasons as the DSA Transparency Database takes it, and a check of what it takes.

Source: Digital Services Act, articles 17 and 24(5), and the database's published API documentation (fields, limits and
codes). The database wants no personal data: `anonymous.py` takes it out, `faults` looks again.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ombud.core.penalty.anonymous import found_in, without_persons
from ombud.core.penalty.events.imposing import Measure
from ombud.core.penalty.state import Penalty
from ombud.core.policy.violation import MeasureKind, Violation
from ombud.core.struct import Value

EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
EEA = (*EU, "IS", "LI", "NO")
LANGUAGES = (
    "BG", "CS", "DA", "DE", "EL", "EN", "ES", "ET", "FI", "FR", "GA", "HR", "HU", "IT", "LT", "LV", "MT", "NL", "PL",
    "PT", "RO", "SK", "SL", "SV",
)  # fmt: skip
"""The official languages of the Union."""
VISIBILITY: Mapping[MeasureKind, str] = {
    "listing-removed": "DECISION_VISIBILITY_CONTENT_REMOVED",
    "shop-hidden": "DECISION_VISIBILITY_CONTENT_DISABLED",
    "search-demotion": "DECISION_VISIBILITY_CONTENT_DEMOTED",
    "sales-not-counted": "DECISION_VISIBILITY_OTHER",
}
MONETARY: Mapping[MeasureKind, str] = {
    "funds-held": "DECISION_MONETARY_SUSPENSION",
    "payment-off": "DECISION_MONETARY_OTHER",
}
PROVISION: Mapping[MeasureKind, str] = {"transactions-stopped": "DECISION_PROVISION_PARTIAL_SUSPENSION"}
ACCOUNTS: Mapping[MeasureKind, str] = {
    "account-closed": "DECISION_ACCOUNT_TERMINATED",
    "account-suspended": "DECISION_ACCOUNT_SUSPENDED",
}
DECISIONS = ("decision_visibility", "decision_monetary", "decision_provision", "decision_account")
REQUIRED = (
    "decision_ground", "content_type", "category", "territorial_scope", "content_date", "application_date",
    "decision_facts", "source_type", "automated_detection", "automated_decision", "puid",
)  # fmt: skip
LIMITS: Mapping[str, int] = {
    "decision_visibility_other": 500, "decision_monetary_other": 500, "decision_facts": 5000,
    "illegal_content_legal_ground": 500, "illegal_content_explanation": 2000, "incompatible_content_ground": 500,
    "incompatible_content_explanation": 2000, "content_type_other": 500, "puid": 500,
}  # fmt: skip
"""Characters that a field may have at most."""


class Said(Value, frozen=True):
    """The words that lie beside the record, and those of the pack, in the language in which facts were written."""

    facts: str
    reasons: str
    rule: str
    """Number and name of the rule."""
    measures: Mapping[str, str]
    """Words for each kind of measure."""
    persons: tuple[str, ...] = ()
    """Names that stand in no statement: of consumers, members and reviewers."""


def statement_of(
    penalty: Penalty, violation: Violation, said: Said, zone: ZoneInfo, territory: tuple[str, ...] = EU
) -> dict[str, Any] | None:
    """The statement; None where no measure is a restriction, so that none is owed."""
    measures = penalty.imposition.measures
    decisions = dict(_decisions(measures, said))
    if not any(decisions.get(name) for name in DECISIONS) or penalty.imposed_at is None:
        return None
    imposition = penalty.imposition
    return {
        **decisions,
        "account_type": "ACCOUNT_TYPE_BUSINESS",
        **_ground(violation, said),
        "content_type": [violation.statement.content_type],
        "category": violation.statement.category,
        "territorial_scope": sorted(territory),
        **({"content_language": tongue} if (tongue := imposition.language[:2].upper()) in LANGUAGES else {}),
        "content_date": _day(_content_at(penalty), zone),
        "application_date": _day(penalty.imposed_at, zone),
        **_ends(measures, zone),
        "decision_facts": _short(said.facts, said, "decision_facts"),
        "source_type": "SOURCE_TYPE_OTHER_NOTIFICATION" if imposition.ground else "SOURCE_VOLUNTARY",
        "automated_detection": "Yes" if imposition.automated_detection else "No",
        "automated_decision": _automated(penalty),
        "puid": re.sub(r"[^A-Za-z0-9_-]", "-", penalty.number),
    }


def faults(statement: Mapping[str, Any], persons: tuple[str, ...] = ()) -> list[str]:
    """What the database would refuse, and personal data that is still in it; empty where it can be sent."""
    return list(_faults(statement, persons))


def _faults(statement: Mapping[str, Any], persons: tuple[str, ...]) -> Iterator[str]:
    if not any(statement.get(name) for name in DECISIONS):
        yield f"one of {', '.join(DECISIONS)} is required"
    yield from (f"{name} is required" for name in REQUIRED if not statement.get(name))
    for name, most in LIMITS.items():
        if len(str(statement.get(name, ""))) > most:
            yield f"{name} has more than {most} characters"
    yield from _wrong_days(statement)
    if not set(statement.get("territorial_scope", ())) <= set(EEA):
        yield "territorial_scope names a country outside the EEA"
    for name, value in statement.items():
        if isinstance(value, str) and name != "puid" and (data := found_in(value, persons)):
            yield f"{name} still holds personal data ({', '.join(data)})"


def _wrong_days(statement: Mapping[str, Any]) -> Iterator[str]:
    for name in ("content_date", "application_date"):
        if not re.fullmatch(r"20\d\d-\d\d-\d\d", str(statement.get(name, ""))):
            yield f"{name} is no date"
    for name in ("account", "monetary", "service", "visibility"):
        end = statement.get(f"end_date_{name}_restriction")
        if end is not None and end < str(statement.get("application_date", "")):
            yield f"end_date_{name}_restriction is before the application date"


def _decisions(measures: tuple[Measure, ...], said: Said) -> Iterator[tuple[str, Any]]:
    kinds = [one.kind for one in measures]
    if visible := sorted({VISIBILITY[one] for one in kinds if one in VISIBILITY}):
        yield "decision_visibility", visible
        if "DECISION_VISIBILITY_OTHER" in visible:
            yield "decision_visibility_other", said.measures.get("sales-not-counted", "Sales not counted")[:500]
    for name, codes in (("monetary", MONETARY), ("provision", PROVISION), ("account", ACCOUNTS)):
        code = next((codes[kind] for kind in codes if kind in kinds), None)
        if code is not None:
            yield f"decision_{name}", code
        if code == "DECISION_MONETARY_OTHER":
            yield "decision_monetary_other", said.measures.get("payment-off", "Way of payment switched off")[:500]


def _ground(violation: Violation, said: Said) -> dict[str, str]:
    explained = _short(said.reasons, said, "illegal_content_explanation")
    if violation.statement.illegal:
        return {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": said.rule[:500],
            "illegal_content_explanation": explained,
        }
    return {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": said.rule[:500],
        "incompatible_content_explanation": explained,
        "incompatible_content_illegal": "No",
    }


def _ends(measures: tuple[Measure, ...], zone: ZoneInfo) -> dict[str, str | None]:
    """When each kind of restriction ends; None where one of them has no end."""
    kinds = {"visibility": VISIBILITY, "monetary": MONETARY, "service": PROVISION, "account": ACCOUNTS}
    ends: dict[str, str | None] = {}
    for name, codes in kinds.items():
        its = [one.ends_at for one in measures if one.kind in codes]
        known = [at for at in its if at is not None]
        ends[f"end_date_{name}_restriction"] = _day(max(known), zone) if its and len(known) == len(its) else None
    return ends


def _automated(penalty: Penalty) -> str:
    by_software = penalty.proposed_by.startswith("key:")
    if not by_software:
        return "AUTOMATED_DECISION_NOT_AUTOMATED"
    return "AUTOMATED_DECISION_PARTIALLY" if len(penalty.decided_by) > 1 else "AUTOMATED_DECISION_FULLY"


def _content_at(penalty: Penalty) -> datetime:
    """The day of the oldest order it is about, else of the penalty itself."""
    bought = [one.purchased_at for one in penalty.imposition.orders if one.purchased_at is not None]
    assert penalty.imposed_at is not None, "statements are of what was imposed"
    return min(bought, default=penalty.imposed_at)


def _short(text: str, said: Said, field: str) -> str:
    plain, most = without_persons(text, said.persons), LIMITS[field]
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def _day(at: datetime, zone: ZoneInfo) -> str:
    day: date = at.astimezone(zone).date()
    return day.isoformat()
