"""What a pack says of surges: what is counted, how sure an alarm must be, and what may follow."""

from ombud.core.struct import Value


class SurgeRules(Value, frozen=True):
    """All that a pack says of surges; a platform without it is never alerted."""
