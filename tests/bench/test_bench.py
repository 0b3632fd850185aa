"""Each measurement runs in a tiny form, and what it finds is written down whole; how fast it is, no test says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.document import Kept, text, write
from bench.figure import Figure, Goal
from bench.plot import plot
from bench.words import ABOUT, SECTIONS

ROOT = Path(__file__).resolve().parents[2]
WHAT = ("name", "value", "unit", "peer", "ratio", "goal")
FIGURES = {
    "core": {"core"},
    "desk": {"desk", "desk-one-shop"},
    "log": {"log-desk", "receipt", "receipt-p99"},
    "api": {"api-filing"},
    "transparency": {"numbers-read", "numbers-counted"},
    "webhooks": {"webhook-hostile", "webhook-lag"},
    "penalties": {"penalties-imposed", "messages-grown", "penalties-grown", "popup-queries"},
    "import": {"import", "import-beside-copy"},
    "orders": {"late-orders", "orders-completed"},
    "pages": {"page-case", "page-case-p99", "page-queue", "page-queue-p99"},
    "scale": {"queue-grown", "deadlines"},
    "first-load": {"first-load", "foreign-origins"},
    "surge": {"surge-update"},
    "lab": {
        "lab-copies-recall",
        "lab-edited-aligned",
        "lab-edited-shifted",
        "lab-edited-flagged",
        "lab-edited-abstained",
        "lab-edited-cost",
        "lab-copies-false",
        "lab-copies-query",
        "lab-copies-differs",
        "lab-copies-hash",
        "lab-copies-hash-bits",
        "lab-copies-search",
        "lab-copies-search-memory",
        "lab-gallery-query",
        "lab-gallery-open",
        "lab-triage",
        "lab-triage-p95",
        "lab-triage-max",
        "lab-triage-c2pa",
        "lab-goods-auc",
        "lab-goods-top1",
        "lab-goods-top5",
        "lab-goods-auc-all",
        "lab-goods-top5-all",
        "lab-goods-ms",
    },
    "simulation": {"simulation", "simulation-rate", "simulation-penalties"},
    "start": {"demo-start"},
    "vault": {"vault-read", "vault-write"},
}
MAY_BE_NONE = {
    "foreign-origins",
    "lab-edited-flagged",
    "lab-edited-abstained",
    "lab-copies-false",
    "lab-copies-hash-bits",
}
WITH_R = {f"surge-{group}{what}" for group in ("given", "seen", "held-out", "tweets") for what in ("", "-week")}
"""Their peer is the R package surveillance, which the tests don't ask for."""


SLOW = ("api", "lab", "log", "orders", "pages", "penalties", "scale", "start", "transparency", "webhooks")
"""Parts whose tiny forms alone take a minute: tried in the long form."""


@pytest.mark.parametrize("part", [one for one in FIGURES if one not in SLOW or os.environ.get("OMBUD_DEEP")])
def test_each_part_runs_in_a_tiny_form_and_gives_an_object_for_each_figure(part: str) -> None:
    command = [sys.executable, "-m", "bench", "--quick", "--json", part]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["name"] for one in found} == FIGURES[part]
    for one in found:
        assert tuple(one) == WHAT
        assert one["value"] > 0 or one["name"] in MAY_BE_NONE
        if one["goal"] and one["goal"].startswith("ratio"):
            assert one["ratio"] > 0
            assert one["peer"] > 0


def test_every_figure_is_explained_once_and_stands_in_one_section() -> None:
    placed = [name for _, _, names in SECTIONS for name in names]
    assert sorted(placed) == sorted(ABOUT)
    assert set(placed) == set().union(*FIGURES.values()) | {"check-warm", "import-memory"} | WITH_R


MET = Figure("desk", 900, "commands / s", 1000, Goal("ratio", ">=", 0.5), "so", "2026-03-09", 0.1)
MISSED = Figure("core", 90_000, "decide + evolve / s", None, Goal("value", ">=", 100_000), "so", "2026-03-09", 0.1)


def test_the_document_says_of_each_figure_whether_its_goal_is_met(tmp_path: Path) -> None:
    write({"cores": "2"}, [MET, MISSED], tmp_path, tmp_path / "figures.json")
    said = (tmp_path / "benchmarks.md").read_text()
    assert "| desk | 900 commands / s | 1,000 | 0.90 × | ratio ≥ 0.5 | met |" in said
    assert "| core | 90,000 decide + evolve / s |  |  | value ≥ 100,000 | **missed** |" in said
    assert "| cores | 2 |" in said
    assert (tmp_path / "benchmarks" / "desk-and-api.svg").read_text().startswith("<svg ")


def test_a_run_of_some_parts_leaves_the_other_figures_standing(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    write({}, [MET, MISSED], tmp_path, kept)
    write({}, [MISSED], tmp_path, kept)
    assert "| desk | 900" in (tmp_path / "benchmarks.md").read_text()


def test_a_picture_says_in_words_what_it_shows() -> None:
    drawn = plot("Writing", [MET])
    assert 'aria-label="Writing: desk 0.9, goal ratio &gt;= 0.5"' in drawn
    assert "0.9 × (≥ 0.5)" in drawn


def test_the_document_that_is_kept_is_the_one_its_figures_give() -> None:
    docs = ROOT / "docs"
    import msgspec

    now = msgspec.json.decode((docs / "benchmarks" / "figures.json").read_bytes(), type=Kept)
    assert (docs / "benchmarks.md").read_text() == text(now)
