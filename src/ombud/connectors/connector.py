"""What a connector is: a module of this package that proves who sent something and says which orders it tells of."""

import importlib
import pkgutil
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import NamedTuple, Protocol, cast

from ombud import connectors
from ombud.core.order.events import Facts


class NotGenuineError(Exception):
    """It wasn't signed with the secret, or too long ago. The sentence is for whoever set the sender up."""


class NotReadableError(Exception):
    """It is genuine, and can't be understood: which field, and why."""


class Delivery(NamedTuple):
    """Something genuine: the sender's id of it, when it was sent, and its bytes."""

    id: str
    sent_at: datetime
    body: bytes


class Telling(NamedTuple):
    """An order as the sender knows it, and the instant that this is true of: an older one never replaces a newer."""

    order: str
    facts: Facts
    as_of: datetime


class Connector(Protocol):
    """The two functions that the module of a connector has."""

    def verify(self, headers: Mapping[str, str], body: bytes, secret: str, at: datetime) -> Delivery:
        """The delivery, if it is genuine and new. Raises NotGenuineError."""

    def translate(self, delivery: Delivery, shop: str) -> list[Telling]:
        """The orders it tells of; none for what is of no concern here. `shop` is the one whose orders they are where
        the sender doesn't say. Raises NotReadableError."""


@cache
def found() -> Mapping[str, Connector]:
    """Every connector by the name of its module."""
    modules = {
        info.name: importlib.import_module(f"{connectors.__name__}.{info.name}")
        for info in pkgutil.iter_modules(connectors.__path__)
        if not info.ispkg and info.name != "connector"
    }
    return {
        name: cast("Connector", module)
        for name, module in modules.items()
        if hasattr(module, "verify") and hasattr(module, "translate")
    }
