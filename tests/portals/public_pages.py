"""Pages about what everybody may read: announcements, the platform's service, and the public records of shops."""

from collections.abc import Callable
from datetime import date

from ombud.ledger.connection import rows
from tests.portals.demo_world import Demo
from tests.portals.shown import STRANGER, at

OF_FIRST = (
    "SELECT r.number FROM announcement_row r JOIN accounts_platform p ON p.id = r.platform AND p.slug = 'tianshan'"
)


def _announced(asked: str) -> Callable[[Demo], str]:
    """The number of an announcement of the first platform that is like this."""
    return lambda _world: str(rows(f"{OF_FIRST} WHERE {asked} LIMIT 1", ())[0][0])


SAFETY, HOURS = _announced("r.category = 'safety'"), _announced("r.category = 'service'")
WITHDRAWN_NEWS, WAITING_NEWS = _announced("r.withdrawn"), _announced("r.audience = 'merchants'")
HERE = "?platform=tianshan"
PUBLIC = [
    at("announcements", STRANGER, query=HERE),
    at("announcements of a kind", "su", query="?about=safety"),
    at("announcement", STRANGER, HOURS, query=HERE),
    at("announcement in another language", "lin", SAFETY),
    at("announcement withdrawn", STRANGER, WITHDRAWN_NEWS, query=HERE),
    at("announcement-versions", STRANGER, SAFETY, query=HERE),
    at("announcement-version", STRANGER, SAFETY, 1, query=HERE),
    at("transparency", STRANGER, query=HERE),
    at("transparency of a year", "lin", query=f"?period={date.today().year}"),  # noqa: DTZ011 - any year does
    at("review-transparency", "zhao"),
    at("review-transparency-publish", "zhao", "2026-Q1"),
    at("service", STRANGER, query=HERE),
    at("service with a code to scan", STRANGER, query="?platform=xiaoman"),
    at("shop-record", STRANGER, "beifeng", query=HERE),
    at("shop-record of few", "lin", "lanting"),
    at("consumer-rate", "lin", lambda world: world.order),
    at("merchant-record", "gao"),
    at("review-announcements", "zhao"),
    at("review-announcements of a reader", "he"),
    at("review-announcement-new", "zhao"),
    at("review-announcement-new refused", "he", status=422),
    at("review-announcement", "zhao", SAFETY),
    at("review-announcement waiting", "zhao", WAITING_NEWS),
    at("review-announcement withdrawn", "zhao", WITHDRAWN_NEWS),
    at("review-announcement-revise", "zhao", SAFETY),
    at("review-announcement-withdraw", "zhao", SAFETY),
    at("review-audit", "zhao"),
    at("review-audit narrowed", "zhao", query="?kind=look&who=he"),
    at("review-audit nothing", "zhao", query="?day=2020-01-01"),
]

NO_PUBLIC_PAGES = {
    "review-audit-csv": "a CSV file",
    "transparency-csv": "a table to take along",
    "transparency-pdf": "a paper to take along",
    "service-now": "a part of a page, asked for by the page itself",
    "merchant-record-answer": "takes a form and goes on",
}
