"""The figures as the page and the paper show them: tables, each with its picture, and rates with what they are of."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.transparency_report.small_counts import Counts
from ombud.packs.words import Texts
from ombud.portals.common.plots import Bar, plot
from ombud.portals.common.transparency import words
from ombud.reads.transparency.figures import Figures

Row = dict[str, Any]


def shown(its: Figures, said: Texts | None) -> Row:
    """For common/transparency/figures.html."""
    return {
        "few": its.few,
        "volumes": _volumes(its),
        "plots": [_plot(its, name, label) for name, label in words.volumes().items() if _is_drawn(its, name)],
        "singles": _singles(its, "asked-platform", "stepped-in", "answered", "turns-lost"),
        "times": [
            {"name": name, "median": words.hours(one.median), "p90": words.hours(one.p90), "few": one.median is None}
            for name, one in ((label, its.times[code]) for code, label in words.times().items())
        ],
        "lists": [
            _list(its, "reasons", _("Complaints by reason"), said),
            _list(its, "closed", _("How complaints ended"), said),
            _list(its, "ruled", _("Whom rulings found liable"), said),
        ],
        "overturned": [_reviews(its, said), _appeals(its, said)],
        "penalties": _list(its, "violations", _("Penalties by violation"), said),
        "evidence": _list(its, "evidence-results", _("What was found of each claim"), said),
        "evidence_more": _singles(its, "evidence-adjusted"),
        "machine": _singles(its, "pictures-judged", "leads-looked-at", "evidence-by-machine"),
        "late": _list(its, "late", _("Where the platform was late"), said),
        "alarms": _singles(its, "alarms", "alarms-dismissed", "interventions"),
        "reports": _list(its, "report-outcomes", _("What came of reports about shops and pages"), said),
    }


def _volumes(its: Figures) -> Row:
    """What happened down, months across, each with all of them together."""
    names = words.volumes()
    months = list(dict.fromkeys(month for name in names for month in its.lists.get(f"{name}-by-month", _NONE).cells))
    rows = []
    for name, label in names.items():
        counts = its.lists.get(f"{name}-by-month", _NONE)
        cells = [_cell(counts.cells.get(month, 0)) for month in months]
        rows.append({"name": label, "cells": cells, "total": _cell(counts.total)})
    return {"columns": [words.short_month(one) for one in months], "rows": rows if months else []}


_NONE = Counts(total=0, cells={})


def _cell(n: int | None) -> Row:
    return {"text": words.told(n), "hidden": n is None}


def _is_drawn(its: Figures, name: str) -> bool:
    """Whether there is something to draw: a picture of nothing says nothing."""
    return any(its.lists.get(f"{name}-by-month", _NONE).cells.values())


def _plot(its: Figures, name: str, label: str) -> Row:
    """Bars by month; one that isn't shown has none, and its table says so."""
    cells = its.lists[f"{name}-by-month"].cells
    bars = [Bar(words.short_month(month), n) for month, n in cells.items()]
    total = its.lists[f"{name}-by-month"].total
    text = _("{name}: {n} in this period.").format(name=label, n=words.told(total))
    return {"plot": plot(bars, label, text), "names": {"value": label}, "title": label}


def _singles(its: Figures, *names: str) -> list[Row]:
    labels = words.singles()
    return [{"name": labels[name], "text": words.told(its.singles.get(name, 0)),
             "hidden": its.singles.get(name, 0) is None} for name in names]  # fmt: skip


def _list(its: Figures, name: str, title: str, said: Texts | None) -> Row:
    """Names with their counts and shares, the most first; what isn't shown at the end."""
    counts = its.lists.get(name, _NONE)
    order = sorted(counts.cells.items(), key=lambda one: (one[1] is None, -(one[1] or 0), one[0]))
    return {
        "title": title,
        "total": words.told(counts.total),
        "total_hidden": counts.total is None,
        "whole": words.share(1, 1) if counts.total else "–",
        "empty": not counts.cells,
        "rows": [
            {
                "name": words.cell(name, code, said),
                "text": words.told(n),
                "hidden": n is None,
                "share": words.share(n, counts.total) if n and counts.total else "",
            }
            for code, n in order
        ],
    }


def _reviews(its: Figures, said: Texts | None) -> Row:
    made = _list(its, "reviews", _("Rulings looked at again by another reviewer"), said)
    return made | {"rate": _rate(its, "reviews", ["false"], _("{share} of {n} rulings looked at again were changed."))}


def _appeals(its: Figures, said: Texts | None) -> Row:
    made = _list(its, "appeals", _("Appeals against penalties"), said)
    told = _("{share} of {n} appeals decided changed the penalty, in full or in part.")
    return made | {"rate": _rate(its, "appeals", ["full", "part"], told)}


def _rate(its: Figures, name: str, of: list[str], sentence: str) -> str:
    found = its.rate(name, of)
    if found is None:
        return _("Too few, or not shown: no rate is told.") if its.lists.get(name, _NONE).cells else ""
    return sentence.format(share=words.share(*found), n=words.count(found[1]))
