"""One message of the notice about evidence that is kept: two files of Ana's, near their end."""

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from ombud.core.files import File
from ombud.core.order_vault.events import KeepingReminded
from ombud.core.order_vault.keep import KeepEvidence, decide
from ombud.core.order_vault.state import OrderVault, evolve
from ombud.core.policy.evidence_reports import KeepingRules
from ombud.core.refusal import Refusal
from tests.core.complaint.world import span
from tests.core.order.world import ANA, POLICY, T0, TIME, told

RULES = KeepingRules(files_max=9, kept=span(days=180), remind_before=span(days=14))
FILES = tuple(File(file=one, sha256=one, media_type="image/jpeg") for one in ("a", "b"))
COMMAND = KeepEvidence(by=ANA, at=T0, order_vault="o1:consumer", files=FILES)


def _near_the_end() -> tuple[OrderVault, Any, str]:
    outcome = decide(COMMAND, told(), replace(POLICY, pack=replace(POLICY.pack, keeping=RULES)))
    assert not isinstance(outcome, Refusal)
    vault = evolve(None, outcome[0])
    event = KeepingReminded(by=TIME, at=T0 + timedelta(days=166), side="consumer", items=("a", "b"))
    return evolve(vault, event), event, "consumer"


KEPT: dict[str, tuple[OrderVault, Any, str]] = {"keeping_reminded": _near_the_end()}
