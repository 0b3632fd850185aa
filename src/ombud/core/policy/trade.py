"""What a pack says of orders: their kinds, the path of each, and when one is late."""

from ombud.core.struct import Value


class TradeRules(Value, frozen=True):
    """All that a pack says of orders; on a platform without it an order only has the status it was told with."""
