"""Until when evidence in a case can be reported, and how long groundless reports close the door to their maker."""

from datetime import datetime

from ombud.core.complaint.state import Complaint
from ombud.core.policy.policy import Policy


def closes_at(complaint: Complaint | None, policy: Policy) -> datetime | None:
    """From when evidence in this case can't be reported any more; None while the case is open, or where there is none.

    A closed case is open to reports for the pack's span from the refund (from its end where nothing was refunded), and
    as long as its ruling can be reviewed.
    """
    rules = policy.pack.evidence_reports
    if complaint is None or rules is None or complaint.closed_at is None:
        return None
    since = complaint.refunded_at or complaint.closed_at
    ends = policy.end(rules.appeal, since)
    return max(ends, complaint.review_until) if complaint.review_until else ends


def limited_until(groundless_at: tuple[datetime, ...], policy: Policy, at: datetime) -> datetime | None:
    """Until when a shop whose reports were found groundless at these instants can make none; None where it may."""
    rules = policy.pack.evidence_reports
    if rules is None:
        return None
    found = sorted(one for one in groundless_at if one <= at)
    untils = [
        policy.end(rules.limited, last)
        for first, last in zip(found, found[rules.false_max - 1 :], strict=False)
        if last < policy.end(rules.false_within, first)
    ]
    return max((one for one in untils if one > at), default=None)
