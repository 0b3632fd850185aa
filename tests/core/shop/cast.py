"""A shop on its way, step by step: each constant is one more thing that happened to it."""

from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

from ombud.core.credentials import credit_code_check
from ombud.core.files import File
from ombud.core.people import Clock, Consumer, Member, Reviewer, System
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop import accept_duties, apply, invite_member, join, lapse, qualify, refuse, verify
from ombud.core.shop import open as opening
from ombud.core.shop.papers import Entry, Number
from ombud.core.shop.state import Shop, fold
from ombud.core.words import Secret, Words
from ombud.packs.load import load_pack

T0 = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
"""A plain Monday, 10:00 in Shanghai."""
POLICY: Policy = load_pack("weixun")
ELSEWHERE: Policy = load_pack("weidian")
MEI = Member(id="mei", shop="")
"""Who applies: she acts for no shop yet."""
OWNER = Member(id="mei", shop="s1", rights=("answer", "appeal"))
HELPER = Member(id="tao", shop="s1", rights=("answer",))
STRANGER = Member(id="sam", shop="tea", rights=("answer", "appeal"))
RITA, CARLA, TIME, SEED = Reviewer(id="rita"), Consumer(id="carla"), Clock(), System(id="seed")
VIEWER = Reviewer(id="vik", rights=())
CODE = f"91310000MA1FL0007{credit_code_check('91310000MA1FL0007')}"
LICENCE = File(file="f1", kind="licence", media_type="image/jpeg", sha256="0" * 64)


def run(verb: ModuleType, shop: Shop | None, by: Any, at: datetime = T0, under: Policy = POLICY, **fields: Any) -> Any:
    """What the verb's `decide` makes of it."""
    command = next(
        one
        for one in vars(verb).values()
        if isinstance(one, type) and one.__module__ == verb.__name__ and "by" in getattr(one, "__struct_fields__", ())
    )
    return verb.decide(command(by=by, at=at, shop="s1", **fields), shop, under)


def done(verb: ModuleType, before: tuple[Any, ...], by: Any, at: datetime = T0, **fields: Any) -> tuple[Any, ...]:
    """All that happened, with what the verb adds."""
    outcome = run(verb, fold(before), by, at, **fields)
    assert not isinstance(outcome, Refusal), outcome
    return (*before, *outcome)


def code_of(outcome: Any) -> str:
    """The code of a refusal; empty where it is none."""
    return outcome.code if isinstance(outcome, Refusal) else ""


def shop(events: tuple[Any, ...]) -> Shop:
    """The shop after these."""
    state = fold(events)
    assert state is not None
    return state


WANTED = {"name": "Mei’s Cups", "category": "home", "contact": Words("13800001234")}
COMPANY = {
    "form": "company",
    "numbers": (Number(code="credit-code", number=Secret(CODE)),),
    "entries": (
        Entry(code="legal-name", words=Words("Mei Cups Ltd")),
        Entry(code="representative", words=Words("Mei Lin")),
    ),
    "files": (LICENCE,),
}
APPLIED = done(apply, (), MEI, **WANTED)
ACCEPTED = done(accept_duties, APPLIED, OWNER, version="2026.1")
WAITING = done(qualify, ACCEPTED, OWNER, **COMPANY)
REFUSED = done(refuse, WAITING, RITA, T0 + timedelta(hours=3), reasons=("unreadable",), words=Words("Take it again."))
VERIFIED = done(verify, WAITING, RITA, T0 + timedelta(hours=3))
OPEN = done(opening, VERIFIED, OWNER, T0 + timedelta(hours=4))
INVITED = done(invite_member, OPEN, OWNER, T0 + timedelta(hours=5), member="tao", role="service")
WITH_HELPER = done(join, INVITED, Member(id="tao", shop=""), T0 + timedelta(hours=6))
LAPSED = done(lapse, APPLIED, TIME, T0 + timedelta(days=40))
