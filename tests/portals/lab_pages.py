"""Source and copy side by side, of a case and of a report: pages that need a picture that was found to be another."""

from functools import cache
from typing import NamedTuple

import msgspec

from ombud.accounts.models import Platform
from ombud.core.people import Reviewer
from ombud.desk.handle import Act, Done, handle
from ombud.lab.finding import Finding, Match, Rate, Region
from ombud.ledger.connection import connection, rows
from ombud.site.demo.world import XIAOMAN
from ombud.vault.models import EvidenceFile
from tests.portals.demo_world import Demo
from tests.portals.fake_pages import TANG, told
from tests.portals.shown import at

FOUND = """
INSERT INTO screening_finding (platform, file, detector, version, finding, at)
VALUES (%s, %s, 'seen-before', '1', %s, now())
ON CONFLICT (platform, file, detector) DO UPDATE SET finding = excluded.finding
"""
DONE = """
INSERT INTO screening (platform, file, role, shop, state, done, of, asked_at)
VALUES (%s, %s, 'exhibit', '', 'done', 1, 1, now())
ON CONFLICT (platform, file) DO UPDATE SET state = 'done'
"""
ABOUT = """
SELECT e.id, c.id, c.number FROM evidence_report_row e
JOIN complaint_row c ON c.platform = e.platform AND c.id = e.complaint WHERE e.platform = %s AND e.number = %s
"""


class Matched(NamedTuple):
    """The picture of a report and of its case, and another one that it shows."""

    case: str
    picture: str
    source: str


@cache
def matched() -> Matched:
    """Tang has noted what they see, on the report and in its case."""
    platform = Platform.objects.get(slug=XIAOMAN.slug).pk
    picture = told().picture
    ((report, case, number),) = rows(ABOUT, (platform, told().examined))
    source = str(EvidenceFile.objects.filter(platform=platform).exclude(id=picture).earliest("uploaded_at").id)
    match = Match(
        source=source, inliers=80, mirrored=True, matrix=(0.9, 0.0, 400.0, 0.0, 0.9, 300.0),
        differs=(Region(left=0, top=0, width=2_000, height=900),),
    )  # fmt: skip
    finding = Finding(
        detector="seen-before", version="1", kind="derived", strength="strong", matches=(match,),
        rate=Rate(alarms=0, of=5_000, on="hard pairs"),
    )  # fmt: skip
    connection().execute(DONE, (platform, picture))
    connection().execute(FOUND, (platform, picture, msgspec.json.encode(finding)))
    tang = Reviewer(id="tang")
    for verb, target, fields in (
        ("complaint.open-exhibits", case, {"exhibits": [picture]}),
        ("complaint.note-first-view", case, {"exhibit": picture, "view": "doubtful"}),
        ("evidence_report.note-first-view", report, {"view": "doubtful"}),
    ):
        assert isinstance(handle(Act(platform, verb, target, tang, fields)), Done)
    return Matched(number, picture, source)


def _number(_world: Demo) -> str:
    return matched().case


def _picture(_world: Demo) -> str:
    return matched().picture


def _source(_world: Demo) -> str:
    return matched().source


def _report(_world: Demo) -> str:
    return told().examined


LAB = [
    at("review-match", TANG, _number, _picture, _source),
    at("review-evidence-report-match", TANG, _report, _source),
    at("review-case with leads", TANG, _number, query="?cl=seen-before"),
]
