"""What a pack says of reports of fake evidence, and of keeping evidence before any dispute."""

from typing import Literal

from ombud.core.policy.span import Span
from ombud.core.struct import Value

Claim = Literal["from-web", "edited", "not-ours"]
"""A picture taken from elsewhere, an edited one, or one of goods that aren't the shop's."""
CLAIMS: tuple[Claim, ...] = ("from-web", "edited", "not-ours")


class EvidenceReportRules(Value, frozen=True):
    """How a merchant reports fake evidence, and what follows. A platform without it takes no such reports."""

    per_order_max: int
    """Reports about one order; what comes beyond is kept as a note to the case, with the whole talk."""
    told: Literal["received", "result"]
    """Whether the reporter learns of the single report that it was received, or what was found as well."""
    heard: Span
    """The accused consumer's, to say what they think of it before anything is found."""
    examine: Span
    """The platform's, once the accused was heard or their time is over."""
    senior: Span
    """The senior queue's, once the platform's own turn is overdue."""
    appeal: Span
    """From a refund without return until it can no longer be reported and appealed, also where nobody ruled."""
    false_max: int
    """So many reports found groundless within `false_within` close the door to their maker for `limited`."""
    false_within: Span
    limited: Span
    claims: tuple[Claim, ...] = CLAIMS


class KeepingRules(Value, frozen=True):
    """How evidence is kept for an order before any dispute."""

    files_max: int
    """Files that one side keeps for one order."""
    kept: Span
    """How long, unless a case draws on it."""
    remind_before: Span
    """How long before the end its keeper is told."""
