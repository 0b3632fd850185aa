"""What a platform tells of its own work, as the paper that anybody may take."""

from django.test import Client

from tests.pdfa import text_of
from tests.reads.test_transparency import counted, lived


def test_the_paper_says_each_heading_once() -> None:
    made = lived()
    counted(made)
    paper = Client().get(f"/transparency.pdf?platform={made.platform.slug}&period=2026-Q1")
    assert paper.headers["Content-Type"] == "application/pdf", paper.content[:300]
    told = text_of(paper.content)
    assert told.count("Complaints by reason") == 1
    assert told.count("Whom rulings found liable") == 1
