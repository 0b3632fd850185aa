"""The pages about imports: the list, a file that is looked at, one that waits, and one that is done."""

from collections.abc import Callable
from functools import cache

import msgspec

from ombud.desk import clock
from ombud.imports import runs
from ombud.imports.report import Report
from ombud.imports.sniff import sniff
from ombud.ledger.connection import connection
from tests.portals.demo_world import Demo
from tests.portals.shown import at

ORDERS = b"order_id,shop,buyer_id,status,created_at,product_name,qty,price\n1,lanting,lin,paid,2026-03-01,M,1,9.90\n"


@cache
def _id(platform: int, state: str) -> str:
    """An import of the demo's platform that stands there; nobody carries it out."""
    run = runs.begin(platform, "zhao", "en", f"{state}.csv", [ORDERS], clock.now())
    with run.path.open("rb") as file:
        runs.keep_mapping(run, sniff(file, run.file))
    report = Report(orders=1, told=1, refused={"2": "“9,9”"}, refused_count=1, flagged={"3": ["several-sellers"]})
    report.flagged_count, report.lacking, report.incomplete_count = 1, {"shop": 1}, 1
    connection().execute(
        "UPDATE import_run SET state = %s, report = %s, beat_at = %s WHERE id = %s",
        (state, msgspec.json.encode(report), clock.now().replace(year=2090), run.id),
    )
    return run.id


def _standing(state: str) -> Callable[[Demo], str]:
    return lambda world: _id(world.platform, state)


IMPORTS = [
    at("review-imports", "zhao"),
    at("review-imports not for everybody", "he", status=404),
    *(at(f"review-import {state}", "zhao", _standing(state)) for state in ("new", "running", "done", "stopped")),
]
NO_IMPORT_PAGES = {
    "review-import-progress": "a part of review-import that asks for itself again",
    "review-import-file": "a file that is downloaded",
}
