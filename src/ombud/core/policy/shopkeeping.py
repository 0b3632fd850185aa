"""What a pack says of merchants: their duties, and what they show before a shop opens."""

from ombud.core.struct import Value


class ShopRules(Value, frozen=True):
    """All that a pack says of opening a shop; on a platform without it shops are only told of."""
