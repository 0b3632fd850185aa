"""What the desk brings to a publication: the figures of the period, frozen, and their fingerprint."""

from datetime import datetime, time
from hashlib import sha256
from typing import Any

from ombud.accounts.platforms import Settings
from ombud.core.people import Actor, can
from ombud.core.transparency_report.periods import period_of
from ombud.reads.transparency.figures import encoded, figures, is_counted
from ombud.reads.transparency.published import freeze

VERB = "transparency_report.publish"


def stamps(verb: str, by: Actor, target: str, settings: Settings, at: datetime) -> dict[str, Any]:
    """The fingerprint of what is frozen now; empty where not everything is counted yet."""
    if verb != VERB:
        return {}
    period, nothing = period_of(target), {"fingerprint": ""}
    today = at.astimezone(settings.zone).date()
    if period is None or today < period.until or not can(by, "oversee"):
        return nothing
    if not is_counted(settings.id, datetime.combine(period.until, time(), settings.zone)):
        return nothing
    body = encoded(figures(settings.id, period, today, settings.zone.key))
    fingerprint = sha256(body).hexdigest()
    freeze(settings.id, target, fingerprint, body, at)
    return {"fingerprint": fingerprint}
