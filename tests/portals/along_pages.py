"""The pages of the file to take along, in each portal; one shows files that were asked for, however far each is."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import msgspec

from ombud.accounts.models import Person
from ombud.ledger.connection import connection, rows
from ombud.vault.made.asked import Piece
from tests.portals.demo_world import Demo
from tests.portals.shown import at, case, penalty

OFFERED = case("lin", "striped-dress")
PARTLY = penalty("qinghe", "partly")

STATES = (
    ("waiting", "", 0, 0, ""),
    ("running", "pages", 2, 7, ""),
    ("ready", "", 0, 0, ""),
    ("failed", "", 0, 0, "failed"),
)
PUT = """
INSERT INTO made_file (platform, id, who, actor, thing, stream, form, language, state, step, done, of, problem, files,
    asked_at, until) VALUES (%s, %s, %s, %s, 'complaint', %s, %s, 'en', %s, %s, %s, %s, %s, %s, %s, %s)
"""


def _asked_for(world: Demo) -> str:
    """The case, with one file in each state made for its consumer."""
    number = OFFERED(world)
    ((platform, stream),) = rows("SELECT platform, id FROM complaint_row WHERE number = %s", (number,))
    by = Person.objects.get(platform=platform, ref="lin").actor()
    at, files = datetime.now(UTC), [Piece(f"{number}-0{n}.pdf", "application/pdf", 640_000 * n, ()) for n in (1, 2, 3)]
    told = msgspec.json.encode(files).decode()
    for place, (state, step, done, of, why) in enumerate(STATES):
        made = told if state == "ready" else ""
        form, asked = ("pdf" if state in ("ready", "running") else "zip"), at - timedelta(minutes=place)
        row = (platform, uuid4().hex, by.id, msgspec.json.encode(by).decode(), stream, form, state, step, done, of, why)
        connection().execute(PUT, (*row, made, asked, asked + timedelta(hours=48)))
    return number


ALONG = [
    at("consumer-take-along", "lin", OFFERED),
    at("consumer-take-along files being made", "lin", _asked_for),
    at("merchant-take-along", "su", OFFERED),
    at("merchant-penalty-along", "xiaoman/shen", PARTLY),
    at("review-take-along", "he", OFFERED),
    at("review-penalty-along", "xiaoman/tang", PARTLY),
]
NO_ALONG_PAGES = {
    name: why
    for whose in ("consumer", "merchant", "merchant-penalty", "review", "review-penalty")
    for name, why in ((f"{whose}-paper", "a PDF file"), (f"{whose}-archive", "a ZIP file"))
}
