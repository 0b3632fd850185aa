"""Every page and call that shows the staff something private is one whose looks are written down, or says why not."""

import pytest

from ombud.api.v1.looks import LOOKS as CALLS
from ombud.ledger.connection import rows
from ombud.portals.common.looks import LOOKS as PAGES
from tests.access.crawl import Answered, World

STAFF = ("rita", "senior", "admin", "invited", "software")
OWN = {
    # Routes that show the staff private words without a row of their own -> why
    "announcement": "announced to merchants: the platform's own words",
    "announcement-version": "the same",
    "review-announcement": "the same",
    "review-announcement-revise": "the same",
    "announcements/{}": "the same",
    "review-fund": "a shop's money and the staff's own reasons: nothing of a person",
    "review-fund-release": "the same",
    "funds/{}": "the same",
    "funds/{}/entries": "the same",
    "review-imports": "names of files that the staff sent themselves; their rows are looks",
    "imports": "the same",
    "imports/{}/mapping": "the same",
    "imports/{}/stop": "the same",
    "review-news": "a part of the case's page, whose look is written down",
    "review-penalty-news": "a part of the penalty's page, whose look is written down",
    "review-people": "the staff's own names, for who manages them; each act is in the log",
    "review-person": "the same",
    "review-public": "what was said in public",
    "public-items": "the same",
    "public-items/{}": "the same",
    "review-shops": "names of shops",
    "shops": "the same",
    "shop-record": "public",
    "shops/{}/record": "the same",
    "review-webhooks": "addresses that the staff set up",
    "review-webhook": "the same",
    "webhooks": "the same",
    "webhooks/{}": "the same",
    "webhooks/{}/pause": "the same",
    "webhooks/{}/resume": "the same",
    "review-archive": "writes its own row: file-taken-along",
    "review-paper": "the same",
    "review-take-along": "the same",
    "review-penalty-archive": "the same",
    "review-penalty-paper": "the same",
    "review-penalty-along": "the same",
    "complaints/{}/archive": "the same",
    "complaints/{}/paper": "the same",
    "penalties/{}/archive": "the same",
    "penalties/{}/paper": "the same",
}


@pytest.mark.requirement("EV-2")
def test_what_shows_the_staff_something_private_is_written_down(answers: list[Answered]) -> None:
    silent = set()
    for one in answers:
        private = {its.field for its in one.found if its.field != f"person.{one.cell.role}.name"}
        route = one.cell.route.partition("+")[0]
        looks = route in PAGES or (one.cell.method == "GET" and route.replace("{}", "<str:id>") in CALLS)
        if one.cell.role in STAFF and one.status in (200, 422) and private and not looks and route not in OWN:
            silent.add((route, tuple(sorted(private))[:3]))
    assert silent == set(), "it needs its line in portals/common/looks.py or api/v1/looks.py, or its reason here"


@pytest.mark.requirement("EV-2")
def test_each_look_left_its_row_and_no_party_left_any(answers: list[Answered], world: World) -> None:
    assert answers
    told = dict(rows("SELECT what, count(*) FROM looked_at WHERE platform = %s GROUP BY what", (world.a.platform,)))
    for what in ("case-read", "penalty-read", "picture-seen", "talk-read", "searched", "papers-read", "ContactSeen"):
        assert told.get(what, 0) > 0, what
    who = {row[0] for row in rows("SELECT DISTINCT who FROM looked_at WHERE platform = %s", (world.a.platform,))}
    parties = {"ana", "other", "held", "boris", "service", "viewer", "sam", "mei", "exmember"}
    assert who
    assert not who & parties
