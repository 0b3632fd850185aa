"""Writes docs/benchmarks.md and its pictures from the figures: every word of it comes from here."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from bench.figure import Figure, rounded
from bench.plot import plot
from bench.words import ABOUT, HEAD, MISSED, SECTIONS

DOCS = Path(__file__).resolve().parent.parent / "docs"
KEPT = DOCS / "benchmarks" / "figures.json"


class Kept(msgspec.Struct):
    """The last measured figures and the machine, so that a run of some of them leaves the others standing."""

    machine: dict[str, str] = {}
    figures: dict[str, Figure] = {}


def write(machine: Mapping[str, str], figures: Sequence[Figure], docs: Path = DOCS, kept: Path = KEPT) -> None:
    """Put these figures in the place of the older ones, and write all anew."""
    now = msgspec.json.decode(kept.read_bytes(), type=Kept) if kept.exists() else Kept()
    now.machine = dict(machine)
    now.figures |= {one.name: one for one in figures}
    folder = docs / "benchmarks"
    folder.mkdir(exist_ok=True)
    encoded = msgspec.json.format(msgspec.json.encode(now), indent=1)
    kept.write_bytes(encoded + b"\n")
    for name, title, names in SECTIONS:
        drawn = [now.figures[one] for one in names if one in now.figures and now.figures[one].goal]
        if drawn:
            (folder / f"{name}.svg").write_text(plot(title, drawn))
    (docs / "benchmarks.md").write_text(text(now))


def text(now: Kept) -> str:
    """The document."""
    parts = [HEAD, _table("What it was measured on", ("", ""), now.machine.items())]
    for name, title, names in SECTIONS:
        there = [now.figures[one] for one in names if one in now.figures]
        if not there:
            continue
        picture = [f"![{title}](benchmarks/{name}.svg)"] if any(one.goal for one in there) else []
        parts.append("\n\n".join([f"## {title}", *picture, _figures(there), *(_about(one) for one in there)]))
    return "\n\n".join(parts) + "\n"


def _figures(figures: Sequence[Figure]) -> str:
    head = "| Figure | Value | Peer | Ratio | Goal | |\n|---|--:|--:|--:|---|---|"
    return "\n".join([head, *(_row(one) for one in figures)])


def _row(one: Figure) -> str:
    peer = f"{rounded(one.peer):,g}" if one.peer is not None else ""
    ratio = f"{one.ratio:.2f} ×" if one.ratio is not None else ""
    goal = f"{one.goal.of} {'≥' if one.goal.sign == '>=' else '≤'} {one.goal.bound:,g}" if one.goal else ""
    met = {True: "met", False: "**missed**", None: ""}[one.met]
    return f"| {one.name} | {rounded(one.value):,g} {one.unit} | {peer} | {ratio} | {goal} | {met} |"


def _about(one: Figure) -> str:
    said = f"**{one.name}**: {ABOUT[one.name]} Measured: {one.how} ({one.measured}; load before: {one.load:g})."
    return f"{said} {MISSED[one.name]}" if one.met is False and one.name in MISSED else said


def _table(title: str, head: tuple[str, str], rows: object) -> str:
    lines = [f"## {title}", "", f"| {head[0]} | {head[1]} |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in rows]  # type: ignore[attr-defined]
    return "\n".join(lines)
