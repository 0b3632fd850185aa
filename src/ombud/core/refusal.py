"""How the core says no: a stable code, a sentence a person can read, and what would make it yes."""

from datetime import datetime

import msgspec

from ombud.core.struct import Value

Fact = str | int | datetime


class Refusal(Value, frozen=True):
    """A no with its reason. The rules refused; nothing was written."""

    code: str
    """Kebab-case, never reused for another meaning: integrators switch on it."""
    because: str
    """English, the key of its translations; {names} are filled from `facts` in the reader's language."""
    way_out: str = ""
    """What would make it yes, or where to turn instead; empty where there is no way."""
    field: str = ""
    """The field of the command that is wrong, empty where it is the whole act that is refused."""
    facts: dict[str, Fact] = {}

    def given(self, **facts: Fact) -> "Refusal":
        """The same refusal with the figures and instants its sentence names."""
        return msgspec.structs.replace(self, facts=facts)

    def at_field(self, field: str) -> "Refusal":
        """The same refusal about another field of the command."""
        return msgspec.structs.replace(self, field=field)
