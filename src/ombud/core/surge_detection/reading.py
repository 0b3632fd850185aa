"""What a series says of one unit: the figures that an alarm shows."""

from ombud.core.struct import Value


class Reading(Value, frozen=True, kw_only=True):
    """One unit beside what is normal for its series."""

    unit: int
    observed: float
    expected: float
    upper: float
    """The highest count that would not alarm: the band's edge."""
    p_value: float
    """How probable as much or more is while nothing is wrong."""
    score: float
    """-log10 of the p-value: 2 is one in a hundred units. It still tells apart what rounds to a p-value of 0."""
    enough_history: bool
    """Below that an alarm is not to be raised, whatever the p-value."""
    alpha: float = 0.01
    """What the p-value is compared with."""

    @property
    def alarm(self) -> bool:
        """Whether this series alarms when looked at alone; among many, ask `many`."""
        return self.enough_history and self.p_value < self.alpha
