"""Money: integer minor units, and one currency a case."""

from typing import Literal

from ombud.core.struct import Value

RemedyKind = Literal["refund", "return_refund", "exchange", "resend", "compensation", "none"]

REFUNDS: tuple[RemedyKind, ...] = ("refund", "return_refund")
"""Remedies that give back what was paid, so that they count against what can still be refunded."""


class Terms(Value, frozen=True):
    """What one party would do for the other: a remedy and, where it is money, how much in minor units."""

    remedy: RemedyKind
    amount: int = 0

    @property
    def refund(self) -> int:
        """How much of what was paid goes back, minor units."""
        return self.amount if self.remedy in REFUNDS else 0
