"""What is read of reports of fake evidence, for the OpenAPI document."""

from typing import Any

from ombud.api.v1.openapi_parts import CURSOR, PAGE_SIZE, reading, ref, word
from ombud.reads.evidence_report_row import QUEUES


def evidence_reports() -> dict[str, dict[str, Any]]:
    """Lists, one report, and how many an order still takes."""
    return {
        "/evidence-reports": reading(
            "list-evidence-reports", "Reports that evidence is fake: a shop’s own, those about a consumer, those that "
            "wait for the platform.", CURSOR, PAGE_SIZE, word("queue", QUEUES, "For the platform’s people."),
        ),
        "/evidence-reports/{id}": reading(
            "read-evidence-report", "One report that evidence is fake, with as much of what came of it as the reader "
            "is told.", ref("id"),
        ),
        "/orders/{id}/reporting": reading(
            "read-reporting", "How many reports of fake evidence an order still takes, for its shop.", ref("id"),
            {"name": "complaint", "in": "query", "schema": {"type": "string"}, "description": "In which case."},
        ),
    }  # fmt: skip
