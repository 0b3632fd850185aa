"""A plain picture of figures beside their goals: bars as parts of the goal, and one line where the goal stands."""

from collections.abc import Sequence
from html import escape

from bench.figure import Figure, rounded

WIDTH, BAR, GAP, TOP, LEFT, RIGHT = 760, 22, 14, 46, 170, 170
REACH = 2.0
"""Bars end at twice the goal; a longer one says its figure all the same."""
GOOD, BAD, LINE, INK, PAPER = "#2f7d5b", "#b3452c", "#1f2a37", "#1f2a37", "#ffffff"
STYLE = "font-family: system-ui, sans-serif; font-size: 13px"


def plot(title: str, figures: Sequence[Figure]) -> str:
    """The picture as SVG; every figure in it has a goal."""
    height = TOP + len(figures) * (BAR + GAP) + 26
    one = (WIDTH - LEFT - RIGHT) / REACH
    goal = LEFT + one
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"',
        f'  role="img" aria-label="{escape(_said(title, figures), quote=True)}" style="{STYLE}">',
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        f'<text x="16" y="26" fill="{INK}" font-weight="600" font-size="15">{escape(title)}</text>',
    ]
    for place, figure in enumerate(figures):
        parts += _bar(figure, TOP + place * (BAR + GAP), one)
    end = height - 22
    parts += [
        f'<line x1="{goal}" x2="{goal}" y1="{TOP - 8}" y2="{end}" stroke="{LINE}" stroke-dasharray="4 3"/>',
        f'<text x="{goal}" y="{end + 14}" fill="{INK}" text-anchor="middle">goal</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _bar(figure: Figure, y: int, one: float) -> list[str]:
    assert figure.goal is not None
    judged = figure.judged or 0
    part = judged / figure.goal.bound if figure.goal.bound else float(judged > 0)
    middle = y + BAR * 0.72
    length = max(1.0, min(part, REACH) * one)
    said = f"{rounded(judged):g}{' ×' if figure.goal.of == 'ratio' else ' ' + figure.unit}"
    wanted = f"{'≥' if figure.goal.sign == '>=' else '≤'} {figure.goal.bound:g}"
    return [
        f'<text x="{LEFT - 10}" y="{middle}" fill="{INK}" text-anchor="end">{escape(figure.name)}</text>',
        f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR}" fill="{GOOD if figure.met else BAD}"/>',
        f'<text x="{WIDTH - RIGHT + 8}" y="{middle}" fill="{INK}">{escape(said)} ({wanted})</text>',
    ]


def _said(title: str, figures: Sequence[Figure]) -> str:
    """The picture in words, for who doesn't see it."""
    return f"{title}: " + "; ".join(f"{one.name} {rounded(one.judged or 0):g}, goal {one.goal}" for one in figures)
