"""How much somebody sent or reported lately, which no state keeps: messages are counted in the record, reports in
their list."""

from datetime import datetime
from typing import Any

import msgspec

from ombud.core.people import Actor
from ombud.ledger.connection import Connection

SENT = """
SELECT count(*) FILTER (WHERE at > %(at)s::timestamptz - interval '1 minute'), count(*) FROM event
WHERE platform = %(platform)s AND stream = %(stream)s AND type = 'MessageSent'
    AND at > %(at)s::timestamptz - interval '1 day' AND position(%(by)s::bytea in body) > 0
"""
REPORTED = """
SELECT count(*) FROM report_row WHERE platform = %s AND consumer = %s AND filed_at > %s::timestamptz - interval '1 day'
"""


def stamps(
    connection: Connection, platform: int, stamped: frozenset[str], stream: str, by: Actor, at: datetime
) -> dict[str, Any]:
    """Messages of this person in this stream, within a minute and within a day; or reports of theirs."""
    if "reported_in_day" in stamped:
        (reported,) = connection.execute(REPORTED, (platform, by.id, at)).fetchone() or (0,)
        return {"reported_in_day": int(reported)}
    if "sent_in_day" not in stamped:
        return {}
    # As an event is written down: its keys are sorted, so the id comes first.
    named = b'"by":{"id":' + msgspec.json.encode(by.id)
    asked = {"platform": platform, "stream": stream, "by": named, "at": at}
    minute, day = connection.execute(SENT, asked).fetchone() or (0, 0)
    return {"sent_in_minute": int(minute), "sent_in_day": int(day)}
