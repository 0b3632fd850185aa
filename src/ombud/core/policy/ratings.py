"""What a pack says of ratings: until when one can be changed, and how long its words may be."""

from ombud.core.policy.span import Span
from ombud.core.struct import Value


class RatingRules(Value, frozen=True):
    """How those who bought rate a shop."""

    change: Span = Span(days=14, source="ours")
    """From the first rating on: long enough to use what was bought, short enough that nobody is pressed for months."""
    words_max: int = 500
