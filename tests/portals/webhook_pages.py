"""The pages about webhooks: none yet, an endpoint that works, one that fails with one given up, one that is gone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from ombud.ledger.connection import connection
from ombud.webhooks import endpoints
from ombud.webhooks.deliver import note
from tests.portals.demo_world import Demo
from tests.portals.sandbox_pages import SANDBOX
from tests.portals.shown import at

NOW = datetime(2026, 3, 9, 4, tzinfo=UTC)
DELIVERY = """
INSERT INTO webhook_delivery (platform, endpoint, idx, message, stream, seq, type, state, tries, first_at, next_at,
    ended_at)
VALUES (%s, %s, %s, %s, 'c', 1, %s, %s, 14, %s, %s, %s)
"""


@cache
def _id(platform: int, state: str) -> str:
    """An endpoint of the demo's platform that stands so."""
    wanted = ["complaint", "penalty", "order.told"] if state == "works" else []
    made, _secret = endpoints.make(platform, f"https://{state}.hooks.cn/ombud", wanted, "", "zhao", NOW)
    if state in ("works", "fails"):
        _attempts(platform, made.id, state)
    if state == "gone":
        endpoints.stop(made, "gone", endpoints.SOFTWARE, NOW)
    return made.id


def _attempts(platform: int, id: str, state: str) -> None:
    ping = {"platform": platform, "endpoint": id, "idx": None, "message": "ping_1", "type": "ping", "at": NOW}
    note([{**ping, "status": 204, "error": "", "answer": "", "took_ms": 83, "next_at": None}])
    told = {**ping, "idx": 41, "message": "evt_1", "type": "complaint.evidence-requested"}
    answer = {"status": 500, "error": "", "answer": "<html>\nInternal error</html>", "took_ms": 612}
    note([{**told, **answer, "next_at": NOW + timedelta(hours=4)}])
    answer = {"status": 0, "error": "timeout", "answer": "", "took_ms": 5001}
    note([{**told, **answer, "next_at": None}])
    if state == "works":
        connection().execute("UPDATE webhook_endpoint SET delivered_at = %s WHERE id = %s", (NOW, id))
        endpoint = endpoints.of(platform, id)
        assert endpoint is not None
        endpoints.rotate(endpoint, "zhao", datetime.now(UTC))
        return
    later = datetime(2090, 1, 1, tzinfo=UTC)
    connection().execute("UPDATE webhook_endpoint SET failures = 9, retry_at = %s WHERE id = %s", (later, id))
    for idx, its in ((41, "dead"), (42, "waiting")):
        row = (platform, id, idx, f"evt_{idx}", "complaint.evidence-requested", its, NOW, later, NOW)
        connection().execute(DELIVERY, row)


def _standing(state: str) -> Callable[[Demo], str]:
    return lambda world: _id(world.platform, state)


WEBHOOKS = [
    at("review-webhooks", "zhao"),
    at("review-webhooks none yet", "xiaoman/fang"),
    at("review-webhooks not for everybody", "he", status=404),
    *(at(f"review-webhook {state}", "zhao", _standing(state)) for state in ("new", "works", "fails", "gone")),
    *SANDBOX,
]
