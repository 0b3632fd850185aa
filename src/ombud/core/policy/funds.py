"""What a pack says of money held: whether the platform holds any, and what may be done with it."""

from ombud.core.policy.span import Span
from ombud.core.struct import Value


class FundRules(Value, frozen=True):
    """All that a pack says of funds; a platform without it holds no money of its shops."""

    freeze_look: Span
    """How long a freeze in whole stands until the platform looks at it again; 30 days at most."""
    hold_ruling: bool = True
    """Whether what a ruling orders is held in the shop's fund until it is carried out."""
    covers: bool = True
    """Whether the platform pays ahead from its own money what the shop's fund lacks, and recoups it."""
