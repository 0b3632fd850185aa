"""The section of docs/lab.md on edited places: tables by kind and regime, what was said of what, and a plot."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np

from bench.lab_edited_seen import Seen

DOCS = Path(__file__).resolve().parents[1] / "docs"
PLOT = DOCS / "benchmarks" / "lab-edited.svg"
BEGIN, END = "<!-- edited: written by bin/bench lab -->", "<!-- edited: end -->"
OWN = "double-quantisation"
NAMES = {OWN: "double quantisation, all grids", "stored-grid": "double quantisation, stored grid (Lin 2009)",
         "error-levels": "error levels at 90"}  # fmt: skip
REGIMES = ("aligned", "shifted", "piece", "coarser", "rescaled")
MEANT = {
    "aligned": "second save finer, grid kept",
    "shifted": "second save finer, cropped between the saves",
    "piece": "only the pasted piece was saved before",
    "coarser": "second save as coarse or coarser",
    "rescaled": "scaled to 0.8 and saved at 75, as messengers do",
}
SAID = ("strong", "clear", "weak", "none", "abstained")


def write(seen: Sequence[Seen], costs: dict[str, float]) -> None:
    """Put the tables between the two marks of docs/lab.md, or at its end, and draw the plot."""
    PLOT.write_text(_plot(seen))
    path = DOCS / "lab.md"
    text = path.read_text()
    part = f"{BEGIN}\n{_tables(seen, costs)}\n{END}"
    if BEGIN in text:
        text = re.sub(f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: part, text, flags=re.DOTALL)
    else:
        text = f"{text.rstrip()}\n\n## Edited\n\n{part}\n"
    path.write_text(text)


def _tables(seen: Sequence[Seen], costs: dict[str, float]) -> str:
    edited = [one for one in seen if one.edited]
    own = sum(not one.kind.startswith("syndj") for one in edited)
    lines = [
        f"Score half: {len(edited)} forgeries ({own} of our own making), {len(seen) - len(edited)} authentic pictures.",
        "",
        "![Pixel AUC by regime](benchmarks/lab-edited.svg)",
        "",
        "Pixel AUC, mean over forgeries not abstained from; the last column counts each abstention as 0.5:",
        "",
        "| regime | forgeries | abstained | all grids | stored grid | error levels | all grids, with 0.5 |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_row(f"{where}: {MEANT[where]}", [one for one in edited if one.regime == where]) for where in REGIMES]
    lines += ["", "By kind of edit, in the regimes *aligned* and *shifted*:", ""]
    lines += [
        "| kind | forgeries | abstained | all grids | stored grid | error levels | all grids, with 0.5 |",
        "|---|---|---|---|---|---|---|",
    ]
    kinds = sorted({one.kind for one in edited})
    for kind in kinds:
        for where in ("aligned", "shifted"):
            those = [one for one in edited if one.kind == kind and one.regime == where]
            if those:
                lines.append(_row(f"{kind}, {where}", those))
    return "\n".join([*lines, *_said(seen), *_reasons(seen), *_cost(costs)])


def _row(title: str, those: Sequence[Seen]) -> str:
    if not those:
        return f"| {title} | 0 | | | | | |"
    kept = [one for one in those if OWN in one.area]
    cells = [_mean([one.area[name] for one in kept if name in one.area]) for name in NAMES]
    flat = _mean([one.area.get(OWN, 0.5) for one in those])
    return f"| {title} | {len(those)} | {len(those) - len(kept)} | {' | '.join(cells)} | {flat} |"


def _mean(values: Sequence[float]) -> str:
    return f"{np.mean(values):.3f}" if values else ""


def _said(seen: Sequence[Seen]) -> list[str]:
    """What each detector said of edited and of authentic pictures."""
    lines = ["", "What was said, pictures by strength:", "", f"| detector | pictures | {' | '.join(SAID)} |"]
    lines.append("|---" * (2 + len(SAID)) + "|")
    for detector in seen[0].said:
        groups = {f"edited, {where}": [one for one in seen if one.edited and one.regime == where] for where in REGIMES}
        groups["edited by copy-move"] = [one for one in seen if one.edited and one.kind.endswith(("copy-move", "move"))]
        groups["authentic"] = [one for one in seen if not one.edited]
        for title, those in groups.items():
            if detector != "copy-move" and title == "edited by copy-move":
                continue
            said = [one.said[detector] for one in those]
            counts = Counter("abstained" if one.startswith("-") else one for one in said)
            lines.append(f"| {detector} | {title}: {len(those)} | {' | '.join(str(counts[one]) for one in SAID)} |")
    untouched = [one for one in seen if not one.edited]
    flagged = [one for one in untouched if any(said in SAID[:3] for said in one.said.values())]
    by = Counter(one.kind for one in untouched)
    of = Counter(one.kind for one in flagged)
    lines += ["", f"Authentic pictures flagged by any detector at any strength: {len(flagged)} of {len(untouched)} "
              f"({100 * len(flagged) / len(untouched):.2f} %): "
              + ", ".join(f"{kind} {of[kind]} of {by[kind]}" for kind in sorted(by)) + "."]  # fmt: skip
    return lines


def _reasons(seen: Sequence[Seen]) -> list[str]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in seen:
        for detector, said in one.said.items():
            if said.startswith("-"):
                found[detector][said[1:]] += 1
    told = "; ".join(f"{name}: {', '.join(f'{why} {n}' for why, n in c.most_common())}" for name, c in found.items())
    return ["", f"Reasons of abstentions, all {len(seen)} pictures: {told}."]


def _cost(costs: dict[str, float]) -> list[str]:
    told = ", ".join(f"{name} {cost} s" for name, cost in costs.items())
    return ["", f"Processor time on one JPEG of 12 megapixels (made by enlarging), decoding included: {told}."]


def _plot(seen: Sequence[Seen]) -> str:
    wide, high, left, top = 760, 34 * len(REGIMES) * 2 + 70, 170, 50
    colours = {OWN: "#2f7d5b", "stored-grid": "#8a6d3b", "error-levels": "#7a8594"}
    title = "Pixel AUC by regime, forgeries of the score half"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"',
        f' role="img" aria-label="{escape(title)}" style="font-family: system-ui, sans-serif; font-size: 13px">',
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
        f'<text x="16" y="26" fill="#1f2a37" font-weight="600" font-size="15">{title}</text>',
    ]
    for at, where in enumerate(REGIMES):
        y = top + at * 62
        those = [one for one in seen if one.edited and one.regime == where and OWN in one.area]
        parts.append(f'<text x="16" y="{y + 26}" fill="#1f2a37">{where} ({len(those)})</text>')
        for row, (name, colour) in enumerate(colours.items()):
            values = [one.area[name] for one in those if name in one.area]
            if values:
                mean = float(np.mean(values))
                parts.append(
                    f'<rect x="{left}" y="{y + row * 17}" width="{mean * 430:.0f}" height="14" fill="{colour}"/>'
                )
                words = f"{mean:.3f} {NAMES[name]}"
                x = left + mean * 430 + 6
                parts.append(f'<text x="{x:.0f}" y="{y + row * 17 + 12}" fill="#1f2a37" font-size="11">{words}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
