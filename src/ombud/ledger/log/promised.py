"""Whether the platform has broken its word that what it recorded soon enters its log."""

from datetime import datetime

from ombud.ledger.log.verify import GRACE


def is_broken(since: datetime | None, at: datetime) -> bool:
    """Whether something that has waited since then waits against what was promised; None: nothing waits. Both instants
    are of one clock."""
    return since is not None and at - since > GRACE
