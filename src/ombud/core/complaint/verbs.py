"""Every verb of a complaint, found by one loop over this package; the name of a verb is the name of its file."""

import importlib
import pkgutil
from collections.abc import Mapping
from datetime import datetime
from types import ModuleType

from ombud.core import complaint as package
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal

NOT_OFFERED = ("file", "lapse", "recount")
"""Filing begins a complaint; time and tables act by themselves. Nobody is offered these in a case."""


def _verbs() -> Mapping[str, ModuleType]:
    found = {}
    for info in pkgutil.iter_modules(package.__path__):
        if info.name != "verbs":
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            if hasattr(module, "may") and hasattr(module, "decide"):
                found[info.name.replace("_", "-")] = module
    return found


VERBS: Mapping[str, ModuleType] = _verbs()
"""Each verb's module by its name: `ask-review`."""


def offered(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> dict[str, Refusal | None]:
    """For each verb of an open case why `by` can't do it now, or None where they can."""
    return {name: verb.may(by, complaint, policy, at) for name, verb in VERBS.items() if name not in NOT_OFFERED}
