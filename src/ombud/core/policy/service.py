"""What a pack says of the platform's own service: by which channels it can be reached, and when."""

from ombud.core.struct import Value


class ServiceRules(Value, frozen=True):
    """All that a pack says of its service; without it only the ladder of channels stands."""
