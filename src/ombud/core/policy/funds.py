"""What a pack says of money held: whether the platform holds any, and what may be done with it."""

from ombud.core.struct import Value


class FundRules(Value, frozen=True):
    """All that a pack says of funds; a platform without it holds no money of its shops."""
