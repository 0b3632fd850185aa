"""What is a person's own where they act for a shop, or decide an appeal as a guest; and what holds it.

What somebody says in a shop's name is the shop's record of its trade: it stays when they leave, for its own time. Their
own are name and address, sign-ins, drafts, and what they told of themselves: why they were away.
"""

from datetime import datetime

from ombud.accounts.models import Membership, Person
from ombud.core.erasure.ends import Text, ends
from ombud.core.erasure.holds import Hold
from ombud.desk.erasing.holds import holds_of
from ombud.desk.load import load_many
from ombud.ledger.connection import connection, rows

HOLDS_MAX = 500
"""Whoever answers for a large shop speaks in thousands of cases; one that lives is enough to hold."""
SPOKE_IN = """
WITH spoken AS (SELECT stream FROM word_key WHERE platform = %(platform)s AND person = %(person)s)
SELECT c.id FROM spoken JOIN complaint_row c ON c.platform = %(platform)s AND c.id = spoken.stream
    WHERE c.stage <> 'closed' OR c.moved_at > %(at)s - interval '1 year'
UNION ALL SELECT r.id FROM spoken JOIN evidence_report_row r ON r.platform = %(platform)s AND r.id = spoken.stream
UNION ALL SELECT p.id FROM spoken JOIN penalty_row p ON p.platform = %(platform)s AND p.id = spoken.stream
    WHERE p.stage IN ('proposed', 'in-force')
UNION ALL SELECT s.id FROM spoken JOIN surge_row s ON s.platform = %(platform)s AND s.id = spoken.stream
    WHERE NOT s.over
UNION ALL SELECT penalty FROM accounts_person WHERE platform_id = %(platform)s AND ref = %(person)s AND penalty <> ''
LIMIT %(limit)s
"""
"""Where somebody said something that may still be used for or against anybody."""
AWAY = """
SELECT w.stream, w.digest, w.at FROM word_key k
JOIN kept_words w ON w.platform = k.platform AND w.stream = k.stream AND w.person = k.person AND w.erased_on IS NULL
JOIN event e ON e.platform = w.platform AND e.stream = w.stream AND e.at = w.at AND e.type = 'AbsenceAnnounced'
    AND position(convert_to(w.digest, 'UTF8') in e.body) > 0
WHERE k.platform = %s AND k.person = %s
"""
STILL = ("live-case", "time-runs", "elsewhere", "penalty", "with-case", "open")
"""What holds the name of somebody who spoke there. That a measure still has effect does not."""


def holds_of_member(platform: int, person: str, at: datetime) -> dict[str, Hold]:
    """What keeps name and address of somebody who acts, or acted, for a shop, by the stream that holds it."""
    asked = {"platform": platform, "person": person, "at": at, "limit": HOLDS_MAX}
    spoke_in = sorted({id for (id,) in rows(SPOKE_IN, asked)})
    found = {id: one for id, one in holds_of(platform, spoke_in, at).items() if one.why in STILL} if spoke_in else {}
    shops = Membership.objects.filter(platform=platform, person__ref=person, person__platform=platform)
    for shop in shops.values_list("shop", flat=True).order_by("shop"):
        found[f"shop/{shop}"] = Hold(stream=f"shop/{shop}", why="member")
    return found


def own_words(platform: int, person: str, at: datetime) -> dict[str, list[str]]:
    """By stream, the hashes of what somebody told a shop's buyers of themselves, and that is over."""
    said: dict[str, list[Text]] = {}
    for stream, digest, its_at in rows(AWAY, (platform, person)):
        said.setdefault(stream, []).append(Text(digest=digest, at=its_at))
    found = {}
    for stream, one in load_many(connection(), platform, sorted(said)).items():
        over = ends("shops", one.state, said[stream], at)
        if gone := [digest for digest, since in over.items() if since <= at]:
            found[stream] = gone
    return found


def side_of_person(platform: int, person: str) -> str:
    """As whom somebody is known here: consumer, member or invited; the marketplace's consumers needn't be known."""
    known = Person.objects.filter(platform=platform, ref=person).values_list("kind", flat=True).first()
    return known if known in ("member", "invited") else "consumer"
