"""What an integrator is told holds codes, numbers and instants: no event can put anything else into a message."""

import re
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from ombud.core.complaint.events.filing import KeptContact
from ombud.core.people import Consumer
from ombud.core.words import Kept
from ombud.desk.things import EVENT_TYPES, THINGS
from ombud.webhooks.message import NAMES, _fields, codes, type_of, types


def test_every_event_has_a_type_of_its_own_that_names_its_thing() -> None:
    assert len(set(types())) == len(types()) == len(EVENT_TYPES)
    assert all(re.fullmatch(r"[a-z_]+\.[a-z]+(-[a-z]+)*", one) for one in types())
    assert {one.partition(".")[0] for one in types()} == set(THINGS)
    assert type_of("fund", "FundsHeld") == "fund.funds-held"
    assert type_of("complaint", "Ruled") == "complaint.ruled"
    assert type_of("evidence_report", "EvidenceReportFiled") == "evidence_report.filed"


def reached(struct: Any, seen: set[Any]) -> None:
    """Every struct that can be in a message, with the fields of it that are sent whole."""
    if struct in seen:
        return
    seen.add(struct)
    inside = {field.name: field.type for field in msgspec.structs.fields(struct)}
    for name, whole in _fields(struct):
        if not whole:
            for one in parts(inside[name]):
                reached(one, seen)


def parts(kind: Any) -> list[Any]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return [kind]
    return [found for one in getattr(kind, "__args__", ()) for found in parts(one)]


def test_of_no_event_words_people_or_files_names_are_sent() -> None:
    seen: set[Any] = set()
    for event in EVENT_TYPES.values():
        reached(event, seen)
    sent = [(struct, field) for struct in seen for field in msgspec.structs.fields(struct)
            if (field.name, True) in _fields(struct)]  # fmt: skip
    assert len(sent) > 200
    for struct, field in sent:
        assert field.type is not Kept, (struct, field.name)
        assert "Kept" not in str(field.type), (struct, field.name)
        if "str" in str(field.type):
            assert field.name in NAMES or "Literal" in str(field.type), (struct, field.name)


class Inner(msgspec.Struct):
    code: str
    note: str
    amount: int


class Planted(msgspec.Struct):
    by: Consumer
    at: datetime
    words: Kept
    name: str
    contact: KeptContact
    kind: Literal["a", "b"]
    until: datetime | None
    inner: tuple[Inner, ...]
    said: dict[str, str]
    reason: str | None


def test_a_field_that_nobody_thought_of_is_left_out() -> None:
    at = datetime(2026, 3, 9, tzinfo=UTC)
    planted = Planted(
        by=Consumer(id="ana"), at=at, words=Kept("3f2a"), name="Ana Lin", contact=KeptContact(phone=Kept("77")),
        kind="a", until=at, inner=(Inner("c-1", "Ana said", 5),), said={"ana": "said"}, reason="quality",
    )  # fmt: skip
    assert codes(planted) == {
        "kind": "a", "until": at, "inner": [{"code": "c-1", "amount": 5}], "reason": "quality",
    }  # fmt: skip
